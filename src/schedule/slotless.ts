import type { Logger } from 'pino'
import { type Clock, stopwatch } from '../kernel/clock.js'
import { minutes } from '../kernel/duration.js'
import type { Store, Work } from '../store/index.js'
import { type Ending, holdJob, writeEnding } from './claim.js'
import type { HandRun, SlotlessJob } from './job.js'
import { troubleOf } from './trouble.js'

/** How a slotless job went in this process. */
export interface Recent extends Ending {
  readonly at: Date
}

export interface Slotless {
  /** Does the job unless it is still under way here. Never throws. */
  turn(job: SlotlessJob): Promise<void>
  byHand(job: SlotlessJob): Promise<HandRun>
  recent(name: string): Recent | undefined
}

/** What is done every second is written down once in so long. */
const every = minutes(1)

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  /** Called in the unit that writes an ending down, with the number of failures in a row that were. */
  readonly ended: (work: Work, name: string, failures: number) => Promise<void>
}

export function createSlotless({ store, clock, log, ended }: Parts): Slotless {
  const recent = new Map<string, Recent>()
  const writtenAt = new Map<string, number>()
  const running = new Set<string>()

  async function attempt(job: SlotlessJob): Promise<Recent> {
    running.add(job.name)
    const begun = stopwatch()
    const now = clock.now()
    let error: string | undefined
    try {
      await job.run(now)
    } catch (failure) {
      error = troubleOf(failure)
      if (recent.get(job.name)?.error !== error)
        log.error({ job: job.name, error: String(failure) }, 'a job failed; the next second tries again')
    } finally {
      running.delete(job.name)
    }
    const ending = { at: now, took: Math.round(stopwatch() - begun), ...(error === undefined ? {} : { error }) }
    recent.set(job.name, ending)
    return ending
  }

  async function write(job: SlotlessJob, ending: Recent): Promise<void> {
    const last = writtenAt.get(job.name)
    if (last !== undefined && Math.abs(ending.at.getTime() - last) < every) return
    writtenAt.set(job.name, ending.at.getTime())
    try {
      await store.work({ kind: 'desk', job: job.name }, async (work) => {
        const failures = await writeEnding(work, await holdJob(work, job.name), ending)
        await ended(work, job.name, failures)
      })
    } catch (error) {
      log.warn({ job: job.name, error: String(error) }, 'how a job went was not written down')
    }
  }

  return {
    async turn(job) {
      if (!running.has(job.name)) await write(job, await attempt(job))
    },
    async byHand(job) {
      if (running.has(job.name)) return { kind: 'busy' }
      const { took, error } = await attempt(job)
      return error === undefined ? { kind: 'done', took } : { kind: 'failed', took, error }
    },
    recent: (name) => recent.get(name),
  }
}
