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

/** Aims what is open by the newest desk file unless that was done, by whatever process. */
export async function reaimOnce(parts: Parts): Promise<void> {
  const { version } = parts.desks.current()
  if (known.get(parts) === version) return
  if (!(await parts.store.read.one(aimedTable, { version }))) {
    const failed: unknown[] = []
    await reaim(parts, failed)
    await parts.store.work(actor, (work) => work.insertNew(aimedTable, { version, at: work.now }))
    known.set(parts, version)
    // Those are aimed when they next change.
    if (failed.length > 0) throw new AggregateError(failed, `${failed.length} records could not be aimed anew`)
  }
  known.set(parts, version)
}

/** Aims what is open by the newest desk file; safe to run again, and in several processes. Gives the number of records aimed. */
export async function reaim(parts: Parts, failed: unknown[] = []): Promise<number> {
  let aimed = 0
  for (let behind = 0; ; ) {
    const open = await parts.store.read.rows<{ id: number }>(
      `SELECT DISTINCT "record" AS "id" FROM "sla_clock" WHERE "state" IN ('running', 'paused') AND "record" > ?
       ORDER BY "record" LIMIT ?`,
      [behind, batch],
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
