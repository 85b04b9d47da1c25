import { after, days } from '../../kernel/duration.js'
import { type Rec, recordTable } from '../../records/index.js'
import type { Reader } from '../../store/index.js'

interface History {
  /** How many ended in the last year, and how many of them went wrong. */
  readonly done: number
  readonly failed: number
}

/** How changes of any of these items went. */
export function historyOfItems(reader: Reader, items: readonly number[], now: Date): Promise<History> {
  if (items.length === 0) return Promise.resolve({ done: 0, failed: 0 })
  return historyOf(reader, `r."id" IN (${ofItems(items)})`, items, now)
}

/** How changes went that were of any of these services and of none of these items. */
export function historyOfServices(
  reader: Reader,
  services: readonly string[],
  items: readonly number[],
  now: Date,
): Promise<History> {
  if (services.length === 0) return Promise.resolve({ done: 0, failed: 0 })
  const others = items.length === 0 ? '' : ` AND r."id" NOT IN (${ofItems(items)})`
  return historyOf(reader, `r."service" IN (${marks(services)})${others}`, [...services, ...items], now)
}

const marks = (all: readonly unknown[]): string => all.map(() => '?').join(', ')
const ofItems = (items: readonly number[]): string =>
  `SELECT i."record" FROM "item_record" i WHERE i."item" IN (${marks(items)})`

async function historyOf(
  reader: Reader,
  which: string,
  params: readonly (string | number)[],
  now: Date,
): Promise<History> {
  const rows = await reader.rows<{ bad: number }>(
    `SELECT max(CASE WHEN e."kind" = 'finish' THEN 0 ELSE 1 END) AS "bad" FROM "timeline" e
      WHERE e."kind" IN ('finish', 'fail', 'back_out') AND e."at" > ? AND e."record" IN (
        SELECT r."id" FROM "record" r WHERE r."practice" = 'change' AND ${which})
      GROUP BY e."record"`,
    [after(now, -days(365)).toISOString(), ...params],
  )
  return { done: rows.length, failed: rows.filter(({ bad }) => Number(bad) === 1).length }
}

/** Changes that have begun or ought to before an instant, and those that wait for their review. */
export const inHand = (reader: Reader, until: Date): Promise<readonly Rec[]> =>
  reader.select(
    recordTable,
    `WHERE t."practice" = 'change' AND t."open" = 1 AND (t."state" IN ('implementing', 'implemented', 'failed', 'backed out')
      OR (t."state" = 'scheduled' AND t."id" IN (SELECT b."record" FROM "booking" b WHERE b."from" <= ?)))
      ORDER BY t."id"`,
    [until.toISOString()],
  )
