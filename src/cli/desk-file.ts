import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Refusal } from '../kernel/errors.js'
import { known } from '../known.js'
import { type Organisation, readDesk } from '../organisation/index.js'
import { whyOf } from '../why.js'
import { WrongDeskFile } from '../wrong-desk-file.js'

/** A desk file that was found right. */
export interface RightFile {
  readonly source: string
  readonly organisation: Organisation
}

/** Reads a desk file. Refuses with `cli.no_file`; throws WrongDeskFile with every problem in it. */
export async function readDeskFile(file: string): Promise<RightFile> {
  const source = await readFile(resolve(file), 'utf8').catch((error: unknown) => {
    throw new Refusal('cli.no_file', { file, why: whyOf(error) })
  })
  const read = readDesk(source, known)
  if (read.kind === 'wrong') throw new WrongDeskFile(file, read.problems)
  return { source, organisation: read.organisation }
}
