import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { printedCatalogue } from '../catalogue/index.js'
import { systemClock } from '../kernel/clock.js'
import { Refusal } from '../kernel/errors.js'
import { knownPictures, newestVersion, organisationIn, pictureBytes } from '../organisation/index.js'
import { htmlOf, pdfOf } from '../papers/index.js'
import type { Reader } from '../store/index.js'
import { whyOf } from '../why.js'
import type { CliCall } from './command.js'
import { Mistyped } from './line.js'
import { looking } from './looking.js'

/** Writes the catalogue in force as a file of HTML or PDF: what everybody may order, or all of it. */
export async function catalogue({ options, voice, tell, ...call }: CliCall): Promise<number> {
  const { html, pdf, all } = options
  if (typeof html !== 'string' && typeof pdf !== 'string') throw new Mistyped('cli.catalogue_where')
  const { organisation, pictures } = await looking(call.config(), async (reader) => {
    const newest = await newestVersion(reader)
    const read = newest && organisationIn(newest)
    if (!read) throw new Refusal('organisation.missing')
    return { organisation: read, pictures: await printedPictures(reader) }
  })
  const paper = printedCatalogue(organisation, voice, { all: all === true, pictures })
  const keep = async (file: string, content: string | Uint8Array): Promise<void> => {
    await writeFile(resolve(file), content).catch((error: unknown) => {
      throw new Refusal('cli.not_written', { file, why: whyOf(error) })
    })
    tell('catalogue.written', { file })
  }
  if (typeof html === 'string') await keep(html, htmlOf(paper))
  if (typeof pdf === 'string') await keep(pdf, await pdfOf(paper, systemClock.now()))
  return 0
}

async function printedPictures(reader: Reader): Promise<ReadonlyMap<string, Uint8Array>> {
  const printed = new Map<string, Uint8Array>()
  for (const picture of (await knownPictures(reader)).values()) {
    const bytes = await pictureBytes(reader, picture)
    if (bytes) printed.set(picture.name, bytes)
  }
  return printed
}
