import type { Logger } from 'pino'
import { type Clock, stopwatch } from '../kernel/clock.js'
import type { Actor, Store, Work } from '../store/index.js'
import { type Beating, beating } from './beat.js'
import { type Claim, claimNew, finish, holdJob, slotInstant, slotKey, slotOf, takeOver } from './claim.js'
import { slotsDue } from './due.js'
import { type HandRun, type SlotJob, type SlotPlan, type Timing, usualLimit } from './job.js'
import { Overrun, overran } from './overrun.js'
import { listening } from './silence.js'
import { type JobRow, jobTable } from './table.js'
import { type Timetable, timetable } from './timetable.js'
import { troubleOf } from './trouble.js'

export interface TurnParts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly timing: (job: SlotPlan) => Timing
  /** Called in the unit that writes an ending down, with the number of failures in a row that were. */
  readonly ended: (work: Work, name: string, failures: number) => Promise<void>
  /** Called in the unit that gives a slot up whose run did not end in time, unless the run before was given up, too. */
  readonly overran: (work: Work, name: string, limit: number) => Promise<void>
}

/** What one process does for jobs with slots. */
export interface Turns {
  readonly beats: Beating
  /** Whether a job is to be looked at before its next minute: somebody else runs it, or it could not be looked at. */
  waits(name: string): boolean
  /** Does all that is due of a job, slot after slot, until `stopped`. Never throws. */
  turn(job: SlotJob, stopped: () => boolean): Promise<void>
  /** Runs the slot of this minute, due or not, unless somebody did. Throws what the job throws. */
  thisMinute(job: SlotJob): Promise<boolean>
  byHand(job: SlotJob, actor: Actor): Promise<HandRun>
}

interface Ran {
  readonly took: number
  readonly failure?: { readonly error: unknown }
}

export function createTurns(parts: TurnParts): Turns {
  const { store, clock, log, timing } = parts
  const beats = beating(parts)
  const silent = listening(clock)
  const waiting = new Set<string>()
  /** What is being looked at, and up to which slot each job was looked after as far as this process knows. */
  const looking = new Set<string>()
  const seen = new Map<string, string>()

  async function look(job: SlotJob, stopped: () => boolean): Promise<void> {
    const present = timing(job)
    const times = timetable(present.cron, present.zone)
    const newest = `${wordOf(present)} ${times.latest(clock.now())?.getTime()}`
    if (seen.get(job.name) === newest && !waiting.has(job.name)) return
    waiting.delete(job.name)
    for (let claim = await next(job, times); claim; claim = stopped() ? undefined : await next(job, times)) {
      const { failure } = await run(job, claim)
      if (failure) complain(job, failure.error)
    }
    if (!waiting.has(job.name)) seen.set(job.name, newest)
  }

  /** What is to be done next, claimed. */
  async function next(job: SlotJob, times: Timetable): Promise<Claim | undefined> {
    const there = await store.read.one(jobTable, { name: job.name })
    if (there?.running !== undefined && !silent(there)) {
      waiting.add(job.name)
      return undefined
    }
    return store.work(actorOf(job), async (work) => {
      const row = await holdJob(work, job.name)
      if (row.running === undefined) return claimDue(work, job, row, times)
      // Between the look and the hold another process may have been faster.
      if (row.token !== there?.token || row.beat !== there.beat) {
        waiting.add(job.name)
        return undefined
      }
      const taken = await takeOver(work, row)
      if (taken.kind === 'claimed') return taken.claim
      await parts.ended(work, job.name, taken.row.failures)
      return claimDue(work, job, taken.row, times)
    })
  }

  async function claimDue(work: Work, job: SlotJob, row: JobRow, times: Timetable): Promise<Claim | undefined> {
    const present = timing(job)
    const word = wordOf(present)
    // Since the job has other times than before, it has missed none of them.
    const since = row.timing === undefined || row.timing === word ? row.lastSlot : undefined
    const { slots, upTo, cut } = slotsDue(times, present.missed, since, work.now)
    if (cut) log.warn({ job: job.name, from: cut.toISOString() }, 'too many slots were missed, the oldest are left out')
    for (const at of slots) {
      const claim = await claimNew(work, row, slotKey(at), { lastSlot: at, timing: word, ...(cut ? { cut } : {}) })
      if (claim) return claim
    }
    const isBehind = upTo && since && since > upTo
    if (upTo && !isBehind) await work.update(jobTable, { name: job.name }, { lastSlot: upTo, timing: word })
    return undefined
  }

  /** Runs a claimed slot and writes how it ended. Throws when that cannot be written: then the slot is taken over. */
  async function run(job: SlotJob, claim: Claim): Promise<Ran> {
    const begun = stopwatch()
    const limit = job.limit ?? usualLimit
    const failure = await failureOf(() =>
      beats.during(claim, limit, async (signal) => job.run(clock.now(), slotOf(claim, signal))),
    )
    const took = Math.round(stopwatch() - begun)
    try {
      await store.work(actorOf(job), async (work) => {
        const finished = await finish(work, claim, { took, ...(failure ? { error: errorOf(failure.error) } : {}) })
        if (!finished) {
          log.warn({ job: job.name, slot: claim.key }, 'a job was held up, and its slot was taken over meanwhile')
          return
        }
        await parts.ended(work, job.name, finished.failures)
        if (failure?.error instanceof Overrun && !finished.again) await parts.overran(work, job.name, limit)
      })
    } catch (error) {
      waiting.add(job.name)
      throw error
    }
    return failure ? { took, failure } : { took }
  }

  function complain(job: SlotJob, error: unknown): void {
    log.error({ job: job.name, error: String(error) }, 'a job failed; its next slot tries again')
  }

  async function thisMinute(job: SlotJob): Promise<boolean> {
    const at = slotInstant(slotKey(clock.now()))
    const claim = await store.work(actorOf(job), async (work) => {
      const row = await holdJob(work, job.name)
      const lastSlot = row.lastSlot && row.lastSlot > at ? row.lastSlot : at
      return row.running === undefined ? claimNew(work, row, slotKey(at), { lastSlot }) : undefined
    })
    if (!claim) return false
    const { failure } = await run(job, claim)
    if (failure) throw failure.error
    return true
  }

  async function byHand(job: SlotJob, actor: Actor): Promise<HandRun> {
    const by = actor.kind === 'person' ? actor.id : actor.kind
    const claim = await store.work(actor, async (work) => {
      const row = await holdJob(work, job.name)
      if (row.running !== undefined) return undefined
      work.audit('job.run', job.name)
      return claimNew(work, row, work.now.toISOString(), { by })
    })
    if (!claim) return { kind: 'busy' }
    const { took, failure } = await run(job, claim)
    if (!failure) return { kind: 'done', took }
    complain(job, failure.error)
    return { kind: 'failed', took, error: errorOf(failure.error) }
  }

  return {
    beats,
    waits: (name) => waiting.has(name),
    async turn(job, stopped) {
      if (looking.has(job.name) || beats.has(job.name)) return
      looking.add(job.name)
      const again = waiting.has(job.name)
      try {
        await look(job, stopped)
      } catch (error) {
        // A database that is away for an hour is complained of once.
        if (!again) log.error({ job: job.name, error: String(error) }, 'a job was not looked after, and is tried again')
        waiting.add(job.name)
      } finally {
        looking.delete(job.name)
      }
    },
    thisMinute,
    byHand,
  }
}

const errorOf = (error: unknown): string => (error instanceof Overrun ? overran : troubleOf(error))

/** The times of a job as one word. */
const wordOf = ({ cron, zone }: Timing): string => `${cron} ${zone}`

const actorOf = ({ name }: SlotJob): Actor => ({ kind: 'desk', job: name })

async function failureOf(does: () => Promise<unknown>): Promise<{ readonly error: unknown } | undefined> {
  try {
    await does()
    return undefined
  } catch (error) {
    return { error }
  }
}
