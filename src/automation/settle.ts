import { backOff } from '../kernel/back-off.js'
import { after } from '../kernel/duration.js'
import type { Organisation } from '../organisation/index.js'
import type { Work } from '../store/index.js'
import type { Claim } from './claim.js'
import { type Ended, failed, type Outcome } from './outcome.js'
import { type RunRow, runTable, type Try } from './table.js'

/** What follows when a run has ended, in the unit in which that is written down. */
export type Follow = (work: Work, run: RunRow, ended: Ended) => Promise<void>

/** Whether a run is still to be tried: nobody has taken it over meanwhile. */
export type Wanted = (work: Work, run: RunRow) => Promise<boolean>

interface After {
  readonly organisation: Organisation
  readonly follow: Follow
  readonly isWanted: Wanted
}

/**
 * Writes the outcome of a try down, and what follows from it. A run that is ours no more – a callback was faster, or another
 * process took it over – is left as it is.
 */
export async function settle(
  work: Work,
  { row: { id, key }, holder }: Claim,
  outcome: Outcome,
  { organisation, follow, isWanted }: After,
): Promise<void> {
  const row = await work.hold(runTable, { id, holder })
  if (!row || (row.state !== 'due' && row.state !== 'called')) return
  const output = outcome.kind === 'called' ? undefined : outcome.output
  const free = {
    holder: undefined,
    leasedUntil: undefined,
    tries: told(row, outcome, work.now),
    ...(output === undefined ? {} : { output }),
  }
  switch (outcome.kind) {
    case 'called':
      return void (await work.update(
        runTable,
        { id },
        { ...free, state: 'called', nextAt: after(work.now, outcome.within) },
      ))
    case 'again': {
      const spent = free.tries.length
      if (spent >= mostTries(row, organisation) || !(await isWanted(work, row))) {
        return end(work, { ...row, ...free }, failed(outcome.says, outcome.output), follow)
      }
      const wait = Math.max(backOff(key, spent), outcome.wait ?? 0)
      return void (await work.update(runTable, { id }, { ...free, nextAt: after(work.now, wait) }))
    }
    case 'done':
    case 'failed':
      return end(work, { ...row, ...free }, outcome, follow)
  }
}

/** Ends a run that is held. */
export async function end(work: Work, row: RunRow, ended: Ended, follow: Follow): Promise<void> {
  const set = {
    state: ended.kind,
    tries: row.tries,
    holder: undefined,
    leasedUntil: undefined,
    endedAt: work.now,
    ...(ended.output === undefined ? {} : { output: ended.output }),
  }
  await work.update(runTable, { id: row.id }, set)
  await follow(work, { ...row, ...set }, ended)
}

/** The last try now says what came of it; where none was made, what there was to say is a line of its own. */
function told({ tries }: RunRow, { says }: Outcome, now: Date): readonly Try[] {
  const last = tries.at(-1)
  const ended = now.toISOString()
  return last && !last.says ? [...tries.slice(0, -1), { ...last, ended, says }] : [...tries, { at: ended, ended, says }]
}

const mostTries = ({ run }: RunRow, { automation }: Organisation): number =>
  'script' in run ? 1 : (automation.webhooks.get(run.webhook)?.tries ?? 1)
