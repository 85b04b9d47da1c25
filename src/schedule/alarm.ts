import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../kernel/clock.js'
import { seconds } from '../kernel/duration.js'
import type { SlotlessJob } from './job.js'

/** Waits so many milliseconds, or until the signal. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

/** Wakes slotless jobs at the very instant at which there is something for them, where that is before the next second. */
export interface Alarms {
  /** Has a job take its turn, and again when it is due within the second. Resolves after the first one; never throws. */
  turn(job: SlotlessJob): Promise<void>
  /** Wakes none any more. */
  stop(): void
}

/** What is due later is found by the next second. */
const furthest = seconds(1)
/** Least time between two turns, so that a thousand instants within a second cost ten. */
const breath = 100
/** A timer of the machine may be a millisecond ahead of its clock. */
const ahead = 2

export function createAlarms(options: {
  readonly clock: Clock
  readonly turn: (job: SlotlessJob) => Promise<void>
  /** The machine's timer unless told. */
  readonly wait?: Wait
}): Alarms {
  const { clock, turn, wait = machineWait } = options
  const waiting = new Map<string, AbortController>()
  let stopped = false

  async function turnAndSet(job: SlotlessJob): Promise<void> {
    // Not by the end of the turn: what came due meanwhile was too late for it, and is not to wait for the next second.
    const began = clock.now()
    await turn(job)
    if (stopped || !job.next) return
    waiting.get(job.name)?.abort()
    const off = new AbortController()
    waiting.set(job.name, off)
    // A database that is away is complained of by the turn.
    const next = await job.next(began).catch(() => undefined)
    const rest = next && next.getTime() - clock.now().getTime()
    if (rest === undefined || rest >= furthest) return
    void wait(Math.max(breath, rest + ahead), off.signal).then(() => {
      if (!off.signal.aborted) return turnAndSet(job)
    })
  }
  return {
    turn: turnAndSet,
    stop() {
      stopped = true
      for (const off of waiting.values()) off.abort()
    },
  }
}

const machineWait: Wait = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => undefined)
