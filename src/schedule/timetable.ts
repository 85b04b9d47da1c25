import { Cron, CronPattern } from 'croner'
import { minutes } from '../kernel/duration.js'

/** The times of a cron expression in a zone. */
export interface Timetable {
  /** The first time after an instant. Undefined when there is none any more. */
  next(after: Date): Date | undefined
  /** The last time that is not after an instant. Undefined when there was none in the eight years before. */
  latest(at: Date): Date | undefined
}

export type CronProblem = 'bad_cron' | 'bad_zone' | 'never_fires'

const nicknames = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'])

/** An instant to look from; any one is as good, since a leap day comes within eight years of all of them. */
const someDay = new Date('2031-01-01T00:00:00Z')

/** What keeps a cron expression from being a timetable; undefined when nothing does. Never throws. */
export function cronProblem(cron: string, zone = 'UTC'): CronProblem | undefined {
  if (!isZone(zone)) return 'bad_zone'
  try {
    return timetable(cron, zone).next(someDay) ? undefined : 'never_fires'
  } catch {
    return 'bad_cron'
  }
}

/**
 * Reads a cron expression: five fields, or a nickname such as `@daily`. Where the clocks are put forward, what was due in
 * the hour that does not exist is due once, right after it. Where they are put back, what is due in the hour that comes
 * twice is due the first time only – unless every hour is meant (`*`, or a step over all): those go by the time that
 * passes, and know neither. Throws for what is none, see `cronProblem`.
 */
export function timetable(cron: string, zone: string): Timetable {
  const times = new Cron(dailyOf(cron.trim()), {
    paused: true,
    timezone: zone,
    mode: '5-part',
    // What names its hours and minutes one by one is bound to the clock on the wall, lists and ranges too.
    fixedTimeRule: 'no-wildcard',
  })
  const next = (after: Date): Date | undefined => times.nextRun(after) ?? undefined
  return { next, latest: (at) => latestOf(next, at) }
}

/** Every twentieth minute of one hour means three times of the wall clock, as `0,20,40 2 * * *` does: both are that. */
function dailyOf(cron: string): string {
  if (nicknames.has(cron)) return cron
  const [minute = '', hour = '', ...rest] = cron.split(/\s+/)
  if (rest.length !== 3) throw new Error('a cron expression has five fields')
  if (/[*?]/.test(hour)) return cron
  const { minute: due } = new CronPattern(`${minute} ${hour} ${rest.join(' ')}`, undefined, { mode: '5-part' })
  const named = due.flatMap((is, at) => (is ? at : []))
  return [named.join(','), hour, ...rest].join(' ')
}

/** How far to look back: first where a busy timetable has its latest time, then where a rare one has. */
const lookBack = [1, 5, 60, 25 * 60, 32 * 24 * 60, 367 * 24 * 60, 8 * 366 * 24 * 60].map(minutes)

function latestOf(next: (after: Date) => Date | undefined, at: Date): Date | undefined {
  for (const back of lookBack) {
    let found = next(new Date(at.getTime() - back - 1))
    if (!found || found > at) continue
    for (let later = next(found); later && later <= at; later = next(later)) found = later
    return found
  }
  return undefined
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
