import { after, hours, minutes } from '../kernel/duration.js'
import type { Reader, Store, Work } from '../store/index.js'
import { relayActor } from './send.js'
import { outboxTable, type QueueRow, queueTable } from './table.js'

/**
 * A process whose machine's clock runs ahead dates what it writes ahead: messages that are due hours later, places that are
 * leased or rest until then. Once the clock is right again, or in another process whose clock is, that is put right, so that
 * nothing waits for the false time to come.
 */

/** Clocks that are so far apart at most are the same. */
const margin = minutes(1)

/** How far back a message may stand that a try with a wrong clock has left in doubt. */
const lookBack = hours(24)

export interface Healing {
  readonly store: Store
  readonly leaseFor: number
  /** What time it is by a clock that all processes share. */
  readonly trueNow: () => Promise<Date>
}

/** The time by the database's clock; in a file there is one machine, and its clock is all there is. */
export const sharedNow = async ({ dialect, read }: Pick<Store, 'dialect' | 'read'>, own: Date): Promise<Date> => {
  if (dialect === 'sqlite') return own
  const [row] = await read.rows<{ ms: string | number }>(
    'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000) AS "ms"',
  )
  return row ? new Date(Number(row.ms)) : own
}

/** Puts right what is dated ahead, and gives the number of rows; nothing where this machine's own clock is the wrong one. */
export function healer({ store, leaseFor, trueNow }: Healing): () => Promise<number> {
  /** Leases that reach too far, since when they stand there like this: whoever has one may be alive, and sending. */
  const far = new Map<string, { readonly until: number; readonly since: number }>()

  const stale = ({ place, leasedUntil }: QueueRow, now: Date): boolean => {
    const until = leasedUntil?.getTime() ?? 0
    const seen = far.get(place)
    if (seen?.until === until) return now.getTime() - seen.since > leaseFor
    far.set(place, { until, since: now.getTime() })
    return false
  }

  return async () => {
    const now = await trueNow()
    return store.work(relayActor, async (work) => {
      if (Math.abs(work.now.getTime() - now.getTime()) > margin) return 0
      const messages = await healMessages(work)
      const tooFar = after(work.now, leaseFor + margin).toISOString()
      const leased = await work.select(queueTable, 'WHERE t."leased_until" > ?', [tooFar])
      for (const place of [...far.keys()]) if (!leased.some((row) => row.place === place)) far.delete(place)
      let leases = 0
      for (const row of leased.filter((one) => stale(one, work.now)))
        leases += await work.update(
          queueTable,
          { place: row.place, leasedUntil: row.leasedUntil },
          { leasedUntil: undefined },
        )
      return messages + leases + (await healRests(work))
    })
  }
}

/** Messages that were made or tried ahead of time. What is meant for somebody's morning stays: that is a time on their wall. */
async function healMessages(work: Work): Promise<number> {
  const ahead = after(work.now, margin).toISOString()
  const rows = await work.select(
    outboxTable,
    `WHERE t."state" = 'pending' AND t."next_at" > ? AND (t."made_at" > ? OR t."tried_at" > ?)`,
    [ahead, ahead, ahead],
  )
  let healed = 0
  for (const { id, place, nextAt, madeAt, attempts, error, triedAt, unsureSince } of rows) {
    const isForLater = place.startsWith('@') && attempts === 0 && error === undefined && nextAt > madeAt
    if (isForLater) continue
    const made = madeAt > work.now ? undefined : madeAt
    await work.update(
      outboxTable,
      { id, state: 'pending' },
      {
        nextAt: work.now,
        madeAt: made ?? work.now,
        ...(triedAt && triedAt > work.now ? { triedAt: work.now } : {}),
        ...(unsureSince && unsureSince > work.now ? { unsureSince: made ?? after(work.now, -lookBack) } : {}),
      },
    )
    healed++
  }
  return healed
}

/** Places that rest. Where a platform asked for it, a message waits there for just as long; elsewhere a rest is a moment. */
async function healRests(work: Work): Promise<number> {
  const resting = await work.select(queueTable, 'WHERE t."ready_at" > ?', [after(work.now, margin).toISOString()])
  let healed = 0
  for (const { place, readyAt } of resting) {
    if (await isAsked(work, place, readyAt)) continue
    healed += await work.update(queueTable, { place, readyAt }, { readyAt: work.now })
  }
  return healed
}

async function isAsked(reader: Reader, place: string, until: Date): Promise<boolean> {
  const [row] = await reader.rows(
    `SELECT 1 FROM "outbox" WHERE "state" = 'pending' AND "place" = ? AND "error" IS NOT NULL AND "next_at" >= ? LIMIT 1`,
    [place, until.toISOString()],
  )
  return row !== undefined
}
