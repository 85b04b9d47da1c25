import type { What } from '../notices/index.js'
import { type Entry, entryTable, type Rec, recordById } from '../records/index.js'
import { type AlertRow, alertTable, type ClockRow, clockTable } from '../sla/index.js'
import type { Reader } from '../store/index.js'

/** An alert with its record, and its clock as it is by now. */
export interface Alerted {
  readonly alert: AlertRow
  readonly record: Rec
  readonly entry: Entry
  readonly broken: boolean
  /** When its promise breaks or broke; absent while its clock does not run. */
  readonly due?: Date | undefined
}

/** The alerts of one message, in the order in which they were raised; those of records that may not be read there are left out. */
export async function alertedIn(
  reader: Reader,
  { entries }: Extract<What, { show: 'alerts' }>,
  readable: (record: Rec) => Promise<boolean>,
): Promise<readonly Alerted[]> {
  const marks = entries.map(() => '?').join(', ')
  const alerts = await reader.select(alertTable, `WHERE t."entry" IN (${marks}) ORDER BY t."id"`, entries)
  const clocks = await clocksOf(reader, alerts)
  const found: Alerted[] = []
  for (const alert of alerts) {
    const record = await recordById(reader, alert.record)
    const entry = await reader.one(entryTable, { id: alert.entry })
    if (!record || !entry || !(await readable(record))) continue
    const clock = clocks.get(alert.clock)
    const due = clock?.state === 'running' ? clock.dueAt : undefined
    const broken = entry.kind === 'breached' || entry.kind === 'reminded' || clock?.breached === true
    found.push({ alert, record, entry, due, broken })
  }
  return found
}

async function clocksOf(reader: Reader, alerts: readonly AlertRow[]): Promise<ReadonlyMap<number, ClockRow>> {
  const ids = [...new Set(alerts.map(({ clock }) => clock))]
  if (ids.length === 0) return new Map()
  const rows = await reader.select(clockTable, `WHERE t."id" IN (${ids.map(() => '?').join(', ')})`, ids)
  return new Map(rows.map((row) => [row.id, row]))
}
