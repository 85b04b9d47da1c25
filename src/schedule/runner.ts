import cron from 'node-cron'
import type { Logger } from 'pino'
import type { Clock } from '../kernel/clock.js'
import { days } from '../kernel/duration.js'
import type { Store } from '../store/index.js'
import type { Job } from './job.js'
import { jobRunTable } from './table.js'

export interface RunnerOptions {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly jobs: readonly Job[]
}

export interface Runner {
  start(): void
  /** Starts no new run and waits for those under way. */
  stop(): Promise<void>
  /** Runs a job in its slot of this minute unless some process did; tells whether it ran here. */
  run(job: Job): Promise<boolean>
}

/**
 * Runs jobs by the clock. node-cron only ticks: whether a tick runs is decided by the database, where the slot (job and
 * minute) is a key. Two processes that tick at once, or one whose clock runs backwards, run a slot once.
 */
export function createRunner({ store, clock, log, jobs }: RunnerOptions): Runner {
  const underWay = new Set<Promise<unknown>>()
  const tasks: { stop(): unknown }[] = []
  const run = async (job: Job): Promise<boolean> => {
    const now = clock.now()
    const slot = now.toISOString().slice(0, 16)
    const actor = { kind: 'desk', job: job.name } as const
    const mine = await store.work(actor, (work) => work.insertNew(jobRunTable, { job: job.name, slot, at: now }))
    if (!mine) return false
    await job.run(now)
    await store.work(actor, (work) => work.update(jobRunTable, { job: job.name, slot }, { doneAt: clock.now() }))
    return true
  }
  const tick = (job: Job): void => {
    const turn = run(job)
      .catch((error: unknown) =>
        log.error({ job: job.name, error: String(error) }, 'a job failed; its next slot tries again'),
      )
      .finally(() => underWay.delete(turn))
    underWay.add(turn)
  }
  return {
    run,
    start() {
      for (const job of jobs) tasks.push(cron.schedule(job.cron, () => tick(job), { name: job.name }))
    },
    async stop() {
      for (const task of tasks.splice(0)) await task.stop()
      await Promise.all(underWay)
    },
  }
}

/** Forgets runs of the week before last. */
export const pruneRuns = (store: Store, now: Date): Promise<number> =>
  store.work({ kind: 'desk', job: 'prune' }, (work) =>
    work.run('DELETE FROM "job_run" WHERE "at" < ?', [new Date(now.getTime() - days(14)).toISOString()]),
  )
