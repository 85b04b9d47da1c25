import ICAL from 'ical.js'
import { IANAZone } from 'luxon'
import { dayOf, instantOf } from '../organisation/wall-clock.js'

/** One entry of a calendar file: what it says, and when. */
export interface CalendarEntry {
  /** Words in which a person may be named: the guest's name, the title. */
  readonly names: readonly string[]
  readonly title: string
  readonly from: Date
  readonly to: Date
}

/** Repetitions of one entry that are looked at; a daily one reaches beyond the horizon by far. */
const most = 5_000

/**
 * The entries of an iCalendar file that touch [from, to), repetitions one by one, in order. Times without a zone, and whole
 * days, are those of `zone`. Undefined when it is no such file.
 */
export function readCalendar(
  source: string,
  { zone, from, to }: { readonly zone: string; readonly from: Date; readonly to: Date },
): readonly CalendarEntry[] | undefined {
  const calendars = parsed(source)
  if (calendars === undefined) return undefined
  const entries = calendars.flatMap((calendar) =>
    mastersIn(calendar).flatMap((event) => occurrences(event, zone, from, to)),
  )
  return entries.sort((a, b) => a.from.getTime() - b.from.getTime())
}

function parsed(source: string): readonly ICAL.Component[] | undefined {
  try {
    const jcal = ICAL.parse(source) as unknown[]
    // One calendar, or several behind each other.
    const all = typeof jcal[0] === 'string' ? [jcal] : (jcal as unknown[][])
    const calendars = all.map((one) => new ICAL.Component(one))
    return calendars.length > 0 && calendars.every(({ name }) => name === 'vcalendar') ? calendars : undefined
  } catch {
    return undefined
  }
}

/** The entries with those that stand in the stead of one of their repetitions hung on them; cancelled ones are left out. */
function mastersIn(calendar: ICAL.Component): readonly ICAL.Event[] {
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
  const masters = events.filter((event) => !event.isRecurrenceException())
  for (const exception of events.filter((event) => event.isRecurrenceException())) {
    const master = masters.find(({ uid }) => uid === exception.uid)
    if (master) master.relateException(exception)
    else masters.push(exception)
  }
  return masters.filter((event) => event.startDate && !isCancelled(event))
}

const isCancelled = (event: ICAL.Event): boolean =>
  String(event.component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED'

function occurrences(event: ICAL.Event, zone: string, from: Date, to: Date): readonly CalendarEntry[] {
  const entryOf = (item: ICAL.Event, start: ICAL.Time, end: ICAL.Time): readonly CalendarEntry[] => {
    const begins = zoneOf(item, 'dtstart')
    const span = { from: dateOf(start, begins, zone), to: dateOf(end, zoneOf(item, 'dtend') ?? begins, zone) }
    return span.from < to && span.to > from && span.from < span.to && !isCancelled(item)
      ? [{ ...wordsOf(item), ...span }]
      : []
  }
  if (!event.isRecurring()) return entryOf(event, event.startDate, event.endDate)
  const found: CalendarEntry[] = []
  const each = event.iterator()
  for (let n = 0; n < most; n++) {
    const next = each.next()
    if (!next || dateOf(next, zoneOf(event, 'dtstart'), zone) >= to) break
    const { item, startDate, endDate } = event.getOccurrenceDetails(next)
    found.push(...entryOf(item, startDate, endDate))
  }
  return found
}

function wordsOf(event: ICAL.Event): Pick<CalendarEntry, 'names' | 'title'> {
  const title = event.summary ?? ''
  const guests = event.component
    .getAllProperties('attendee')
    .flatMap((guest) => [guest.getFirstParameter('cn'), String(guest.getFirstValue() ?? '').replace(/^mailto:/i, '')])
  return { title, names: [...guests, title].filter((name): name is string => Boolean(name)) }
}

/** The zone that the file names for a time, whether or not it describes it. */
const zoneOf = (event: ICAL.Event, property: string): string | undefined => {
  const named: unknown = event.component.getFirstProperty(property)?.getParameter('tzid')
  return typeof named === 'string' ? named : undefined
}

/** The instant of a time of the file. A zone is believed by its name where this machine knows it, else as the file describes it. */
function dateOf(time: ICAL.Time, named: string | undefined, home: string): Date {
  if (time.zone === ICAL.Timezone.utcTimezone) return time.toJSDate()
  const known = named !== undefined && IANAZone.isValidZone(named) ? named : undefined
  const isDescribed = time.zone && time.zone !== ICAL.Timezone.localTimezone && !time.isDate
  if (known === undefined && isDescribed) return new Date(time.toUnixTime() * 1_000)
  const date = [time.year, time.month, time.day].map((n) => String(n).padStart(2, '0')).join('-')
  return time.isDate ? instantOf(home, dayOf(date), midnight) : instantOf(known ?? home, dayOf(date), time)
}

const midnight = { hour: 0, minute: 0 }
