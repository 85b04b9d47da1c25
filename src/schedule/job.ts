import { minutes } from '../kernel/duration.js'

/**
 * What becomes of slots that were passed over, because no process ran, the machine slept or its clock jumped forward:
 * each is run, in order; the latest is, for all of them; or none is.
 */
export const missedPolicies = ['all', 'latest', 'skip'] as const
export type Missed = (typeof missedPolicies)[number]

/** One time at which a job is due, and the lease under which it runs. */
export interface Slot {
  readonly job: string
  /** The minute it was due at; for a run by hand, the instant at which it was asked for. */
  readonly at: Date
  /** Grows with every run of the job: whoever has a lower one has lost the job to somebody else. See `holdsSlot`. */
  readonly token: number
  /** Aborted once the run has lost its slot: it was given up, or another process has taken it over. See `fenced`. */
  readonly signal: AbortSignal
}

/** When a job is due, and what becomes of what was missed. */
export interface Timing {
  /** Five fields, with minutes as the finest unit. */
  readonly cron: string
  /** The IANA zone that the cron expression speaks of. */
  readonly zone: string
  readonly missed: Missed
}

/** Work that is due at certain times, without what it does. */
export interface SlotPlan {
  readonly name: string
  readonly slotless?: never
  readonly cron: string
  /** The organisation's zone unless told. */
  readonly zone?: string
  readonly missed: Missed
  /** How long a run may take, in milliseconds, before its slot is given up; ten minutes unless told. */
  readonly limit?: number
}

/** Work that is due at certain times. Each slot is run once, by one of all processes, and never beside another one. */
export interface SlotJob extends SlotPlan {
  /**
   * Does what is due at `now`. It must be safe to do twice: a process that dies in the middle leaves the slot to another
   * one, which begins anew.
   */
  run(now: Date, slot: Slot): Promise<unknown>
}

/** How long a run may take where the job does not say. */
export const usualLimit = minutes(10)

export interface SlotlessPlan {
  readonly name: string
  readonly slotless: true
}

/**
 * Work that every process does every second, because it takes what it does by itself from the database and is safe in all
 * of them at once. In one process it never runs beside itself.
 */
export interface SlotlessJob extends SlotlessPlan {
  run(now: Date): Promise<unknown>
  /** The first instant after this one at which there is something for it: it is then run at once, and not by the next second. */
  next?(after: Date): Promise<Date | undefined>
}

export type Job = SlotJob | SlotlessJob
export type JobPlan = SlotPlan | SlotlessPlan

/** How a run by hand went; it is `busy` when somebody is running the job already. */
export type HandRun =
  | { readonly kind: 'done'; readonly took: number }
  | { readonly kind: 'failed'; readonly took: number; readonly error: string }
  | { readonly kind: 'busy' }
