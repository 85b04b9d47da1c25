import { after, days } from '../kernel/duration.js'
import type { Ids } from '../kernel/ids.js'
import type { AutomatedRun } from '../organisation/index.js'
import type { Reader, Work } from '../store/index.js'
import { type RunRow, runTable, type Told } from './table.js'

/** Has a task done by itself, unless that is under way: in the unit in which its turn comes, so that nothing is lost. */
export async function queueRun(
  work: Work,
  ids: Ids,
  task: { readonly record: number; readonly run: AutomatedRun; readonly told: Told },
): Promise<boolean> {
  if ((await liveRuns(work, task.record)).length > 0) return false
  await work.insert(runTable, {
    key: ids.next(),
    ...task,
    state: 'due',
    tries: [],
    nextAt: work.now,
    madeAt: work.now,
  })
  return true
}

/** Those of a task that are not over. */
export const liveRuns = (reader: Reader, record: number): Promise<readonly RunRow[]> =>
  reader.select(runTable, `WHERE t."record" = ? AND t."state" IN ('due', 'called') ORDER BY t."id"`, [record])

/** Everything that was tried for a task, the newest first. */
export const runsOf = (reader: Reader, record: number): Promise<readonly RunRow[]> =>
  reader.select(runTable, 'WHERE t."record" = ? ORDER BY t."id" DESC', [record])

/**
 * A person took the task over: what was not begun is not begun any more. `all`: the task is over, so what is under way
 * elsewhere may end as it likes, too.
 */
export async function dropRuns(work: Work, record: number, all: boolean): Promise<void> {
  for (const { id, state, leasedUntil } of await liveRuns(work, record)) {
    // A lease that has run out is that of somebody who died.
    const isUnderWay = state === 'called' || (leasedUntil !== undefined && leasedUntil > work.now)
    if (!all && isUnderWay) continue
    await work.update(runTable, { id }, { state: 'dropped', endedAt: work.now })
  }
}

/** The next instant after `after` at which something is due; undefined when nothing waits. */
export async function nextRunDue(reader: Reader, after: Date): Promise<Date | undefined> {
  const [row] = await reader.rows<{ at: string | null }>(
    `SELECT min("next_at") AS "at" FROM "automation_run" WHERE "state" IN ('due', 'called') AND "next_at" > ?`,
    [after.toISOString()],
  )
  return row?.at ? new Date(row.at) : undefined
}

/** Forgets what ended three months ago, and addresses that nobody could use since then. */
export async function pruneAutomation(work: Work): Promise<void> {
  const before = after(work.now, -days(90)).toISOString()
  await work.run(`DELETE FROM "callback" WHERE "until" < ?`, [before])
  await work.run(`DELETE FROM "automation_run" WHERE "ended_at" < ?`, [before])
}
