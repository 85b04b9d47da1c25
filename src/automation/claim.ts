import { after, seconds } from '../kernel/duration.js'
import type { Ids } from '../kernel/ids.js'
import type { Organisation } from '../organisation/index.js'
import type { Reader, Work } from '../store/index.js'
import { saying } from './outcome.js'
import { type RunRow, runTable, type Try } from './table.js'

/** A run that is ours until the lease runs out. */
export interface Claim {
  /** As it stands in the database from now on. */
  readonly row: RunRow
  readonly holder: string
  /** What is to be done: a try, or to say that nothing can come of it any more. */
  readonly does: 'try' | 'give up silent' | 'give up unknown' | 'give up spent'
}

/** So much longer than a try may take, others believe that it is under way. */
const spare = seconds(30)

/** Whether anything is due. */
export async function isDue(reader: Reader, now: Date): Promise<boolean> {
  const at = now.toISOString()
  const rows = await reader.rows(
    `SELECT 1 FROM "automation_run" WHERE "state" IN ('due', 'called') AND "next_at" <= ?
       AND ("leased_until" IS NULL OR "leased_until" <= ?) LIMIT 1`,
    [at, at],
  )
  return rows.length > 0
}

/** Claims what is due, at most so many, as far as no other process is at it. */
export async function claim(
  work: Work,
  { most, ids, organisation }: { readonly most: number; readonly ids: Ids; readonly organisation: Organisation },
): Promise<readonly Claim[]> {
  const at = work.now.toISOString()
  const rows = await work.select(
    runTable,
    `WHERE t."state" IN ('due', 'called') AND t."next_at" <= ? AND (t."leased_until" IS NULL OR t."leased_until" <= ?)
     ORDER BY t."next_at", t."id" LIMIT ${most} ${work.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : ''}`,
    [at, at],
  )
  const claims: Claim[] = []
  for (const row of rows) {
    const does = whatToDo(row, organisation)
    const holder = ids.next()
    const began: readonly Try[] = does === 'try' ? [{ at }] : []
    const set = {
      holder,
      leasedUntil: after(work.now, longestTry(row, organisation) + spare),
      tries: [...row.tries.map((one) => endedTry(one, at)), ...began],
    }
    await work.update(runTable, { id: row.id }, set)
    claims.push({ row: { ...row, ...set }, holder, does })
  }
  return claims
}

/** Lets go of every lease: for when it is known that nobody holds one. */
export const abandon = (work: Work): Promise<number> =>
  work.run(`UPDATE "automation_run" SET "leased_until" = NULL, "holder" = NULL WHERE "leased_until" IS NOT NULL`)

function whatToDo({ state, run, tries }: RunRow, { automation }: Organisation): Claim['does'] {
  if (state === 'called') return 'give up silent'
  const last = tries.at(-1)
  // A program that may have run half of its way is not run again: a person looks.
  if ('script' in run) return last ? 'give up unknown' : 'try'
  const most = automation.webhooks.get(run.webhook)?.tries ?? 1
  return tries.length >= most && last ? 'give up spent' : 'try'
}

/** A try of which no outcome was written down: whoever made it was ended meanwhile. */
const endedTry = (one: Try, at: string): Try => (one.says ? one : { ...one, ended: at, says: saying('tried.unknown') })

function longestTry({ run }: RunRow, { automation }: Organisation): number {
  const known = 'script' in run ? automation.scripts.get(run.script) : automation.webhooks.get(run.webhook)
  return known?.timeout ?? 0
}
