import { after, days } from '../kernel/duration.js'
import { instant, json, key, nullable, type Reader, table, type Work } from '../store/index.js'

/** What came of the newest catch-up of a platform. */
export interface CaughtUp {
  /** ISO instants: the gap, and when it was made good. */
  readonly from: string
  readonly until: string
  readonly at: string
  readonly counts: Counts
  /** Places that could not be read. */
  readonly closed: number
}

/** What was taken late, by kind. */
export type Counts = Readonly<Record<'said' | 'edited' | 'deleted' | 'reacted' | 'place', number>>

/** One row a platform. Before `until` nothing was missed; what came later may have been. */
export interface HeardRow {
  readonly platform: string
  readonly until: Date
  readonly last?: CaughtUp | undefined
}

export const heardTable = table<HeardRow>('heard', { platform: key(40), until: instant(), last: nullable(json()) })

/** Nobody waits for an answer to what was said before that, and reading it would take days. */
export const farthestBack = days(14)

/** Moves the mark forward, never back: another process may be ahead. Gives where it stood, undefined the first time. */
export async function heardUntil(work: Work, platform: string, until: Date): Promise<void> {
  if (await work.insertNew(heardTable, { platform, until })) return
  await work.run('UPDATE "heard" SET "until" = ? WHERE "platform" = ? AND "until" < ?', [
    until.toISOString(),
    platform,
    until.toISOString(),
  ])
}

/** The instant up to which all of these platforms were heard, never longer ago than anything is read. */
export async function heardByAll(reader: Reader, platforms: ReadonlySet<string>, now: Date): Promise<Date> {
  const rows = await reader.find(heardTable, {})
  const least = Math.min(...rows.filter(({ platform }) => platforms.has(platform)).map(({ until }) => until.getTime()))
  return new Date(Math.max(after(now, -farthestBack).getTime(), Math.min(now.getTime(), least)))
}
