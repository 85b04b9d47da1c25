import { IANAZone } from 'luxon'
import { days, minutes } from '../kernel/duration.js'

/** Wall clocks of zones, by luxon's zones. Dates are counted: day 0 is 1 January 1970. */

const day = days(1)

export const dayOf = (date: string): number => Math.round(new Date(`${date}T00:00:00Z`).getTime() / day)

/** The local date of an instant, counted. */
export const localDay = (zone: string, at: Date): number =>
  Math.floor((at.getTime() + offset(zone, at.getTime())) / day)

/**
 * The instant at which the wall clock of a zone shows a time on a date: the first one where it does so twice, and where a
 * clock change skips the time, as long after the change as the time is.
 */
export function instantOf(zone: string, date: number, { hour, minute }: { hour: number; minute: number }): Date {
  const shown = date * day + minutes(hour * 60 + minute)
  // Zones change their clocks at most once within two days.
  const before = offset(zone, shown - day)
  const after = offset(zone, shown + day)
  const first = shown - Math.max(before, after)
  const right = [first, shown - Math.min(before, after)].find((at) => at + offset(zone, at) === shown)
  return new Date(right ?? shown - before)
}

/** By how much the wall clock is ahead of UTC, in milliseconds. */
const offset = (zone: string, at: number): number => minutes(IANAZone.create(zone).offset(at))
