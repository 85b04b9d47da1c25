import { fileTable, type Rec, type Remark, reindexTalk, remarkTable } from '../records/index.js'
import type { Work } from '../store/index.js'

export interface Words {
  readonly author: string
  readonly text: string
  readonly internal: boolean
  readonly files: Remark['files']
  /** The message they came from, as a word. */
  readonly source?: string
  readonly saidAt?: Date
}

/** Adds to a record's conversation, and to the index unless it is for the team only. */
export async function writeRemark(work: Work, record: Rec, words: Words): Promise<number> {
  const id = await work.insert(remarkTable, { saidAt: work.now, ...words, record: record.id })
  if (!words.internal) await reindexTalk(work, record.id)
  return id
}

/** Mirrors an edit of the message that a remark came from; `files` are those that it has now, where they are others. */
export async function editRemark(
  work: Work,
  remark: Remark,
  { text, files = remark.files }: { readonly text: string; readonly files?: Remark['files'] },
): Promise<void> {
  await work.update(remarkTable, { id: remark.id }, { text, files, editedAt: work.now })
  await reindexTalk(work, remark.record)
}

/** Mirrors a deletion: what was said is gone with all that hung on it, that something was said stays in the timeline. */
export async function removeRemark(work: Work, remark: Remark): Promise<void> {
  await work.update(remarkTable, { id: remark.id }, { text: '', files: [], deletedAt: work.now })
  await work.remove(fileTable, { remark: remark.id })
  await reindexTalk(work, remark.record)
}
