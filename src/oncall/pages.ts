import type { Reader, Work } from '../store/index.js'
import { type PageRow, pageTable } from './table.js'

/** Who is wanted for which record: the rows alone. Telling people is the desk's. */

export const openPage = (reader: Reader, record: number, rotation: string): Promise<PageRow | undefined> =>
  reader.one(pageTable, { record, rotation, state: 'open' })

/** Pages of a record, the newest first. */
export const pagesOf = (reader: Reader, record: number): Promise<readonly PageRow[]> =>
  reader.select(pageTable, 'WHERE t."record" = ? ORDER BY t."id" DESC', [record])

/** Pages whose acknowledgement is overdue, the longest first. `behind` goes on after one. */
export async function overdue(
  reader: Reader,
  now: Date,
  { behind, limit }: { readonly behind?: PageRow | undefined; readonly limit: number },
): Promise<readonly PageRow[]> {
  const last = behind?.nextAt?.toISOString()
  const further = behind && last ? 'AND (t."next_at" > ? OR (t."next_at" = ? AND t."id" > ?))' : ''
  return reader.select(
    pageTable,
    `WHERE t."state" = 'open' AND t."next_at" <= ? ${further} ORDER BY t."next_at", t."id" LIMIT ?`,
    [now.toISOString(), ...(behind && last ? [last, last, behind.id] : []), limit],
  )
}

/** When the next acknowledgement after an instant is due; undefined when none is waited for. */
export async function nextPageDue(reader: Reader, after: Date): Promise<Date | undefined> {
  const [next] = await reader.rows<{ at: string }>(
    `SELECT "next_at" AS "at" FROM "oncall_page" WHERE "state" = 'open' AND "next_at" > ? ORDER BY "next_at" LIMIT 1`,
    [after.toISOString()],
  )
  return next && new Date(next.at)
}

/** Nobody is wanted for a record any more: it was taken, solved, cancelled, or another team has it. */
export const cancelPages = (work: Work, record: number): Promise<number> =>
  work.run(`UPDATE "oncall_page" SET "state" = 'cancelled', "next_at" = NULL WHERE "record" = ? AND "state" = 'open'`, [
    record,
  ])
