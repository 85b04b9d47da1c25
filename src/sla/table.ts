import type { Agreement, Metric } from '../organisation/index.js'
import { flag, instant, integer, json, nullable, serial, table, word } from '../store/index.js'

/**
 * A clock as it stood when its record last changed: a copy for the index. What it is follows from the timeline, see
 * `derive.ts`. `void`: another clock counts in its stead.
 */
export interface ClockRow {
  readonly id: number
  readonly record: number
  /** Within the record: `sla/resolution/1`. */
  readonly key: string
  readonly kind: Agreement['kind']
  readonly metric: Metric
  /** The team of an OLA, the supplier of a UC. */
  readonly party?: string | undefined
  readonly agreement: string
  readonly calendar: string
  readonly state: 'running' | 'paused' | 'stopped' | 'void'
  /** Opening time, in milliseconds. */
  readonly targetMs: number
  readonly usedMs: number
  readonly pausedMs: number
  readonly startedAt: Date
  /** When its target was set as it is now. */
  readonly aimedAt: Date
  /** The instant that the figures are of. */
  readonly asOf: Date
  /** Only while it runs. */
  readonly dueAt?: Date | undefined
  readonly stoppedAt?: Date | undefined
  readonly breached: boolean
  /** When something is to be told next; absent when nothing is. */
  readonly nextAt?: Date | undefined
  /** The marks that were told, or that a higher one was told in the stead of: `50`, `100`, `step/0`. */
  readonly told: readonly string[]
  /** Somebody said that they look after it: no more reminders, no more stand-ins. */
  readonly ackedBy?: string | undefined
  readonly ackedAt?: Date | undefined
  /** Warnings and reminders wait until then. */
  readonly snoozedUntil?: Date | undefined
  /** How often it was reminded of since it broke, and when last. */
  readonly reminded: number
  readonly toldAt?: Date | undefined
}

/** Milliseconds of opening time may be more than an integer of the database holds, so they stand as text. */
const ms = () => ({
  ...word(20),
  transformer: { from: (value: unknown) => Number(value ?? 0), to: (value: unknown) => String(value ?? 0) },
})

export const clockTable = table<ClockRow>('sla_clock', {
  id: serial(),
  record: integer(),
  key: word(160),
  kind: word(8),
  metric: word(20),
  party: nullable(word(60)),
  agreement: word(60),
  calendar: word(60),
  state: word(12),
  targetMs: ms(),
  usedMs: ms(),
  pausedMs: ms(),
  startedAt: instant(),
  aimedAt: instant(),
  asOf: instant(),
  dueAt: nullable(instant()),
  stoppedAt: nullable(instant()),
  breached: flag(),
  nextAt: nullable(instant()),
  told: json(),
  ackedBy: nullable(word()),
  ackedAt: nullable(instant()),
  snoozedUntil: nullable(instant()),
  reminded: integer(),
  toldAt: nullable(instant()),
})

/** A version of the desk file by which all open records were aimed. */
export const aimedTable = table<{ readonly version: number; readonly at: Date }>('sla_aimed', {
  version: { type: 'integer', primary: true },
  at: instant(),
})

/** One thing that people are to hear about a clock: a threshold, the breach, a reminder, a step of escalation. */
export interface AlertRow {
  readonly id: number
  readonly clock: number
  readonly record: number
  /** With the clock's id it is unique: `75`, `100`, `step/0`, `again/2`. */
  readonly mark: string
  /** The entry of the timeline that says it. */
  readonly entry: number
  readonly priority?: number | undefined
  /** The instant that it was about, and when it was noticed. */
  readonly at: Date
  readonly madeAt: Date
  /** Ids of people. */
  readonly people: readonly string[]
  /** It goes to the record's channels as a message of its own too. */
  readonly aloud: boolean
  readonly told: boolean
  /** Not told before: a channel's budget, or somebody's night. */
  readonly tellAt: Date
}

export const alertTable = table<AlertRow>('sla_alert', {
  id: serial(),
  clock: integer(),
  record: integer(),
  mark: word(40),
  entry: integer(),
  priority: nullable(integer()),
  at: instant(),
  madeAt: instant(),
  people: json(),
  aloud: flag(),
  told: flag(),
  tellAt: instant(),
})
