import { moveRecord, type Parts, workingDaysFor } from '../../desk/index.js'
import { after, days } from '../../kernel/duration.js'
import { type Rec, recordTable, settled } from '../../records/index.js'
import { closesAt, detailsOf, silence } from './policy.js'

const batch = 50

/**
 * Asks once more after a working day whether what was delivered is right, and closes what nobody said anything of for
 * three. Each in its own unit of work; safe to run twice and in several processes.
 */
export async function seeToFulfilled(parts: Parts, now: Date): Promise<number> {
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
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${looked} could not be seen to`)
  return looked
}

const see = (parts: Parts, id: number, now: Date): Promise<void> =>
  parts.store.work({ kind: 'desk', job: 'request-fulfilled' }, async (work) => {
    const record = await work.hold(recordTable, { id })
    if (record?.state !== 'fulfilled' || !record.resolvedAt) return
    const workingDays = workingDaysFor(parts, record)
    const isOver = closesAt(record.resolvedAt, { workingDays }) <= now
    const isAsked = detailsOf(record).told?.confirm !== undefined
    const isDue = workingDays(record.resolvedAt, silence - 2) <= now
    const verb = isOver ? 'close' : isDue && !isAsked ? 'remind' : undefined
    if (verb) await moveRecord(parts, work, record, { verb, input: {}, by: { now } })
  })
