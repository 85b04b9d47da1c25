import { DateTime, Info } from 'luxon'
import type { Voice } from '../chat/language.js'
import { type Calendar, closedBecause } from '../kernel/calendar.js'
import type { ListedCalendar } from '../organisation/index.js'

/** The hours behind an explanation: without them nobody could check by hand why an evening or a Wednesday does not count. */

/** `Mon–Fri 08:00–18:00; Sat–Sun closed`. Days that follow each other with the same hours are one. */
export function hoursText({ weekly }: ListedCalendar, voice: Voice): string {
  const names = Info.weekdays('short', { locale: voice.language })
  const days = weekly.map((windows, at) => ({ name: names[at] ?? '', hours: windows.join(', ') }))
  const groups: { first: string; last: string; hours: string }[] = []
  for (const { name, hours } of days) {
    const group = groups.at(-1)
    if (group?.hours === hours) group.last = name
    else groups.push({ first: name, last: name, hours })
  }
  return groups
    .map(({ first, last, hours }) => {
      const span = first === last ? first : `${first}–${last}`
      return `${span} ${hours === '' ? voice.say('sla.explain.closed') : hours}`
    })
    .join('; ')
}

/** So many dates are looked through and named: an explanation is of days and weeks. */
const mostDays = 370
const mostNamed = 10

/** The dates between two instants that have other hours than every week, each with why. */
export function exceptionsText(calendar: Calendar, from: Date, to: Date, format: string, voice: Voice): string {
  const named: string[] = []
  let day = DateTime.fromJSDate(from, { zone: calendar.zone }).startOf('day')
  for (let looked = 0; looked < mostDays && day.toJSDate() <= to && named.length < mostNamed; looked++) {
    const why = closedBecause(calendar, day.toISODate() ?? '')
    if (why === 'holiday' || why === 'override') {
      const said = voice.say(why === 'holiday' ? 'sla.explain.holiday' : 'sla.explain.other_hours')
      named.push(`${day.setLocale(voice.language).toFormat(format)}: ${said}`)
    }
    day = day.plus({ days: 1 })
  }
  return named.join('; ')
}
