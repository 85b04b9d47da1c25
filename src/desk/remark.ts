import { type Rec, type Remark, reindexTalk, remarkTable } from '../records/index.js'
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

/** Mirrors an edit of the message that a remark came from. */
export async function editRemark(work: Work, remark: Remark, text: string): Promise<void> {
  await work.update(remarkTable, { id: remark.id }, { text, editedAt: work.now })
  await reindexTalk(work, remark.record)
}

/** Mirrors a deletion: what was said is gone, that something was said stays in the timeline. */
export async function removeRemark(work: Work, remark: Remark): Promise<void> {
  await work.update(remarkTable, { id: remark.id }, { text: '', files: [], deletedAt: work.now })
  await reindexTalk(work, remark.record)
}
