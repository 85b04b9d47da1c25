import type { Logger } from 'pino'
import type { Clock } from '../kernel/clock.js'
import { seconds } from '../kernel/duration.js'
import type { Store } from '../store/index.js'
import { type Claim, keep } from './claim.js'

/** What is being run here, and how the others learn that it goes on. */
export interface Beating {
  has(job: string): boolean
  /** Keeps a claim while something is done under it. */
  during<T>(claim: Claim, does: () => Promise<T>): Promise<T>
  /** Says of everything under way that it goes on, unless that was said a moment ago. Never throws. */
  all(): Promise<void>
}

/** Five chances within the silence after which another process takes over. */
const every = seconds(2)

interface Run {
  readonly claim: Claim
  saidAt: number
  /** It has the job no more, and cannot be stopped: nothing else of the job is begun here until it has ended. */
  lost: boolean
}

export function beating(parts: { readonly store: Store; readonly clock: Clock; readonly log: Logger }): Beating {
  const { store, clock, log } = parts
  const runs = new Map<string, Run>()
  const say = async (run: Run): Promise<void> => {
    const { claim } = run
    run.saidAt = clock.now().getTime()
    try {
      const mine = await store.work({ kind: 'desk', job: claim.job }, (work) => keep(work, claim))
      if (mine || runs.get(claim.job) !== run) return
      run.lost = true
      log.warn({ job: claim.job }, 'a job was held up so long that another process has taken it over')
    } catch (error) {
      log.warn({ job: claim.job, error: String(error) }, 'a job could not say that it goes on')
    }
  }
  return {
    has: (job) => runs.has(job),
    async during(claim, does) {
      const run = { claim, saidAt: clock.now().getTime(), lost: false }
      runs.set(claim.job, run)
      try {
        return await does()
      } finally {
        runs.delete(claim.job)
      }
    },
    async all() {
      const now = clock.now().getTime()
      const due = [...runs.values()].filter(({ lost, saidAt }) => !lost && Math.abs(now - saidAt) >= every)
      await Promise.all(due.map(say))
    },
  }
}
