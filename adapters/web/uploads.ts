import { createReadStream } from 'node:fs'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { FileRef } from '../../src/chat/inbound.js'
import { NoFile, type OpenFile } from '../../src/chat/platform.js'
import { Refusal } from '../../src/kernel/errors.js'
import type { Ids } from '../../src/kernel/ids.js'
import { oneLine, shorten } from '../../src/kernel/text.js'

/** Bytes of one file. */
export const largestUpload = 10 * 1024 * 1024

/** Files that people attach on the console, which has no platform behind it to keep them. */
export interface Uploads {
  keep(
    upload: { readonly owner: string; readonly name: string; readonly type: string },
    bytes: Uint8Array,
  ): Promise<FileRef>
  /** What somebody uploaded; refuses what is not there or somebody else's. */
  own(owner: string, id: string): Promise<FileRef>
  /** Throws NoFile. */
  open(file: FileRef): Promise<OpenFile>
  drop(files: readonly FileRef[]): Promise<void>
}

const noteShape = z.object({ owner: z.string(), name: z.string(), type: z.string(), size: z.number() })

/** Each file stands in the folder under its id, with a note beside it; nothing of what a person typed is in a path. */
export function createUploads(folder: string, ids: Ids): Uploads {
  const pathOf = (id: string): string => {
    if (!/^[0-9a-z]{4,40}$/.test(id)) throw new Refusal('web.upload')
    return join(folder, id)
  }
  const noteOf = async (id: string) => {
    const note = await readFile(`${pathOf(id)}.json`, 'utf8').catch(() => undefined)
    return note === undefined ? undefined : noteShape.parse(JSON.parse(note))
  }
  return {
    async keep({ owner, name, type }, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const id = ids.next()
      const shown = shorten(oneLine(name), 150) || 'file'
      const note = { owner, name: shown, type: type.slice(0, 100), size: bytes.length }
      await writeFile(pathOf(id), bytes, { mode: 0o600 })
      await writeFile(`${pathOf(id)}.json`, JSON.stringify(note), { mode: 0o600 })
      return { id, name: note.name, type: note.type, size: note.size }
    },
    async own(owner, id) {
      const note = await noteOf(id)
      if (note?.owner !== owner) throw new Refusal('web.upload')
      return { id, name: note.name, type: note.type, size: note.size }
    },
    async open({ id = '' }) {
      const note = await noteOf(id)
      const there = note && (await stat(pathOf(id)).catch(() => undefined))
      if (!note || !there) throw new NoFile('gone', 'it is not in the folder')
      const body = Readable.toWeb(createReadStream(pathOf(id))) as ReadableStream<Uint8Array>
      return { type: note.type, size: note.size, body }
    },
    async drop(files) {
      for (const { id = '' } of files) {
        await rm(pathOf(id), { force: true })
        await rm(`${pathOf(id)}.json`, { force: true })
      }
    },
  }
}
