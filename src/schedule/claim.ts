import type { Work } from '../store/index.js'
import type { Slot } from './job.js'
import { overran } from './overrun.js'
import { type JobRow, type JobRun, jobRunTable, jobTable } from './table.js'

/** The minute of an instant: what a slot is known by. */
export const slotKey = (at: Date): string => at.toISOString().slice(0, 16)

/** When a slot was due, by its key. */
export const slotInstant = (key: string): Date => new Date(key.length === 16 ? `${key}:00.000Z` : key)

/** A slot that is being run, under the lease of its token. */
export interface Claim {
  readonly job: string
  readonly key: string
  readonly token: number
}

export const slotOf = ({ job, key, token }: Claim, signal: AbortSignal): Slot => ({
  job,
  at: slotInstant(key),
  token,
  signal,
})

/** A job's row, held until the end of the unit. */
export async function holdJob(work: Work, name: string): Promise<JobRow> {
  await work.insertNew(jobTable, { name, token: 0, beat: 0, failures: 0 })
  const row = await work.hold(jobTable, { name })
  if (!row) throw new Error(`the job ${name} has no row`)
  return row
}

/** Takes a slot that nobody has run. Undefined when somebody has, or has begun to. */
export async function claimNew(
  work: Work,
  { name: job, token: last }: JobRow,
  key: string,
  also: Partial<JobRow> & Pick<JobRun, 'by'> = {},
): Promise<Claim | undefined> {
  const { by, ...set } = also
  const token = last + 1
  const run = { job, slot: key, at: work.now, token, tries: 1, ...(by === undefined ? {} : { by }) }
  if (!(await work.insertNew(jobRunTable, run))) return undefined
  await work.update(jobTable, { name: job }, { token, beat: 0, running: key, since: work.now, ...set })
  return { job, key, token }
}

/** A slot that was begun so often by processes that died of it, perhaps, is given up. */
const mostTries = 5

/**
 * Takes over the slot of a process that has gone, under a higher token; or gives it up, which counts as a failure, and
 * gives the row as it is then.
 */
export async function takeOver(
  work: Work,
  row: JobRow,
): Promise<{ readonly kind: 'claimed'; readonly claim: Claim } | { readonly kind: 'given up'; readonly row: JobRow }> {
  const { name: job, running: key = '', token: last } = row
  const run = await work.hold(jobRunTable, { job, slot: key })
  const token = last + 1
  if (!run || run.tries >= mostTries) {
    const now = { token, ...idle, ...failedAt(work.now, row, crashed) }
    await work.update(jobRunTable, { job, slot: key }, { token, outcome: 'failed', error: crashed })
    await work.update(jobTable, { name: job }, now)
    return { kind: 'given up', row: { ...row, ...now } }
  }
  await work.update(jobRunTable, { job, slot: key }, { token, tries: run.tries + 1, at: work.now })
  await work.update(jobTable, { name: job }, { token, beat: 0, since: work.now })
  return { kind: 'claimed', claim: { job, key, token } }
}

/** What stands for an error where a process ended in the middle, again and again. */
export const crashed = 'crashed'

const idle = { running: undefined, since: undefined } as const

const failedAt = (at: Date, { failures }: JobRow, error: string) => ({ lastAt: at, error, failures: failures + 1 })

/** How a run ended. */
export interface Ending {
  readonly took: number
  readonly error?: string
}

export interface Finished {
  /** Failures in a row. */
  readonly failures: number
  /** The run before failed in the same way. */
  readonly again: boolean
}

/**
 * Writes how a run ended and lets the lease go. Undefined when another process has taken the slot over meanwhile: then
 * nothing is written, its own ending counts. A run that was given up goes on somewhere: its token is void.
 */
export async function finish(work: Work, { job, key, token }: Claim, ending: Ending): Promise<Finished | undefined> {
  const row = await work.hold(jobTable, { name: job, token })
  if (!row) return undefined
  const { took, error } = ending
  await work.update(
    jobRunTable,
    { job, slot: key, token },
    error === undefined ? { outcome: 'done', doneAt: work.now, took } : { outcome: 'failed', error, took },
  )
  const lease = error === overran ? { ...idle, token: token + 1 } : idle
  return { failures: await writeEnding(work, row, ending, lease), again: error !== undefined && row.error === error }
}

/** Writes the ending into the job's row alone. */
export async function writeEnding(
  work: Work,
  row: JobRow,
  { took, error }: Ending,
  also: Partial<JobRow> = {},
): Promise<number> {
  const how = error === undefined ? { lastAt: work.now, error, failures: 0 } : failedAt(work.now, row, error)
  await work.update(jobTable, { name: row.name }, { ...also, ...how, took })
  return how.failures
}

/** Says that the run goes on. False when another process has taken it over. */
export async function keep(work: Work, { job, token }: Claim): Promise<boolean> {
  return (await work.run('UPDATE "job" SET "beat" = "beat" + 1 WHERE "name" = ? AND "token" = ?', [job, token])) > 0
}

/**
 * Whether a run still has its job, and keeps it until the end of this unit: for work that must not be done by one that
 * was held up so long that another process has taken its slot over.
 */
export async function holdsSlot(work: Work, { job, token }: Slot): Promise<boolean> {
  return (await work.hold(jobTable, { name: job, token })) !== undefined
}
