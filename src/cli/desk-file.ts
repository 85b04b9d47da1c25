import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readBeside, type WholeDesk } from '../beside.js'
import { Refusal } from '../kernel/errors.js'
import { whyOf } from '../why.js'

/** Reads a desk file and its pictures. Refuses with `cli.no_file`; throws WrongDeskFile with every problem in them. */
export async function readDeskFile(file: string): Promise<WholeDesk> {
  const source = await readFile(resolve(file), 'utf8').catch((error: unknown) => {
    throw new Refusal('cli.no_file', { file, why: whyOf(error) })
  })
  return readBeside(file, source)
}
