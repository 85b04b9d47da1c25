import { instant, integer, key, nullable, table, word } from '../store/index.js'

/** One run of a job: whoever inserts the slot runs it. */
export interface JobRun {
  readonly job: string
  /** The minute it was due at, `2031-03-03T09:00` in UTC; a run by hand has its whole instant. */
  readonly slot: string
  readonly at: Date
  readonly doneAt?: Date
  readonly outcome?: 'done' | 'failed'
  /** What failed, without anybody's words. */
  readonly error?: string | undefined
  /** In milliseconds. */
  readonly took?: number
  /** The lease under which it ran last, and how often it was begun. */
  readonly token: number
  readonly tries: number
  /** Who had it run by hand. */
  readonly by?: string
}

export const jobRunTable = table<JobRun>('job_run', {
  job: key(80),
  slot: key(40),
  at: instant(),
  doneAt: nullable(instant()),
  outcome: nullable(word(12)),
  error: nullable(word(300)),
  took: nullable(integer()),
  token: { ...integer(), default: 0 },
  tries: { ...integer(), default: 1 },
  by: nullable(word()),
})

/** Where a job stands: who may run it, up to which slot it has been looked after, and how its last run went. */
export interface JobRow {
  readonly name: string
  /** Grows with every run. Whoever has a lower one has lost the lease. */
  readonly token: number
  /** Grows while a process runs it: no two machines have the same time, so no instant is written down. */
  readonly beat: number
  /** The slot that is being run, and since when. */
  readonly running?: string | undefined
  readonly since?: Date | undefined
  /** The newest slot that was run, or left out on purpose. */
  readonly lastSlot?: Date | undefined
  /** How the last run went. */
  readonly lastAt?: Date | undefined
  readonly took?: number | undefined
  readonly error?: string | undefined
  /** Runs in a row that failed. */
  readonly failures: number
  /** Slots before this one were too many to be made up for, and were left out. */
  readonly cut?: Date | undefined
  /** The times by which `lastSlot` was found, as one word: under other times nothing was missed by these. */
  readonly timing?: string | undefined
}

export const jobTable = table<JobRow>('job', {
  name: key(80),
  token: integer(),
  beat: integer(),
  running: nullable(word(40)),
  since: nullable(instant()),
  lastSlot: nullable(instant()),
  lastAt: nullable(instant()),
  took: nullable(integer()),
  error: nullable(word(300)),
  failures: integer(),
  cut: nullable(instant()),
  timing: nullable(word()),
})
