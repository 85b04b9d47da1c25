import { minutes } from '../kernel/duration.js'
import { entriesIn, type Rec, recordTable } from '../records/index.js'
import {
  alertTable,
  type ClockRow,
  clockTable,
  type Derived,
  derive,
  figuresOf,
  highestTold,
  marksOf,
} from '../sla/index.js'
import { booksFor } from './clocks.js'
import { type Parts, practiceOf } from './parts.js'

/**
 * Looks over the sweep's shoulder: recomputes from the timelines what the clocks are and which alerts ought to have gone
 * out, and compares that with what is stored. It trusts no index and no `next_at`: that is what may be wrong.
 */
export interface Audited {
  readonly checked: number
  /** Alerts that ought to have been told and were not, and clocks that are not as their timeline says. */
  readonly missed: readonly Finding[]
  readonly wrong: readonly Finding[]
  /** Where the next audit goes on; 0 when all were looked at. */
  readonly behind: number
}

export interface Finding {
  readonly record: string
  readonly clock: string
  readonly what: string
}

/** The sweep comes every second: what was owed for so long was missed. */
export const grace = minutes(2)

/** Audits the clocks of at most `most` records that are not over, going on behind the record with the id `behind`. */
export async function auditPromises(
  parts: Parts,
  now: Date,
  { behind, most }: { readonly behind: number; readonly most: number },
): Promise<Audited> {
  const { read } = parts.store
  const open = `"state" IN ('running', 'paused')`
  const found = await read.rows<{ record: number }>(
    `SELECT DISTINCT "record" FROM "sla_clock" WHERE ${open} AND "record" > ? ORDER BY "record" LIMIT ?`,
    [behind, most],
  )
  const ids = found.map(({ record }) => record)
  if (ids.length === 0) return { checked: 0, missed: [], wrong: [], behind: 0 }
  const among = ids.map(() => '?').join(', ')
  const rows = await read.select(clockTable, `WHERE t."record" IN (${among}) AND t.${open}`, ids)
  const records = await read.select(recordTable, `WHERE t."id" IN (${ids.map(() => '?').join(', ')})`, ids)
  const entries = await entriesIn(read, ids)
  const missed: Finding[] = []
  const wrong: Finding[] = []
  for (const record of records) {
    const { promises, life } = practiceOf(parts, record.practice)
    const mine = entries.get(record.id) ?? []
    const books = promises && (await booksFor(parts, mine))
    const clocks = promises && books ? derive({ record, entries: mine, life, promises, books }) : []
    for (const row of rows.filter((one) => one.record === record.id)) {
      // Somebody may have changed it between these readings: what is newer is the next audit's.
      if (row.asOf < record.updatedAt) continue
      const derived = clocks.find(({ key }) => key === row.key)
      const tell = (what: string): Finding => ({ record: record.number, clock: row.key, what })
      for (const what of differences(row, derived)) wrong.push(tell(what))
      if (derived) for (const what of await owed(parts, record, row, derived, now)) missed.push(tell(what))
    }
  }
  return { checked: rows.length, missed, wrong, behind: ids.length < most ? 0 : (ids.at(-1) ?? 0) }
}

function differences(row: ClockRow, derived: Derived | undefined): readonly string[] {
  if (!derived) return ['not in the timeline']
  const figures = figuresOf(derived, row.asOf)
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['state', row.state, figures.state],
    ['target', row.targetMs, figures.targetMs],
    ['used', row.usedMs, figures.usedMs],
    ['due', row.dueAt?.getTime(), figures.dueAt?.getTime()],
  ]
  return pairs.filter(([, stored, told]) => stored !== told).map(([name]) => name)
}

async function owed(parts: Parts, record: Rec, row: ClockRow, derived: Derived, now: Date): Promise<readonly string[]> {
  const late = new Date(now.getTime() - grace)
  if (derived.aimedAt > late || (row.snoozedUntil && row.snoozedUntil > late)) return []
  const told = highestTold(row.told)
  const passed = marksOf(derived, now, record.priority).filter(({ at }) => at <= late)
  const silent = passed.filter((mark) => {
    if (mark.kind === 'step') return !row.told.includes(mark.name)
    return (mark.kind === 'breach' ? 100 : mark.percent) > told
  })
  if (told === 0) return silent.map(({ name }) => name)
  // What stands in the clock as told must have been said.
  const alerts = await parts.store.read.find(alertTable, { clock: row.id })
  const said = alerts.some(({ mark, told: done }) => done && Number(mark) === told)
  const waits = alerts.some(({ mark, told: done, madeAt }) => !done && Number(mark) === told && madeAt > late)
  return [...silent.map(({ name }) => name), ...(said || waits ? [] : [String(told)])]
}
