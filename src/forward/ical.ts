import { createHash } from 'node:crypto'
import ICAL from 'ical.js'
import { oneLine } from '../kernel/text.js'

/** What a calendar program is told of: an event that keeps its id for as long as what it stands for does. */
export interface CalendarEvent {
  readonly uid: string
  /** Rises whenever the event changes, so that programs replace what they have (RFC 5545, 3.8.7.4). */
  readonly sequence: number
  readonly changedAt?: Date
  readonly from: Date
  readonly to: Date
  readonly summary: string
  readonly description?: string
  /** Where it can be read about. */
  readonly url?: string
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  /** Whether whoever subscribes is busy meanwhile. */
  readonly busy: boolean
  readonly categories: readonly string[]
}

/** So many events are written at a time: others have their turn in between. */
const atOnce = 100

/**
 * A calendar as an iCalendar file (RFC 5545): CRLF, lines of at most 75 octets, and times in UTC. Nobody is held up by a
 * long one: it is written bit by bit.
 */
export async function calendarFile(name: string, at: Date, events: Iterable<CalendarEvent>): Promise<string> {
  const properties = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', '-//Frontdesk//Changes//EN'],
    ['method', {}, 'text', 'PUBLISH'],
    // As in a calendar of shifts: names that are nobody's standard are read as they stand, and have to be escaped here.
    ['x-wr-calname', {}, 'unknown', oneLine(name).replace(/[\\;,]/g, '\\$&')],
    ['refresh-interval', {}, 'duration', 'PT15M'],
    ['x-published-ttl', {}, 'unknown', 'PT15M'],
  ]
  const [head = '', foot = ''] = ICAL.stringify(['vcalendar', properties, []]).split(/(?=END:VCALENDAR)/)
  const parts = [head]
  for (const event of events) {
    parts.push(ICAL.stringify(vevent(event, at)))
    if (parts.length % atOnce === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  return [...parts, foot].join('')
}

function vevent(event: CalendarEvent, at: Date): unknown[] {
  const { uid, sequence, changedAt, from, to, summary, description, url, status, busy, categories } = event
  return [
    'vevent',
    [
      ['uid', {}, 'text', uid],
      ['dtstamp', {}, 'date-time', instant(at)],
      ['dtstart', {}, 'date-time', instant(from)],
      ['dtend', {}, 'date-time', instant(to)],
      ['sequence', {}, 'integer', sequence],
      ...(changedAt === undefined ? [] : [['last-modified', {}, 'date-time', instant(changedAt)]]),
      ['status', {}, 'text', status],
      ['transp', {}, 'text', busy ? 'OPAQUE' : 'TRANSPARENT'],
      ['summary', {}, 'text', oneLine(summary)],
      ...(description === undefined ? [] : [['description', {}, 'text', description]]),
      ...(url === undefined ? [] : [['url', {}, 'uri', url]]),
      ...(categories.length === 0 ? [] : [['categories', {}, 'text', ...categories.map(oneLine)]]),
    ],
    [],
  ]
}

/** The same for one thing in every calendar of a desk, and another one at every other desk. It tells nothing of the thing. */
export const eventId = (...about: readonly string[]): string =>
  `${createHash('sha256').update(JSON.stringify(about)).digest('hex').slice(0, 40)}@frontdesk`

/** `2031-03-03T07:00:00Z`, as jCal has it. */
const instant = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
