import cron from 'node-cron'
import type { Logger } from 'pino'
import type { Clock } from '../kernel/clock.js'
import { days } from '../kernel/duration.js'
import type { Actor, Store, Work } from '../store/index.js'
import { type Alarms, createAlarms, type Wait } from './alarm.js'
import { slotKey } from './claim.js'
import type { HandRun, Job, SlotlessJob, SlotPlan, Timing } from './job.js'
import { createSlotless } from './slotless.js'
import { type Standing, standingsOf } from './standing.js'
import { cronProblem } from './timetable.js'
import { createTurns } from './turns.js'

export interface RunnerOptions {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly jobs: readonly Job[]
  /** When a job is due at present. Unless told, as it was declared, and in UTC where that names no zone. */
  readonly timing?: (job: SlotPlan) => Timing
  /** A job has failed five times in a row: called once a row, in the unit that writes the fifth down. */
  readonly onPoison?: (work: Work, job: { readonly name: string; readonly failures: number }) => Promise<void>
  /** A run did not end within its limit (in milliseconds) and was given up: called once a row, in the unit that does it. */
  readonly onOverrun?: (work: Work, job: { readonly name: string; readonly limit: number }) => Promise<void>
  /** How long until an instant within the second; the machine's timer unless told. */
  readonly wait?: Wait
}

export interface Runner {
  /** Ticks every second, and has slotless jobs run in between at the instants that they name. */
  start(): void
  /** Starts no new run and waits for those under way. */
  stop(): Promise<void>
  /**
   * What happens every second: does what is due, and comes back when that is done. Slots that were missed are found here,
   * and those of a process that has gone.
   */
  tick(): Promise<void>
  /** Runs a job in its slot of this minute unless some process did; tells whether it ran here. Throws what it throws. */
  run(job: Job): Promise<boolean>
  /** Runs a job now, whatever its times are. Undefined when there is none of this name. */
  byHand(name: string, actor: Actor): Promise<HandRun | undefined>
  /** Says of what is under way here that it goes on, as `tick` does, for a process that does not tick. */
  beat(): Promise<void>
  /** Where every job stands, in the order in which they were declared. */
  standings(): Promise<readonly Standing[]>
}

/** A job that has failed so often in a row needs somebody to look at it. */
const poison = 5

/**
 * Runs jobs by the clock. node-cron only ticks: which slot is run, and by whom, is decided by the database. A slot, job and
 * minute, is a key, so that two processes that tick at once, or one whose clock runs backwards, run it once. A job's row
 * is its lease: whoever runs the job lets it beat, and whoever sees it stand still takes the slot over with a higher
 * token, without which nobody can write how a slot ended. A run that takes longer than its job may is given up: it cannot be
 * stopped, but it writes nothing any more, and nothing waits for it.
 */
export function createRunner(options: RunnerOptions): Runner {
  const { store, clock, log, jobs, timing = asDeclared } = options
  check(jobs)
  const ended = async (work: Work, name: string, failures: number): Promise<void> => {
    if (failures === poison) await options.onPoison?.(work, { name, failures })
  }
  const overran = async (work: Work, name: string, limit: number): Promise<void> =>
    options.onOverrun?.(work, { name, limit })
  const turns = createTurns({ store, clock, log, timing, ended, overran })
  const slotless = createSlotless({ store, clock, log, ended })
  const underWay = new Set<Promise<unknown>>()
  let minute: string | undefined
  let stopping = false
  let alarms: Alarms | undefined
  let task: { stop(): unknown } | undefined

  const under = async <T>(turn: Promise<T>): Promise<T> => {
    underWay.add(turn)
    try {
      return await turn
    } finally {
      underWay.delete(turn)
    }
  }
  const once = (job: SlotlessJob): Promise<void> => under(slotless.turn(job))
  const slotlessTurn = (job: SlotlessJob): Promise<void> => (alarms ? alarms.turn(job) : once(job))
  const tick = async (): Promise<void> => {
    const present = slotKey(clock.now())
    const begins = present !== minute
    minute = present
    const due = stopping ? [] : jobs.filter((job) => job.slotless || begins || turns.waits(job.name))
    await Promise.all([
      turns.beats.all(),
      ...due.map((job) => (job.slotless ? slotlessTurn(job) : under(turns.turn(job, () => stopping)))),
    ])
  }
  return {
    tick,
    async run(job) {
      if (!job.slotless) return under(turns.thisMinute(job))
      await job.run(clock.now())
      return true
    },
    async byHand(name, actor) {
      const job = jobs.find((one) => one.name === name)
      if (!job) return undefined
      return under(job.slotless ? slotless.byHand(job) : turns.byHand(job, actor))
    },
    beat: () => turns.beats.all(),
    standings: () => standingsOf(store.read, { jobs, timing, now: clock.now(), recent: slotless.recent }),
    start() {
      const complain = (error: unknown) =>
        log.error({ error: String(error) }, 'a tick of the jobs failed, and the next one tries again')
      // What a busy second leaves out is done by the next one: no tick is owed.
      const ticking = { name: 'jobs', suppressMissedWarning: true }
      alarms = createAlarms({ clock, turn: once, ...(options.wait ? { wait: options.wait } : {}) })
      task = cron.schedule('* * * * * *', () => void tick().catch(complain), ticking)
    },
    async stop() {
      stopping = true
      alarms?.stop()
      // What is under way goes on beating until it has ended.
      while (underWay.size > 0) await Promise.allSettled([...underWay])
      await task?.stop()
    },
  }
}

const asDeclared = ({ cron: times, zone = 'UTC', missed }: SlotPlan): Timing => ({ cron: times, zone, missed })

/** A job that is declared wrong is found when the program starts, and not when it is due. */
function check(jobs: readonly Job[]): void {
  for (const job of jobs) {
    if (jobs.some((other) => other !== job && other.name === job.name))
      throw new Error(`two jobs are called ${job.name}`)
    const problem = job.slotless ? undefined : cronProblem(job.cron, job.zone)
    if (problem) throw new Error(`the job ${job.name} has no timetable: ${problem}`)
  }
}

/** Forgets runs of the week before last. */
export const pruneRuns = (store: Store, now: Date): Promise<number> =>
  store.work({ kind: 'desk', job: 'prune' }, (work) =>
    work.run('DELETE FROM "job_run" WHERE "at" < ?', [new Date(now.getTime() - days(14)).toISOString()]),
  )
