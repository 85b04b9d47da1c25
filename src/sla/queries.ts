import type { Caller } from '../people/index.js'
import { type Rec, recordTable, visibleTo } from '../records/index.js'
import type { Reader, Table } from '../store/index.js'
import { type ClockRow, clockTable } from './table.js'

/** A clock with its record, as far as the viewer may see it. */
export interface Watched {
  readonly clock: ClockRow
  readonly record: Rec
}

export interface Asked {
  readonly viewer?: Caller
  readonly team?: string | undefined
  readonly limit: number
  readonly offset?: number
}

/** Running clocks that are still kept and will be due by an instant, the most pressing first. */
export const dueUntil = (reader: Reader, now: Date, until: Date, asked: Asked): Promise<readonly Watched[]> =>
  watched(
    reader,
    `c."state" = 'running' AND c."due_at" >= ? AND c."due_at" <= ?`,
    [now, until],
    'c."due_at", c."id"',
    asked,
  )

/** Clocks whose promise is broken and that are not over, those that wait too; the longest first. */
export const brokenNow = (reader: Reader, now: Date, asked: Asked): Promise<readonly Watched[]> =>
  watched(
    reader,
    `c."id" IN (SELECT "id" FROM "sla_clock" WHERE "due_at" < ?
       UNION ALL SELECT "id" FROM "sla_clock" WHERE "state" = 'paused' AND "breached" = 1)`,
    [now],
    'c."started_at", c."id"',
    asked,
  )

/** Clocks that stopped since an instant with a broken promise, the latest first. */
export const brokenSince = (reader: Reader, since: Date, asked: Asked): Promise<readonly Watched[]> =>
  watched(
    reader,
    `c."state" = 'stopped' AND c."breached" = 1 AND c."stopped_at" >= ?`,
    [since],
    'c."stopped_at" DESC, c."id" DESC',
    asked,
  )

/** Clocks that were or will be due between two instants, or stopped there: what a day is made of. */
export const onDay = (reader: Reader, from: Date, to: Date, asked: Asked): Promise<readonly Watched[]> =>
  watched(
    reader,
    // Two halves, each by its own index: as one condition it would be a look at every clock there ever was.
    `c."id" IN (SELECT "id" FROM "sla_clock" WHERE "due_at" < ?
       UNION ALL SELECT "id" FROM "sla_clock" WHERE "stopped_at" >= ? AND "stopped_at" < ?
       UNION ALL SELECT "id" FROM "sla_clock" WHERE "state" = 'paused' AND "breached" = 1) AND c."state" <> 'void'`,
    [to, from, to],
    'c."started_at", c."id"',
    asked,
  )

/** When something is to be told of a clock next, after an instant; undefined when nothing is. */
export async function nextClockDue(reader: Reader, after: Date): Promise<Date | undefined> {
  const [next] = await reader.rows<{ at: string }>(
    'SELECT "next_at" AS "at" FROM "sla_clock" WHERE "next_at" > ? ORDER BY "next_at" LIMIT 1',
    [after.toISOString()],
  )
  return next && new Date(next.at)
}

async function watched(
  reader: Reader,
  which: string,
  instants: readonly Date[],
  order: string,
  { viewer, team, limit, offset = 0 }: Asked,
): Promise<readonly Watched[]> {
  const seen = viewer ? visibleTo(viewer) : { sql: '1 = 1', params: [] }
  const ofTeam = team === undefined ? '' : 'AND t."team" = ?'
  const found = await reader.rows<{ clock: number; record: number }>(
    `SELECT c."id" AS "clock", c."record" AS "record" FROM "sla_clock" c JOIN "record" t ON t."id" = c."record"
     WHERE ${which} ${ofTeam} AND ${seen.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    [...instants.map((at) => at.toISOString()), ...(team === undefined ? [] : [team]), ...seen.params, limit, offset],
  )
  if (found.length === 0) return []
  const [clocks, records] = await Promise.all([
    byIds(
      reader,
      clockTable,
      found.map(({ clock }) => clock),
    ),
    byIds(
      reader,
      recordTable,
      found.map(({ record }) => record),
    ),
  ])
  const clockBy = new Map(clocks.map((clock) => [clock.id, clock]))
  const recordBy = new Map(records.map((record) => [record.id, record]))
  return found.flatMap((row) => {
    const [clock, record] = [clockBy.get(row.clock), recordBy.get(row.record)]
    return clock && record ? [{ clock, record }] : []
  })
}

const byIds = <Row>(reader: Reader, table: Table<Row>, ids: readonly number[]): Promise<readonly Row[]> =>
  reader.select(table, `WHERE t."id" IN (${ids.map(() => '?').join(', ')})`, ids)
