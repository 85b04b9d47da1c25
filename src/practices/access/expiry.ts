import { moveRecord, type Parts } from '../../desk/index.js'
import { after, days } from '../../kernel/duration.js'
import { type Rec, recordTable } from '../../records/index.js'
import { detailsOf, warnAt } from './policy.js'
import { endingBy } from './queries.js'
import type { RightRow } from './table.js'

/** The longest warning that the desk file may ask for: what ends later than that is of no matter yet. */
const furthest = days(3_650)
const batch = 100
const usualWarning = 14

/**
 * Warns people of rights that end soon, and has those taken away whose time is up. Each in its own unit of work, where it is
 * asked again; safe to run twice and in several processes.
 */
export async function keepRights(parts: Parts, now: Date): Promise<number> {
  const failed: unknown[] = []
  const { rights } = parts.desks.current().access
  const longest = Math.max(usualWarning, ...[...rights.values()].map(({ warn }) => warn))
  const horizon = after(now, Math.min(furthest, days(longest)))
  let done = 0
  for (let behind = 0; ; ) {
    const rows = await endingBy(parts.store.read, horizon, { behind, limit: batch })
    for (const row of rows) {
      const acted = await keepOne(parts, row, now).catch((error: unknown) => void failed.push(error))
      if (acted) done++
    }
    behind = rows.at(-1)?.id ?? behind
    if (rows.length < batch) break
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} rights could not be looked after`)
  return done
}

/** What is due of a right now; undefined for most of them, which cost a reading and no unit of work. */
function dueOf(parts: Parts, record: Rec | undefined, now: Date): 'end' | 'warn' | undefined {
  if (!record) return undefined
  const { until, right } = detailsOf(record)
  if (until === undefined) return undefined
  if (['granted', 'awaiting extension', 'restricted'].includes(record.state) && now >= new Date(until)) return 'end'
  const at = warnAt(record, parts.desks.current().access.rights.get(right)?.warn ?? usualWarning)
  return record.state === 'granted' && at !== undefined && now >= at ? 'warn' : undefined
}

async function keepOne(parts: Parts, { record: id }: RightRow, now: Date): Promise<boolean> {
  if (!dueOf(parts, await parts.store.read.one(recordTable, { id }), now)) return false
  return parts.store.work({ kind: 'desk', job: 'access-rights' }, async (work) => {
    const record = await work.hold(recordTable, { id })
    const due = dueOf(parts, record, now)
    if (!record || !due) return false
    await moveRecord(parts, work, record, { verb: due, input: due === 'end' ? { why: 'expired' } : {}, by: { now } })
    return true
  })
}
