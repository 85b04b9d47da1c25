/**
 * Dates of a wall calendar as numbers of days: 1970-01-01 is day 0, in the Gregorian calendar without beginning or end.
 * A "local" time is a wall clock's: milliseconds since day 0 as if there were no zones.
 */

export const dayLength = 86_400_000

/** The day that `2027-12-24` names; undefined when no such date exists or the text is none. */
export function dayOf(date: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []
  if (!year || !month || !day) return undefined
  // The constructor takes the years 0 to 99 for those of the twentieth century; the setter does not.
  const at = new Date(0)
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day)
    ? at.getTime() / dayLength
    : undefined
}

/** The year in which a day lies. */
export const yearOf = (day: number): number => new Date(day * dayLength).getUTCFullYear()

/** The first day of a year. */
export function newYear(year: number): number {
  const at = new Date(0)
  at.setUTCFullYear(year, 0, 1)
  return at.getTime() / dayLength
}

/** 0 for a Monday, 6 for a Sunday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7
