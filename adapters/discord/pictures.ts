import type { RawFile } from 'discord.js'
import type { Picture } from './piece.js'

/** Pictures as the files that go along with a message; they are drawn when it is sent. */
export async function filesOf(pictures: readonly Picture[]): Promise<{ files?: RawFile[] }> {
  if (pictures.length === 0) return {}
  const files = pictures.map(async ({ name, png }) => ({
    name,
    data: Buffer.from(await png()),
    contentType: 'image/png',
  }))
  return { files: await Promise.all(files) }
}

/** What an edit says of its files: those that stood there and are not sent again are gone with it. */
export const attachmentsOf = (pictures: readonly Picture[]) => pictures.map(({ name }, id) => ({ id, filename: name }))
