import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { known } from './known.js'
import {
  type DeskPicture,
  type FoundFile,
  largestPicture,
  type Organisation,
  picturesFor,
  readDesk,
} from './organisation/index.js'
import { WrongDeskFile } from './wrong-desk-file.js'

/** What a desk file says, with the pictures that lie beside it. */
export interface WholeDesk {
  readonly source: string
  readonly organisation: Organisation
  readonly pictures: readonly DeskPicture[]
}

/** Reads what stands in a desk file and lies beside it. Throws WrongDeskFile with every problem of both. */
export async function readBeside(file: string, source: string): Promise<WholeDesk> {
  const { pictures, problems } = await picturesBeside(file, source)
  const read = readDesk(source, known)
  const wrong = [...(read.kind === 'wrong' ? read.problems : []), ...problems]
  if (read.kind === 'wrong' || wrong.length > 0)
    throw new WrongDeskFile(
      file,
      wrong.toSorted((a, b) => a.line - b.line || a.column - b.column),
    )
  return { source, organisation: read.organisation, pictures }
}

/** The pictures of a desk file by its text and where it lies. */
export const picturesBeside = (file: string, source: string) =>
  picturesFor(source, (name) => fileAt(join(dirname(file), name)))

/** Never more of it than is needed to see that it is too much. What is no readable file is as if it were not there. */
async function fileAt(path: string): Promise<FoundFile> {
  const file = await open(path).catch(() => undefined)
  if (!file) return 'none'
  try {
    const there = await file.stat()
    if (!there.isFile()) return 'none'
    return there.size > largestPicture ? 'too large' : await file.readFile()
  } catch {
    return 'none'
  } finally {
    await file.close()
  }
}
