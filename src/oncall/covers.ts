import { Refusal } from '../kernel/errors.js'
import type { Organisation } from '../organisation/index.js'
import type { Reader, Work } from '../store/index.js'
import { beginOf, isTheirs } from './asks.js'
import { readRoster } from './roster.js'
import { holdRotation } from './rotation-row.js'
import { type AskRow, askTable, overrideTable } from './table.js'

/** What was agreed about standing in, and how it is undone. */

/** The covers that are in force or to come in which somebody has a part, the earliest first. */
export const coversOf = (reader: Reader, person: string, now: Date): Promise<readonly AskRow[]> =>
  reader.select(
    askTable,
    `WHERE t."kind" = 'cover' AND t."state" = 'accepted' AND t."to" > ? AND (t."instead" = ? OR t."other" = ?)
     ORDER BY t."from", t."id" LIMIT 20`,
    [now.toISOString(), person, person],
  )

/** Whether a cover can still be undone: it was agreed, and is not over. */
export const isCover = ({ kind, state, to }: AskRow, now: Date): boolean =>
  kind === 'cover' && state === 'accepted' && to > now

/**
 * Gives a duty back to whoever had it before: from now on, for what was done stays done. Refuses when the cover is over or was
 * undone (`oncall.no_cover`), and when who stands in has passed it on by then (`oncall.passed_on`).
 */
export async function undoCover(work: Work, organisation: Organisation, id: string): Promise<AskRow> {
  const seen = await work.one(askTable, { id })
  if (!seen) throw new Refusal('oncall.no_cover')
  await holdRotation(work, seen.rotation)
  const ask = (await work.hold(askTable, { id })) ?? seen
  const { rotation, other, to } = ask
  const now = work.now
  if (!isCover(ask, now)) throw new Refusal('oncall.no_cover')
  const begin = beginOf(ask, now)
  const roster = await readRoster(organisation, work, now)
  if (!isTheirs(roster, rotation, other, begin, to)) throw new Refusal('oncall.passed_on')
  for (const row of await work.find(overrideTable, { ask: id })) {
    if (row.from < now) await work.update(overrideTable, { id: row.id }, { to: now })
    else await work.remove(overrideTable, { id: row.id })
  }
  await work.update(askTable, { id }, { state: 'undone', answeredAt: now })
  work.audit('oncall.undone', rotation, {
    other,
    instead: ask.instead,
    from: begin.toISOString(),
    to: to.toISOString(),
  })
  return { ...ask, from: begin, state: 'undone', answeredAt: now }
}
