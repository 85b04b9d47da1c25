import { after, days } from '../../kernel/duration.js'
import { type Rec, recordTable } from '../../records/index.js'
import type { Reader } from '../../store/index.js'

/** How changes of any of these items went in the last year: how many ended, and how many of them went wrong. */
export async function historyOfItems(
  reader: Reader,
  items: readonly number[],
  now: Date,
): Promise<{ readonly done: number; readonly failed: number }> {
  if (items.length === 0) return { done: 0, failed: 0 }
  const marks = items.map(() => '?').join(', ')
  const rows = await reader.rows<{ record: number; bad: number }>(
    `SELECT e."record" AS "record", max(CASE WHEN e."kind" = 'finish' THEN 0 ELSE 1 END) AS "bad" FROM "timeline" e
      WHERE e."kind" IN ('finish', 'fail', 'back_out') AND e."at" > ? AND e."record" IN (
        SELECT r."id" FROM "record" r JOIN "item_record" i ON i."record" = r."id"
          WHERE r."practice" = 'change' AND i."item" IN (${marks}))
      GROUP BY e."record"`,
    [after(now, -days(365)).toISOString(), ...items],
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
