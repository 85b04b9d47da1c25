import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Inbound } from '../chat/inbound.js'
import type { Ids } from '../kernel/ids.js'

/** Inbounds that were acknowledged before their effect, because the database was slow: one file each, synced. */
export interface Spool {
  /** The inbound survives a crash when this resolves. One whose effect has come about already is not written down. */
  put(inbound: Inbound): Promise<void>
  has(inbound: Inbound): boolean
  /** Its effect has come about and was told. */
  done(inbound: Inbound): Promise<void>
  /** What an earlier process left behind, the oldest first. */
  left(): Promise<readonly Inbound[]>
}

export async function openSpool(folder: string, ids: Ids): Promise<Spool> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  /** The files by the inbound's own id, those that are still being written too: what ends meanwhile waits for them. */
  const files = new Map<string, Promise<string>>()
  /** Inbounds that ended before anybody thought of writing them down. */
  const ended = new WeakSet<Inbound>()
  return {
    async put(inbound) {
      if (ended.has(inbound)) return
      const writing = write(folder, `${ids.next()}.json`, inbound)
      files.set(inbound.ids[0], writing)
      try {
        await writing
      } catch (error) {
        files.delete(inbound.ids[0])
        throw error
      }
    },
    has: (inbound) => files.has(inbound.ids[0]),
    async done(inbound) {
      ended.add(inbound)
      const writing = files.get(inbound.ids[0])
      if (!writing) return
      files.delete(inbound.ids[0])
      const name = await writing.catch(() => undefined)
      if (name) await unlink(join(folder, name)).catch(() => undefined)
    },
    async left() {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
      const inbounds: Inbound[] = []
      for (const name of names) {
        const inbound = await readOr(join(folder, name))
        if (!inbound) continue
        files.set(inbound.ids[0], Promise.resolve(name))
        inbounds.push(inbound)
      }
      return inbounds.sort((a, b) => a.at.localeCompare(b.at))
    },
  }
}

async function write(folder: string, name: string, inbound: Inbound): Promise<string> {
  await writeSynced(join(folder, `${name}.part`), JSON.stringify(inbound))
  await rename(join(folder, `${name}.part`), join(folder, name))
  // The name in the folder must survive a power cut like the content does.
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  return name
}

/** A file that cannot be read any more is put aside, so that it does not hold up the others at every start. */
async function readOr(file: string): Promise<Inbound | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Inbound
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    await rename(file, `${file}.unreadable`)
    return undefined
  }
}

async function writeSynced(file: string, content: string): Promise<void> {
  const handle = await open(file, 'w', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
