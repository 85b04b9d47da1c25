import { type Until, workingDayAfter } from './calendar-days.js'
import { type CalendarProblem, understand } from './calendar-given.js'
import { join } from './calendar-hours.js'
import { createLedger, type Ledger } from './calendar-ledger.js'
import { zoneOf } from './calendar-zone.js'
import { dayLength, dayOf } from './dates.js'
import { Refusal } from './errors.js'

export type { CalendarProblem } from './calendar-given.js'

/**
 * Business time: the opening hours of a desk in its time zone, and arithmetic with them. An instant is open when its
 * wall clock shows a time in one of the windows, so hours that a clock change skips do not exist and hours that it
 * repeats count twice. A window that crosses midnight belongs to the date on which it begins, and runs on into a holiday.
 */
export interface Calendar {
  /** The IANA zone whose wall clock the hours are told by. */
  readonly zone: string
  /** The business of this module alone. */
  readonly ledger: Ledger
}

/**
 * Reads `{ zone, weekly: { mon: [['09:00', '17:00']], … }, holidays: ['2027-12-24'], overrides: { '2027-12-31': [] } }`.
 * `holidaysIn` gives further whole days of a year on which it is closed, asked when somebody first needs that year, and
 * for none before 1900 or after 2199.
 * An override replaces the windows of its date and wins over a holiday. Other keys are not looked at. Refuses, with the
 * first problem, what is none or never opens.
 */
export function parseCalendar(given: unknown, holidaysIn: (year: number) => readonly string[] = () => []): Calendar {
  const { zone, hours, problems } = understand(given)
  const [first] = problems
  if (first) throw new Refusal(`calendar.${first.code}`, first.params, first.path.join('.'))
  return { zone, ledger: createLedger(zoneOf(zone), { ...hours, holidaysIn }) }
}

/** Everything that is wrong with a calendar as it was written, each with its place. */
export const calendarProblems = (given: unknown): readonly CalendarProblem[] => understand(given).problems

/**
 * The first instant at which this much opening time has passed since `start`: closing time when it ends with a day, not
 * the next opening. Nothing at all gives `start` itself when open, else the next opening. A negative amount walks back,
 * to the last instant since which that much has passed. Refuses what lies behind the last opening, or before the first.
 */
export function addBusinessTime(calendar: Calendar, start: Date, milliseconds: number): Date {
  const found = search(calendar, start, milliseconds)
  if (found === undefined) throw new Refusal('calendar.never_opens')
  return dateOf(found)
}

/** The same, but undefined where the calendar has not so much opening time, or not as long as dates can say. */
export function instantAfter(calendar: Calendar, start: Date, milliseconds: number): Date | undefined {
  const found = search(calendar, start, milliseconds)
  return found === undefined || Math.abs(found) > lastInstant ? undefined : new Date(found)
}

function search({ ledger }: Calendar, start: Date, milliseconds: number): number | undefined {
  if (!Number.isFinite(milliseconds)) throw new RangeError('an amount of business time must be a finite number')
  const from = instantOf(start)
  // Opening takes at least as long as it counts: nothing is looked for beyond what a date can say.
  if (Math.abs(from + milliseconds) > lastInstant) return from + milliseconds
  const before = ledger.measure(from)
  if (milliseconds <= 0) return ledger.openInstant(before + Math.floor(milliseconds))
  // The end of the last of so many open milliseconds: closing time, where that is the last one of a day.
  const last = ledger.openInstant(before + Math.ceil(milliseconds) - 1)
  return last === undefined ? undefined : last + 1
}

/** Milliseconds of opening time in [from, to); 0 when they are reversed. */
export function businessTimeBetween({ ledger }: Calendar, from: Date, to: Date): number {
  const [begin, end] = [instantOf(from), instantOf(to)]
  return begin < end ? ledger.measure(end) - ledger.measure(begin) : 0
}

export const isOpen = ({ ledger }: Calendar, at: Date): boolean => ledger.isOpen(instantOf(at))

/** `at` itself when open, else the next opening. Refuses when there is none. */
export const nextOpening = (calendar: Calendar, at: Date): Date => addBusinessTime(calendar, at, 0)

/**
 * The instant so many working days after `start`, which counts from the next opening. A working day is a date on which
 * hours begin that are not all skipped by a clock change. `time of day` keeps what the wall clock shows, moved into that
 * day's hours; `end of day` is that day's last closing. Refuses when there are not so many.
 */
export function addWorkingDays(calendar: Calendar, start: Date, days: number, until: Until): Date {
  if (!Number.isSafeInteger(days) || days < 0) throw new RangeError('working days are counted in whole numbers')
  const found = workingDayAfter(calendar.ledger, nextOpening(calendar, start).getTime(), days, until)
  if (found === undefined) throw new Refusal('calendar.never_opens')
  return dateOf(found)
}

/** The open spans in [from, to), in order; the first `most` of them. */
export function openSpans(
  { ledger }: Calendar,
  from: Date,
  to: Date,
  most = 1_000,
): readonly { readonly from: Date; readonly to: Date }[] {
  const end = instantOf(to)
  const spans: { from: number; to: number }[] = []
  let at = instantOf(from)
  // One more than asked for, because a span may go on.
  while (at < end && spans.length <= most) {
    const opening = ledger.openInstant(ledger.measure(at))
    if (opening === undefined || opening >= end) break
    at = Math.min(ledger.openUntil(opening), end)
    join(spans, opening, at)
  }
  return spans.slice(0, most).map((span) => ({ from: new Date(span.from), to: new Date(span.to) }))
}

/** Why a date (`2027-12-24`) has other hours than most, or none: undefined when it opens as every week. */
export function closedBecause({ ledger }: Calendar, date: string): 'holiday' | 'override' | 'weekly' | undefined {
  const day = dayOf(date)
  if (day === undefined) throw new RangeError(`${date} is not a date`)
  const { by, windows } = ledger.daysOf(day)
  return by === 'weekly' && windows.length > 0 ? undefined : by
}

/** ECMA-262, 21.4.1.1: a date reaches a hundred million days to either side of 1970. */
const lastInstant = 100_000_000 * dayLength

function instantOf(date: Date): number {
  const at = date.getTime()
  if (Number.isNaN(at)) throw new RangeError('not an instant')
  return at
}

function dateOf(at: number): Date {
  if (Math.abs(at) > lastInstant) throw new RangeError('the instant lies beyond what a date can say')
  return new Date(at)
}
