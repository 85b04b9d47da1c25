import type { Logger } from 'pino'
import type { Clock } from '../kernel/clock.js'
import { seconds } from '../kernel/duration.js'
import type { Store } from '../store/index.js'
import { type Claim, keep } from './claim.js'
import { Overrun } from './overrun.js'
import { longestLook } from './silence.js'

/** What is being run here, and how the others learn that it goes on. */
export interface Beating {
  has(job: string): boolean
  /**
   * Keeps a claim while something is done under it, for so long (in milliseconds) at most: then it is given up, and this
   * throws `Overrun`. `does` gets a signal that is aborted as soon as the claim is lost, in whatever way.
   */
  during<T>(claim: Claim, limit: number, does: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Says of everything under way that it goes on, unless that was said a moment ago; gives up what takes too long. Never throws. */
  all(): Promise<void>
}

/** Five chances within the silence after which another process takes over. */
const every = seconds(2)

interface Run {
  readonly claim: Claim
  saidAt: number
  /** It has the job no more, and cannot be stopped: nothing else of the job is begun here until it has ended. */
  lost: boolean
  /** How long it has taken, as far as this process was there to see it, and when that was looked at last. */
  spent: number
  lookedAt: number
  readonly limit: number
  /** Keeps it from writing. */
  readonly fence: AbortController
  /** Lets go of it. */
  readonly giveUp: () => void
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
      run.fence.abort(new Overrun('another process has taken this run over'))
      log.warn({ job: claim.job }, 'a job was held up so long that another process has taken it over')
    } catch (error) {
      log.warn({ job: claim.job, error: String(error) }, 'a job could not say that it goes on')
    }
  }
  return {
    has: (job) => runs.has(job),
    async during(claim, limit, does) {
      const at = clock.now().getTime()
      const fence = new AbortController()
      let giveUp: () => void = () => undefined
      const given = new Promise<never>((_, reject) => {
        giveUp = () => reject(new Overrun('a run took too long'))
      })
      const run = { claim, saidAt: at, lost: false, spent: 0, lookedAt: at, limit, fence, giveUp }
      runs.set(claim.job, run)
      const done = does(fence.signal)
      // What comes of it once it was given up concerns nobody.
      done.catch(() => undefined)
      try {
        return await Promise.race([done, given])
      } finally {
        runs.delete(claim.job)
      }
    },
    async all() {
      const now = clock.now().getTime()
      for (const run of runs.values()) {
        // More did not pass between two looks: the machine slept, or its clock was set. The run has not used that.
        run.spent += Math.min(Math.max(now - run.lookedAt, 0), longestLook)
        run.lookedAt = now
        if (run.spent < run.limit) continue
        log.error({ job: run.claim.job, took: run.spent }, 'a job did not end in time, and its slot is given up')
        run.fence.abort(new Overrun('a run took too long'))
        run.giveUp()
      }
      const due = [...runs.values()].filter(
        ({ lost, fence, saidAt }) => !lost && !fence.signal.aborted && Math.abs(now - saidAt) >= every,
      )
      await Promise.all(due.map(say))
    },
  }
}
