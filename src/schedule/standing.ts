import type { Reader } from '../store/index.js'
import type { Ending } from './claim.js'
import type { JobPlan, SlotPlan, Timing } from './job.js'
import { type JobRow, type JobRun, jobRunTable, jobTable } from './table.js'
import { timetable } from './timetable.js'

/** Where a job stands. */
export interface Standing {
  readonly name: string
  /** Absent for a job that every process does every second. */
  readonly timing?: Timing
  /** Since when it is being run, if it is. */
  readonly runningSince?: Date
  /** How its last run went; without one it has not been run yet. */
  readonly last?: { readonly at: Date } & Ending
  /** Runs in a row that failed. */
  readonly failures: number
  readonly next?: Date
  /** Slots before this one were too many to be made up for. */
  readonly cut?: Date
}

interface Looking {
  readonly jobs: readonly JobPlan[]
  readonly timing: (job: SlotPlan) => Timing
  readonly now: Date
  /** What this process remembers of slotless jobs, which are written down once a minute. */
  readonly recent?: (name: string) => ({ readonly at: Date } & Ending) | undefined
}

/** Where the jobs stand, in their order. */
export async function standingsOf(read: Reader, { jobs, timing, now, recent }: Looking): Promise<readonly Standing[]> {
  const rows = new Map((await read.find(jobTable, {})).map((row) => [row.name, row]))
  return jobs.map((job) => {
    const standing = told(job.name, rows.get(job.name))
    if (job.slotless) {
      const fresh = recent?.(job.name)
      return fresh ? { ...standing, last: fresh } : standing
    }
    const timed = timing(job)
    const next = timetable(timed.cron, timed.zone).next(now)
    return { ...standing, timing: timed, ...(next ? { next } : {}) }
  })
}

function told(name: string, row: JobRow | undefined): Standing {
  if (!row) return { name, failures: 0 }
  const { lastAt, took = 0, error, failures, since, cut } = row
  return {
    name,
    failures,
    ...(lastAt ? { last: { at: lastAt, took, ...(error === undefined ? {} : { error }) } } : {}),
    ...(since ? { runningSince: since } : {}),
    ...(cut ? { cut } : {}),
  }
}

/** One run of the past. */
export type PastRun = Pick<JobRun, 'job' | 'at' | 'outcome' | 'took' | 'error' | 'tries' | 'by'>

/** The newest runs, the newest first. */
export const recentRuns = (read: Reader, most: number): Promise<readonly PastRun[]> =>
  read.select(jobRunTable, 'ORDER BY t.at DESC, t.job LIMIT ?', [most])
