import { moveRecord, type Parts, workingDaysFor } from '../../desk/index.js'
import { after, days } from '../../kernel/duration.js'
import { type Rec, recordTable, settled } from '../../records/index.js'
import { closesAt, detailsOf } from './policy.js'
import { waitingForRequester } from './queries.js'

const batch = 50
/** Those beyond are asked when others have answered. */
const mostReturned = 1_000

/**
 * Asks once more after a working day: whether what was delivered is right, and how what was sent back goes on. Closes what
 * was delivered and nobody said anything of for three. Each in its own unit of work; safe to run twice and in several processes.
 */
export async function seeToRequests(parts: Parts, now: Date): Promise<number> {
  const failed: unknown[] = []
  let looked = 0
  for (let last: Rec | undefined; ; ) {
    // Working days are moved into opening hours, so one of them may be over a little sooner than 24 hours.
    const before = after(now, -days(1) / 2)
    const due = await settled(parts.store.read, 'request', 'fulfilled', { before, behind: last, limit: batch })
    for (const { id } of due) await see(parts, id, now).catch((error: unknown) => failed.push(error))
    looked += due.length
    last = due.at(-1)
    if (due.length < batch) break
  }
  const returned = await waitingForRequester(parts.store.read, after(now, -days(1) / 2), mostReturned)
  for (const { id } of returned) await see(parts, id, now).catch((error: unknown) => failed.push(error))
  looked += returned.length
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${looked} could not be seen to`)
  return looked
}

const see = (parts: Parts, id: number, now: Date): Promise<void> =>
  parts.store.work({ kind: 'desk', job: 'request-reminders' }, async (work) => {
    const record = await work.hold(recordTable, { id })
    const verb = record && dueVerb(record, workingDaysFor(parts, record), now)
    if (record && verb) await moveRecord(parts, work, record, { verb, input: {}, by: { now } })
  })

/** What is due of a request: to close it, to ask once more; undefined where nothing is. */
function dueVerb(record: Rec, workingDays: (start: Date, days: number) => Date, now: Date): string | undefined {
  const { told, returned } = detailsOf(record)
  if (record.state === 'submitted')
    return returned && !told?.return && workingDays(record.updatedAt, 1) <= now ? 'nudge' : undefined
  if (record.state !== 'fulfilled' || !record.resolvedAt) return undefined
  if (closesAt(record.resolvedAt, { workingDays }) <= now) return 'close'
  return !told?.confirm && workingDays(record.resolvedAt, 1) <= now ? 'remind' : undefined
}
