import type { Parts } from '../../desk/index.js'
import { bookingsAhead, rulesMovedSince } from '../../forward/index.js'
import { after, minutes } from '../../kernel/duration.js'
import { recordById, recordTable } from '../../records/index.js'
import { detailsOf } from './policy.js'
import { conflictKey, conflictsFor, isLookedAt, recheck } from './windows.js'

/** Twice the time between two looks, and a little: one that comes late misses nothing. */
const recently = minutes(11)
const batch = 100

/**
 * Looks at every window that is not over when freezes, maintenance windows or relations are others than they were, and
 * once a day in any case: what other changes do to each other is looked at when they do it. Safe to run twice.
 */
export async function lookAtWindows(parts: Parts, now: Date, slot: { readonly at: Date }): Promise<number> {
  const { read } = parts.store
  const isDaily = slot.at.getUTCHours() === 2 && slot.at.getUTCMinutes() < 5
  if (!isDaily && !(await rulesMovedSince(read, after(now, -recently)))) return 0
  const failed: unknown[] = []
  let looked = 0
  for (let behind = 0; ; ) {
    const bookings = await bookingsAhead(read, now, { behind, limit: batch })
    for (const { record } of bookings) await lookAt(parts, record, now).catch((error: unknown) => failed.push(error))
    looked += bookings.length
    behind = bookings.at(-1)?.record ?? behind
    if (bookings.length < batch) break
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${looked} could not be looked at`)
  return looked
}

/** Most are as they were: only what is not takes a unit of work. */
async function lookAt(parts: Parts, id: number, now: Date): Promise<void> {
  const { read } = parts.store
  const record = await recordById(read, id)
  if (!record || !isLookedAt(record)) return
  const keys = (await conflictsFor(parts, read, record, now)).map(conflictKey)
  if (keys.join(' ') === (detailsOf(record).conflicts ?? []).join(' ')) return
  await parts.store.work({ kind: 'desk', job: 'change-windows' }, async (work) => {
    const held = await work.hold(recordTable, { id })
    if (held && isLookedAt(held)) await recheck(parts, work, held)
  })
}
