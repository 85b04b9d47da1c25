import type { DateTime } from 'luxon'
import { locales, type Voice } from '../chat/language.js'
import { oneLine } from '../kernel/text.js'
import { type CalendarDay, type DayPart, type Page, wholeDay } from './calendar-days.js'
import type { Entry } from './calendar-entry.js'

/** What the text, the picture and its description say alike. */

export type ServiceName = (id: string) => string

/** Dates as Britons and Danes write them. */
const formats = {
  en: { weekday: 'ccc', day: 'ccc d', date: 'cccc d LLLL', short: 'ccc d LLL', from: 'd LLL', to: 'd LLL yyyy' },
  da: {
    weekday: 'ccc',
    day: 'ccc d.',
    date: "cccc 'den' d. LLLL",
    short: 'ccc d. LLL',
    from: 'd. LLL',
    to: 'd. LLL yyyy',
  },
} as const
export function dateIn(date: DateTime<true>, format: keyof typeof formats.en, { language }: Voice): string {
  const said = date.setLocale(locales[language]).toFormat(formats[language][format])
  return said.charAt(0).toLocaleUpperCase(language) + said.slice(1)
}

/** One date, or the first and the last of several. */
export const datesIn = (
  first: DateTime<true>,
  last: DateTime<true>,
  format: keyof typeof formats.en,
  voice: Voice,
): string =>
  [first, last]
    .slice(0, first.hasSame(last, 'day') ? 1 : 2)
    .map((date) => dateIn(date, format, voice))
    .join(' – ')

/** Days of which something is to be said; those that follow each other and of which the same is said are one run. */
export function runsOf(days: readonly CalendarDay[], tell: (day: CalendarDay) => string) {
  const runs: { first: DateTime<true>; last: DateTime<true>; told: string }[] = []
  for (const day of days) {
    const told = tell(day)
    if (told === '') continue
    const run = runs.at(-1)
    if (run && run.told === told && run.last.plus({ days: 1 }).hasSame(day.date, 'day')) run.last = day.date
    else runs.push({ first: day.date, last: day.date, told })
  }
  return runs
}

/** What is shown, for above the card; `short` for above the picture, which is narrow. */
export function titleOf(
  { span, first, to }: Page,
  service: string | undefined,
  voice: Voice,
  length: 'long' | 'short' = 'long',
): string {
  const month = first.setLocale(locales[voice.language]).toFormat('LLLL yyyy')
  const title =
    span === 'month'
      ? voice.say('forward.calendar.month', { month })
      : voice.say(`forward.calendar.${length === 'long' ? 'week' : 'week_short'}`, {
          week: first.weekNumber,
          from: dateIn(first, 'from', voice),
          to: dateIn(to.minus({ days: 1 }) as DateTime<true>, 'to', voice),
        })
  return service === undefined ? title : voice.say('forward.calendar.of', { title, service })
}

/** `22:00–23:30`, `from 22:00` where it goes on the next day, `until 02:00` where it began the day before. */
export function timesOf({ from, to }: DayPart, voice: Voice): string {
  if (from === 0 && to === wholeDay) return voice.say('forward.calendar.all_day')
  if (from === 0) return voice.say('forward.calendar.until', { at: clockAt(to) })
  if (to === wholeDay) return voice.say('forward.calendar.from', { at: clockAt(from) })
  return `${clockAt(from)}–${clockAt(to)}`
}

const clockAt = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The services it is about, or that it is about everything. */
export const servicesOf = ({ services }: Entry, name: ServiceName, voice: Voice): string =>
  services.length === 0 ? voice.say('forward.calendar.everything') : services.map(name).join(', ')

/** What it is called without its number: a title, a freeze, a board. */
export function nameIn(entry: Entry, name: ServiceName, voice: Voice): string {
  const own = entry.name?.[voice.language] ?? ''
  switch (entry.kind) {
    case 'change':
      return entry.change?.number === undefined
        ? voice.say('forward.calendar.private')
        : oneLine(entry.change.title ?? '')
    case 'freeze':
      return own
    case 'meeting':
      return own
    case 'maintenance':
      return servicesOf(entry, name, voice)
  }
}

/** A circle that is the fuller the higher the risk, as in the picture; a square where there is no risk to tell. */
export const riskSign = (risk: 'low' | 'medium' | 'high' | undefined): string =>
  risk === undefined ? '▫' : { low: '○', medium: '◐', high: '●' }[risk]

/** A day in numbers: how many changes, of which risks, and how many conflicts. */
export function countsOf(parts: readonly DayPart[], voice: Voice): readonly string[] {
  const changes = parts.flatMap(({ entry }) => entry.change ?? [])
  const clashes = changes.filter(({ clash }) => clash).length
  const byRisk = (['high', 'medium', 'low'] as const).flatMap((risk) => {
    const count = changes.filter((change) => change.risk === risk).length
    const say = { count, risk: voice.say(`forward.calendar.risks.${risk}`) }
    return count === 0 ? [] : [`${riskSign(risk)} ${voice.say('forward.calendar.by_risk', say)}`]
  })
  return [
    ...(changes.length > 0 ? [voice.say('forward.calendar.changes', { count: changes.length })] : []),
    ...byRisk,
    ...(clashes > 0 ? [`⚠ ${voice.say('forward.calendar.clashes', { count: clashes })}`] : []),
  ]
}
