import ICAL from 'ical.js'
import type { Shift } from './shifts.js'

/** A calendar as it is written: its name, and its shifts with what each is called. */
export interface CalendarContent {
  readonly name: string
  readonly at: Date
  readonly shifts: readonly (Shift & { readonly summary: string; readonly description?: string })[]
}

/** Shifts as an iCalendar file (RFC 5545). Times are in UTC, and every shift keeps its id for as long as it begins then. */
export function calendarText({ name, at, shifts }: CalendarContent): string {
  const properties = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', '-//Frontdesk//On call//EN'],
    ['method', {}, 'text', 'PUBLISH'],
    // Names of nobody's standard, which programs read as they stand: without saying that they are text.
    ['x-wr-calname', {}, 'unknown', escaped(name)],
    // How often programs look for news: the first is the standard's (RFC 7986), the second is older and as widely read.
    ['refresh-interval', {}, 'duration', 'PT15M'],
    ['x-published-ttl', {}, 'unknown', 'PT15M'],
  ]
  return ICAL.stringify(['vcalendar', properties, shifts.map((shift) => eventOf(shift, at))])
}

function eventOf(shift: CalendarContent['shifts'][number], at: Date): unknown[] {
  const { rotation, person, from, to, summary, description } = shift
  return [
    'vevent',
    [
      ['uid', {}, 'text', `${rotation}-${person}-${from.getTime()}@frontdesk`],
      ['dtstamp', {}, 'date-time', instant(at)],
      ['dtstart', {}, 'date-time', instant(from)],
      ['dtend', {}, 'date-time', instant(to)],
      ['summary', {}, 'text', summary],
      ...(description === undefined ? [] : [['description', {}, 'text', description]]),
    ],
    [],
  ]
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\s+/g, ' ')

/** `2031-03-03T07:00:00Z`, as jCal has it. */
const instant = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
