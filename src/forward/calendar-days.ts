import { DateTime } from 'luxon'
import type { CalendarSpan, Entry } from './calendar-entry.js'

/** A day of the calendar with what touches it, in order of time. */
export interface CalendarDay {
  /** Noon is not its middle where clocks change: use it for its date alone. */
  readonly date: DateTime<true>
  /** Belongs to the month before or after the one that is shown. */
  readonly outside: boolean
  readonly parts: readonly DayPart[]
}

/**
 * As much of an entry as lies within a day, in minutes of the wall clock, 0 to 1440. On the day on which clocks are set back
 * it may end at an earlier minute than it begins.
 */
export interface DayPart {
  readonly entry: Entry
  readonly from: number
  readonly to: number
}

/** What a calendar shows. */
export interface Page {
  readonly span: CalendarSpan
  readonly zone: string
  /** The first day of the week or of the month. */
  readonly first: DateTime<true>
  /** The days that are drawn: a month has those that fill its first and last week. */
  readonly from: DateTime<true>
  readonly to: DateTime<true>
}

/** The week (Monday to Sunday) or the month that an instant lies in, in a zone. */
export function pageAt(at: Date, span: CalendarSpan, zone: string): Page {
  const first = DateTime.fromJSDate(at, { zone }).startOf(span) as DateTime<true>
  const past = first.plus({ [span]: 1 })
  return { span, zone, first, from: first.startOf('week'), to: past.minus({ days: 1 }).endOf('week').plus(1) }
}

/** The instant by which the page before or after it is found. */
export const turned = ({ first, span }: Page, by: 1 | -1): Date => first.plus({ [span]: by }).toJSDate()

/** The page's days, each with the entries that touch it. The cost grows with the entries and the days that they touch. */
export function daysOf(page: Page, entries: readonly Entry[]): readonly CalendarDay[] {
  const sorted = entries.toSorted(inOrder)
  const days: CalendarDay[] = []
  for (let date = page.from; date < page.to; date = date.plus({ days: 1 })) {
    const [from, to] = [date.toMillis(), date.plus({ days: 1 }).toMillis()]
    // Asking for a zone's time of day is what costs; on all days but two of a year it is what has passed since midnight.
    const isEven = to - from === wholeDay * minute
    const minutesAt = (at: Date): number =>
      isEven ? Math.floor((at.getTime() - from) / minute) : minuteOf(at, page.zone)
    const parts = sorted
      .filter((entry) => touches(entry, from, to))
      .map((entry) => ({
        entry,
        from: entry.from.getTime() <= from ? 0 : minutesAt(entry.from),
        to: entry.to.getTime() >= to ? wholeDay : minutesAt(entry.to),
      }))
    days.push({ date, outside: page.span === 'month' && !date.hasSame(page.first, 'month'), parts })
  }
  return days
}

export const wholeDay = 24 * 60
const minute = 60_000

/** Something without a length is in the day in which it begins. */
const touches = ({ from, to }: Entry, begin: number, end: number): boolean =>
  from.getTime() < end && (to.getTime() > begin || from.getTime() >= begin)

export function minuteOf(at: Date, zone: string): number {
  const here = DateTime.fromJSDate(at, { zone })
  return here.hour * 60 + here.minute
}

/** Of two that begin at once the longer one is first. */
const inOrder = (one: Entry, other: Entry): number =>
  one.from.getTime() - other.from.getTime() ||
  other.to.getTime() - one.to.getTime() ||
  compared(one.change?.number ?? '', other.change?.number ?? '')

const { compare: compared } = new Intl.Collator('en', { numeric: true })
