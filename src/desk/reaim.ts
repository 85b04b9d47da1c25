import { after, minutes } from '../kernel/duration.js'
import { entriesIn, recordTable } from '../records/index.js'
import { aimedTable } from '../sla/index.js'
import type { Actor } from '../store/index.js'
import { newsFor } from './aim-news.js'
import { followClocks } from './clocks.js'
import type { Parts } from './parts.js'
import { writeEntry } from './write-entry.js'

/**
 * After a desk file came in force: open records whose clocks it concerns are aimed anew, each with an entry in its timeline.
 * A calendar is a fact of the world and counts for all; the targets are those of the version that was in force when a record
 * was raised, unless its agreement says that open records follow (domain: "Time and agreements").
 */

const batch = 100
const actor: Actor = { kind: 'desk', job: 'sla' }

/** What this process knows to be aimed, so that the sweep asks the database once a version. */
const known = new WeakMap<Parts, number>()

/** A process hears of a desk file within seconds; one that has ended since can have worked by the old one for so long. */
const unheard = minutes(10)

/**
 * Aims what is open by the newest desk file unless that was done, by whatever process. Where it was, what has changed since is
 * looked at all the same: this process, or one that ended meanwhile, may have opened it again by the file before.
 */
export async function reaimOnce(parts: Parts): Promise<void> {
  const { version } = parts.desks.current()
  const before = known.get(parts)
  if (before === version) return
  const failed: unknown[] = []
  const done = await parts.store.read.one(aimedTable, { version })
  if (done) {
    const until = before === undefined ? after(done.at, unheard) : undefined
    await reaim(parts, failed, { from: done.at, ...(until ? { until } : {}) })
  } else {
    await reaim(parts, failed)
    await parts.store.work(actor, (work) => work.insertNew(aimedTable, { version, at: work.now }))
  }
  known.set(parts, version)
  // Those are aimed when they next change.
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} records could not be aimed anew`)
}

/**
 * Aims what is open by the newest desk file, of what has changed in a time when one is named; safe to run again, and in several
 * processes. Gives the number of records aimed.
 */
export async function reaim(
  parts: Parts,
  failed: unknown[] = [],
  changed?: { readonly from: Date; readonly until?: Date },
): Promise<number> {
  const since = changed
    ? ` AND "record" IN (SELECT "id" FROM "record" WHERE "updated_at" >= ? AND "updated_at" <= ?)`
    : ''
  const times = changed ? [changed.from.toISOString(), changed.until?.toISOString() ?? '9'] : []
  let aimed = 0
  for (let behind = 0; ; ) {
    const open = await parts.store.read.rows<{ id: number }>(
      `SELECT DISTINCT "record" AS "id" FROM "sla_clock" WHERE "state" IN ('running', 'paused') AND "record" > ?${since}
       ORDER BY "record" LIMIT ?`,
      [behind, ...times, batch],
    )
    if (open.length === 0) return aimed
    aimed += await parts.store.work(actor, async (work) => {
      const ids = open.map(({ id }) => id)
      const hold = work.dialect === 'postgres' ? 'FOR UPDATE' : ''
      const where = `WHERE t."id" IN (${ids.map(() => '?').join(', ')}) ORDER BY t."id" ${hold}`
      const records = await work.select(recordTable, where, ids)
      const entries = await entriesIn(work, ids)
      let changed = 0
      for (const record of records) {
        const mine = entries.get(record.id) ?? []
        const data = await newsFor(parts, record, mine).catch((error: unknown) => void failed.push(error))
        if (!data) continue
        await writeEntry(work, record, 'reaimed', data)
        await followClocks(parts, work, record)
        await parts.outbox.refresh(work, record.id)
        changed++
      }
      return changed
    })
    behind = open.at(-1)?.id ?? behind
  }
}
