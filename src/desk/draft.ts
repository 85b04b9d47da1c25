import { after, days, hours } from '../kernel/duration.js'
import { instant, json, key, type Reader, table, type Work, word } from '../store/index.js'

/** Words that wait for a decision of the person who typed them: a button cannot carry them. */
export interface Draft {
  readonly id: string
  readonly person: string
  readonly command: string
  readonly args: Readonly<Record<string, string>>
  readonly madeAt: Date
}

export const draftTable = table<Draft>('draft', {
  id: key(40),
  person: word(),
  command: word(100),
  args: json(),
  madeAt: instant(),
})

/** Forgets drafts after two days: they are offered for one. */
export const pruneDrafts = (work: Work): Promise<number> =>
  work.run('DELETE FROM "draft" WHERE "made_at" < ?', [after(work.now, -days(2)).toISOString()])

/** Keeps what was typed, and gives the id to carry instead. */
export async function keepDraft(work: Work, draft: Omit<Draft, 'madeAt'>): Promise<string> {
  await work.insert(draftTable, { ...draft, madeAt: work.now })
  return draft.id
}

/** What was kept, for the person who typed it, for a day. */
export async function draftOf(
  reader: Reader,
  id: string,
  person: string,
  now: Date,
): Promise<Draft['args'] | undefined> {
  const draft = await reader.one(draftTable, { id })
  const fresh = draft && after(draft.madeAt, hours(24)) > now
  return fresh && draft.person === person ? draft.args : undefined
}
