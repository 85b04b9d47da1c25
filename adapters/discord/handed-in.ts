import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { largestFile } from '../../src/chat/handed-in.js'
import type { FileRef, HandedIn } from '../../src/chat/inbound.js'
import { NoFile, type OpenFile } from '../../src/chat/platform.js'
import type { Clock } from '../../src/kernel/clock.js'
import { after, days } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Log } from '../../src/kernel/log.js'
import type { Fetch } from './files.js'
import type { Attached } from './payloads.js'

/**
 * Files of forms and of commands. They hang on no message that could be asked for them again, and Discord's address of
 * them is good for a day: so their bytes are taken at once.
 */
export interface Shelter {
  /** Writes down where they are to be had, and begins to fetch them: what a crash leaves behind is fetched at the next start. */
  take(files: readonly Attached[]): Promise<void>
  /** Fetches it now where it is not there yet. Throws NoFile, or Outage. */
  open(id: string): Promise<OpenFile>
  /** Goes on where an earlier process ended. */
  resume(): Promise<void>
  /** Resolves when none is on its way. */
  ended(): Promise<void>
}

const noteShape = z.object({ url: z.string(), type: z.string().optional(), at: z.iso.datetime() })

/** How long Discord's address of a file is good. */
const addressLife = days(1)

export interface ShelterParts {
  readonly folder: string
  readonly fetch: Fetch
  readonly clock: Clock
  readonly log: Log
}

export function createShelter({ folder, fetch, clock, log }: ShelterParts): Shelter {
  const underWay = new Map<string, Promise<void>>()
  const pathOf = (id: string): string => {
    if (!/^\d{1,20}$/.test(id)) throw new NoFile('gone', 'it has no id of Discord')
    return join(folder, id)
  }
  const isThere = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined)) !== undefined
  const noteOf = async (id: string) => {
    const note = await readFile(`${pathOf(id)}.json`, 'utf8').catch(() => undefined)
    if (note === undefined) throw new NoFile('gone', 'it was never handed in here')
    return noteShape.parse(JSON.parse(note))
  }

  const get = async (id: string): Promise<void> => {
    const path = pathOf(id)
    if (await isThere(path)) return
    const response = await fetch(new URL((await noteOf(id)).url))
    // The name tells that it is whole.
    await pipeline(Readable.fromWeb(response.body as never), createWriteStream(`${path}.part`, { mode: 0o600 })).catch(
      (error: unknown) => {
        throw new Outage('a file broke off', { cause: error })
      },
    )
    await rename(`${path}.part`, path)
  }
  /** Whoever wants the same file meanwhile waits for it too. */
  const got = (id: string): Promise<void> => {
    const getting = underWay.get(id) ?? get(id).finally(() => underWay.delete(id))
    underWay.set(id, getting)
    return getting
  }
  const begin = (id: string): void =>
    void got(id).catch((error: unknown) => log.warn({ err: error }, 'a file that was handed in is not here yet'))

  return {
    async take(files) {
      // The desk refuses larger ones; nothing of them is to lie here.
      const bearable = files.filter(({ size }) => (size ?? 0) <= largestFile)
      if (bearable.length > 0) await mkdir(folder, { recursive: true, mode: 0o700 })
      for (const { id, url, content_type: type } of bearable) {
        if (url === undefined) continue
        await writeFile(`${pathOf(id)}.json`, JSON.stringify({ url, type, at: clock.now() }), { mode: 0o600 })
        begin(id)
      }
    },
    async open(id) {
      const { type } = await noteOf(id)
      await got(id)
      const { size } = await stat(pathOf(id))
      const body = Readable.toWeb(createReadStream(pathOf(id))) as ReadableStream<Uint8Array>
      return { body, size, ...(type === undefined ? {} : { type }) }
    },
    async resume() {
      const names = await readdir(folder).catch((): string[] => [])
      for (const name of names.filter((one) => one.endsWith('.part'))) await rm(join(folder, name), { force: true })
      const there = new Set(names)
      const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))
      for (const id of ids.filter((one) => !there.has(one))) {
        const { at } = await noteOf(id)
        if (clock.now() < after(new Date(at), addressLife)) begin(id)
      }
    },
    ended: async () => void (await Promise.allSettled(underWay.values())),
  }
}

/** Files as they are handed on, by the arguments that they are for. */
export const filesBy = (
  ids: Readonly<Record<string, readonly string[]>>,
  resolved: Readonly<Record<string, Attached>> | undefined,
): HandedIn =>
  Object.fromEntries(
    Object.entries(ids).flatMap(([argument, these]) => {
      const files = these.flatMap((id) => resolved?.[id] ?? []).map(refOf)
      return files.length > 0 ? [[argument, files] as const] : []
    }),
  )

const refOf = ({ id, title, filename, content_type, size }: Attached): FileRef => ({
  name: title ?? filename ?? 'file',
  id,
  ...(content_type ? { type: content_type } : {}),
  ...(typeof size === 'number' ? { size } : {}),
})

/** As an inbound has them: not at all where there are none. */
export const someFiles = (files: HandedIn): { readonly files?: HandedIn } =>
  Object.keys(files).length > 0 ? { files } : {}
