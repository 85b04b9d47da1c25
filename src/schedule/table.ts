import { instant, key, nullable, table } from '../store/index.js'

/** One run of a job: whoever inserts the slot runs it. */
export interface JobRun {
  readonly job: string
  readonly slot: string
  readonly at: Date
  readonly doneAt?: Date
}

export const jobRunTable = table<JobRun>('job_run', {
  job: key(80),
  slot: key(40),
  at: instant(),
  doneAt: nullable(instant()),
})
