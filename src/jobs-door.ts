import type { Jobs } from './desk/index.js'
import { jobNames } from './jobs.js'
import type { Log } from './kernel/log.js'
import { type Runner, recentRuns } from './schedule/index.js'
import type { Store } from './store/index.js'

interface Behind {
  readonly store: Store
  readonly log: Log
  /** Made after the parts that it works with, and asked for when it is needed. */
  readonly runner: () => Runner
}

/** Scheduled work, as the desk sees it. */
export const jobsDoor = ({ store, log, runner }: Behind): Jobs => ({
  names: jobNames,
  standings: () => runner().standings(),
  recent: (most) => recentRuns(store.read, most),
  begin(name, actor) {
    const complain = (error: unknown) =>
      log.error({ job: name, error: String(error) }, 'a job could not be run by hand')
    void runner().byHand(name, actor).catch(complain)
  },
})
