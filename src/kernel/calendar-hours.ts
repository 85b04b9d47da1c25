import { dayLength, dayOf, weekdayOf, yearOf } from './dates.js'

/** A window of a day, in milliseconds since its midnight; one that crosses midnight ends later than its day. */
export interface Window {
  readonly from: number
  readonly to: number
}

/** The hours of a calendar on the wall: which windows begin on which date. */
export interface Hours {
  /** From Monday to Sunday, each in order. */
  readonly weekly: readonly (readonly Window[])[]
  readonly holidays: ReadonlySet<number>
  readonly overrides: ReadonlyMap<number, readonly Window[]>
  /** Further holidays of a year, by rule, from 1900 to 2199. */
  readonly holidaysIn: (year: number) => readonly string[]
}

/** The windows that begin on a day, and what decided about them. */
export interface DayHours {
  readonly windows: readonly Window[]
  readonly by: 'override' | 'holiday' | 'weekly'
}

const closed: readonly Window[] = []

/** Holidays by rule are asked for in these years alone: beyond them rules are guesses, and cost the libraries most. */
const rulesFrom = 1900
const rulesUntil = 2200

/** Reads the hours day by day. Holidays by rule are asked for once a year. */
export function createDays(hours: Hours): (day: number) => DayHours {
  const years = new Map<number, ReadonlySet<number>>()
  const byRule = (year: number): ReadonlySet<number> => {
    const there = years.get(year)
    if (there) return there
    const dates = year >= rulesFrom && year < rulesUntil ? hours.holidaysIn(year) : []
    const found = new Set(dates.flatMap((date) => dayOf(date) ?? []))
    years.set(year, found)
    return found
  }
  return (day) => {
    const override = hours.overrides.get(day)
    if (override) return { windows: override, by: 'override' }
    if (hours.holidays.has(day) || byRule(yearOf(day)).has(day)) return { windows: closed, by: 'holiday' }
    return { windows: hours.weekly[weekdayOf(day)] ?? closed, by: 'weekly' }
  }
}

/** The first and the last day that the calendar names itself, if it names any. */
export function namedDays({ holidays, overrides }: Hours): { readonly first: number; readonly last: number } {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const days of [holidays, overrides.keys()])
    for (const day of days) {
      first = Math.min(first, day)
      last = Math.max(last, day)
    }
  return { first, last }
}

/** The windows of the days from `first` to `last` as one row of local times: in order, what touches joined. */
export function localSpans(daysOf: (day: number) => DayHours, first: number, last: number): Window[] {
  const spans: { from: number; to: number }[] = []
  for (let day = first; day <= last; day++)
    for (const window of daysOf(day).windows) join(spans, day * dayLength + window.from, day * dayLength + window.to)
  return spans
}

/** Puts a span behind the others, joined with the last one where they touch. */
export function join(spans: { from: number; to: number }[], from: number, to: number): void {
  const last = spans.at(-1)
  if (last && from <= last.to) last.to = Math.max(last.to, to)
  else spans.push({ from, to })
}
