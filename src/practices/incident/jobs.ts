import { moveRecord, type Parts, workingDaysFor } from '../../desk/index.js'
import { after, days } from '../../kernel/duration.js'
import { type Rec, recordTable, settled } from '../../records/index.js'
import { closesAt, silence } from './policy.js'

const batch = 50

/**
 * Closes incidents whose requester said nothing for three working days after the resolution. Each in its own unit of work, so
 * that one that cannot be closed does not hold up the others; safe to run twice and in several processes.
 */
export async function closeSilent(parts: Parts, now: Date): Promise<number> {
  // Working days are moved into opening hours, so three of them may be over a little sooner than 72 hours.
  const since = after(now, -days(silence - 1))
  const failed: unknown[] = []
  let looked = 0
  for (let last: Rec | undefined; ; ) {
    // What could not be closed stays due: without going on behind it, a batch of those would hold up all others for ever.
    const due = await settled(parts.store.read, 'incident', 'resolved', { before: since, behind: last, limit: batch })
    for (const { id } of due) await close(parts, id, now).catch((error: unknown) => failed.push(error))
    looked += due.length
    last = due.at(-1)
    if (due.length < batch) break
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${looked} could not be closed`)
  return looked
}

const close = (parts: Parts, id: number, now: Date): Promise<void> =>
  parts.store.work({ kind: 'desk', job: 'incident-close-silent' }, async (work) => {
    const record = await work.hold(recordTable, { id })
    if (record?.state !== 'resolved' || !record.resolvedAt) return
    if (closesAt(record.resolvedAt, { workingDays: workingDaysFor(parts, record) }) > now) return
    await moveRecord(parts, work, record, { verb: 'close', input: {}, by: { now } })
  })
