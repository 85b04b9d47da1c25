import { createVoices } from '../../src/chat/language.js'
import { daysOf, pageAt } from '../../src/forward/calendar-days.js'
import type { CalendarSpan, ChangeEntry, Entry } from '../../src/forward/calendar-entry.js'
import type { CalendarView } from '../../src/forward/calendar-view.js'
import { calendarWords } from '../../src/forward/calendar-words.js'

export const zone = 'Europe/Zurich'
export const at = (utc: string): Date => new Date(`${utc}:00.000Z`)

const said = (...words: readonly string[]) => Object.fromEntries(words.map((word) => [word, word]))
const states = { change: { states: said('scheduled', 'requested', 'implemented', 'cancelled') } }
export const calendarVoices = createVoices([calendarWords, { en: states, da: states }])

/** A change with a window; times in UTC, as in `2026-12-01T21:00`. */
export const planned = (
  number: string,
  from: string,
  to: string,
  { title = 'New router', services = ['wifi'], ...more }: Partial<ChangeEntry> & { services?: readonly string[] } = {},
): Entry => ({
  kind: 'change',
  from: at(from),
  to: at(to),
  services,
  change: { number, title, state: 'scheduled', risk: 'low', firm: true, clash: false, ...more },
})

export const hidden = (from: string, to: string): Entry => ({
  kind: 'change',
  from: at(from),
  to: at(to),
  services: [],
  change: { firm: true, clash: false },
})

const aside =
  (kind: Exclude<Entry['kind'], 'change'>) =>
  (name: string, from: string, to: string): Entry => ({
    kind,
    from: at(from),
    to: at(to),
    services: kind === 'maintenance' ? [name] : [],
    name: { en: name, da: name },
  })
export const freeze = aside('freeze')
export const maintenance = aside('maintenance')
export const meeting = aside('meeting')

/** The week of the first of December, with something of everything. */
export const december: readonly Entry[] = [
  planned('CHG-12', '2026-12-01T21:00', '2026-12-01T22:30', { risk: 'high', clash: true }),
  planned('CHG-13', '2026-12-01T21:30', '2026-12-02T02:30', { risk: 'medium', title: 'New firmware' }),
  planned('CHG-15', '2026-12-03T08:00', '2026-12-03T16:00', { firm: false, state: 'requested', title: 'Locks' }),
  hidden('2026-12-04T00:00', '2026-12-04T01:00'),
  freeze('Ski championship', '2026-12-04T23:00', '2026-12-12T23:00'),
  maintenance('wifi', '2026-12-03T01:00', '2026-12-03T04:00'),
  meeting('Change advisory board', '2026-12-02T09:00', '2026-12-02T10:00'),
]

export function viewOf(
  entries: readonly Entry[],
  {
    span = 'week',
    on = '2026-12-02T12:00',
    now = '2026-12-02T13:20',
  }: { span?: CalendarSpan; on?: string; now?: string } = {},
): CalendarView {
  const page = pageAt(at(on), span, zone)
  return {
    page,
    days: daysOf(page, entries),
    serviceName: (id) => id.charAt(0).toUpperCase() + id.slice(1),
    now: at(now),
  }
}
