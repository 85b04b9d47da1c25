import type { Attachment } from '../chat/card.js'
import type { FileRef } from '../chat/inbound.js'
import type { Voice } from '../chat/language.js'
import type { ServedFile } from '../chat/page.js'
import { NoFile, type Platform } from '../chat/platform.js'
import type { Ids } from '../kernel/ids.js'
import type { Caller } from '../people/index.js'
import { fileTable, findRecord, type HungFile, type Remark, recordById, remarkById } from '../records/index.js'
import type { Reader, Work } from '../store/index.js'
import type { Attached } from './seal.js'
import { worksHere } from './team.js'

/** Gives each file of a message the name under which the desk serves it. */
export const named = (ids: Ids, { files, address }: Attached): readonly HungFile[] =>
  files.map(({ name, type, url }) => ({
    id: ids.next(),
    name,
    on: address.platform,
    ...(type === undefined ? {} : { type }),
    ...(url === undefined ? {} : { url }),
  }))

/** Writes down what it takes to fetch the files of a message later; `hung` are they by their names. */
export async function hang(
  work: Work,
  to: { readonly record: number; readonly remark?: number },
  { files, address }: Attached,
  hung: readonly HungFile[],
): Promise<void> {
  for (const [at, { id }] of hung.entries()) {
    await work.insert(fileTable, { id, ...to, nth: at, file: files[at] as FileRef, lies: address, addedAt: work.now })
  }
}

/** Hangs the files on a remark that its message has now; undefined where they are the same. */
export async function rehang(
  work: Work,
  ids: Ids,
  remark: Remark,
  message: Attached,
): Promise<Remark['files'] | undefined> {
  const there = await work.find(fileTable, { remark: remark.id })
  const known = new Set(there.map(({ file }) => file.id))
  if (there.length === message.files.length && message.files.every(({ id }) => known.has(id))) return undefined
  const files = named(ids, message)
  await work.remove(fileTable, { remark: remark.id })
  await hang(work, { record: remark.record, remark: remark.id }, message, files)
  return files
}

/** “on Slack”, in the words of its adapter. */
export const onKey = (platform: string): string => `platforms.${platform}.on`

/** Files as a card shows them. */
export const attachments = (hung: readonly HungFile[], voice: Voice): readonly Attachment[] =>
  hung.map(({ id, name, type, url, on }) => {
    const place = voice.has(onKey(on)) ? voice.say(onKey(on)) : on
    return {
      name,
      path: `/files/${id}`,
      ...(type === undefined ? {} : { type }),
      lies: [url === undefined ? place : { kind: 'link', text: place, url }],
    }
  })

/**
 * A file for somebody who asks for it: of a record that they may see, and of words that they may read. Undefined where
 * there is none for them. Throws Outage.
 */
export async function fileFor(
  { reader, platforms }: { readonly reader: Reader; readonly platforms: ReadonlyMap<string, Platform> },
  viewer: Caller,
  id: string,
): Promise<ServedFile | undefined> {
  const row = await reader.one(fileTable, { id })
  const record = row && (await recordById(reader, row.record))
  if (!row || !record || !(await findRecord(reader, record.number, viewer))) return undefined
  if (row.remark !== undefined && !(await mayRead(reader, viewer, row.remark))) return undefined
  const { file, lies } = row
  const about = { name: file.name, on: lies.platform }
  const platform = platforms.get(lies.platform)
  if (!platform?.openFile) return { kind: 'away', ...about }
  try {
    return { kind: 'open', ...about, ...(await platform.openFile(file, lies)) }
  } catch (error) {
    if (error instanceof NoFile) return { kind: error.reason, ...about }
    throw error
  }
}

async function mayRead(reader: Reader, viewer: Caller, id: number): Promise<boolean> {
  const remark = await remarkById(reader, id)
  return remark !== undefined && !remark.deletedAt && (!remark.internal || worksHere(viewer))
}
