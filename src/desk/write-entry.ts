import { type Entry, entryTable, type Rec } from '../records/index.js'
import { actorWord, type Work } from '../store/index.js'

/** Writes one thing that happened into a record's timeline. */
export async function writeEntry(
  work: Work,
  record: Pick<Rec, 'id'>,
  kind: string,
  data: Readonly<Record<string, unknown>>,
): Promise<Entry> {
  const entry = { record: record.id, at: work.now, actor: actorWord(work.actor), kind, data }
  return { ...entry, id: await work.insert(entryTable, entry) }
}
