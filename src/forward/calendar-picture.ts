import { DateTime } from 'luxon'
import type { Block } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { type Schedule, type ScheduleBar, type ScheduleDay, scheduleLooks } from '../chat/picture.js'
import { shorten } from '../kernel/text.js'
import { type CalendarDay, type DayPart, minuteOf, type Page } from './calendar-days.js'
import { countsOf, dateIn, nameIn, type ServiceName, timesOf, titleOf } from './calendar-say.js'

export interface CalendarView {
  readonly page: Page
  readonly days: readonly CalendarDay[]
  readonly service?: string | undefined
  readonly serviceName: ServiceName
  readonly now: Date
}

/** More lanes make a row too high to be seen beside the others, and a box of a month has room for eight marks. */
const most = { week: 10, month: 8 }

/** The week or the month as a picture; its description says the same in words. */
export function calendarPicture(view: CalendarView, voice: Voice): Extract<Block, { kind: 'image' }> {
  const { page, days } = view
  const title = titleOf(page, view.service, voice, 'short')
  const monday = page.from
  const picture: Schedule = {
    kind: 'schedule',
    span: page.span,
    days: days.map((day) => dayOf(day, view, voice)),
    words: {
      title,
      weekdays: Array.from({ length: 7 }, (_, at) => dateIn(monday.plus({ days: at }), 'weekday', voice)),
      legend: Object.fromEntries(
        scheduleLooks.map((look) => [look, voice.say(`forward.calendar.legend.${look}`)]),
      ) as Schedule['words']['legend'],
    },
  }
  return { kind: 'image', picture, alt: inWords(titleOf(page, view.service, voice), view, voice) }
}

function dayOf(
  { date, outside, parts }: CalendarDay,
  { page, serviceName, now }: CalendarView,
  voice: Voice,
): ScheduleDay {
  const ground = parts.filter(({ entry }) => entry.kind === 'freeze' || entry.kind === 'maintenance')
  const { shown, more } = drawnOf(parts, page)
  const here = DateTime.fromJSDate(now, { zone: page.zone })
  return {
    label: page.span === 'week' ? dateIn(date, 'day', voice) : String(date.day),
    bars: [...(page.span === 'week' ? ground : oneOfEach(ground)), ...shown].map((part) =>
      barOf(part, page.span === 'week' ? nameOf(part, serviceName, voice) : ''),
    ),
    ...(date.hasSame(here, 'day') ? { now: minuteOf(now, page.zone) } : {}),
    ...(outside ? { outside } : {}),
    ...(more > 0
      ? { more: page.span === 'week' ? voice.say('forward.calendar.more', { count: more }) : `+${more}` }
      : {}),
  }
}

/** What is drawn of a day's changes and meetings: what something stands against and high risks first, in order of time. */
function drawnOf(
  parts: readonly DayPart[],
  { span }: Page,
): { readonly shown: readonly DayPart[]; readonly more: number } {
  const bars = parts.filter(({ entry }) => entry.kind === 'change' || entry.kind === 'meeting')
  if (bars.length <= most[span]) return { shown: bars, more: 0 }
  const first = new Set(bars.toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, most[span] - 1))
  return { shown: bars.filter((part) => first.has(part)), more: bars.length - first.size }
}

const weights = { low: 0, medium: 1, high: 2 } as const

const weightOf = ({ entry: { change } }: DayPart): number =>
  (change?.clash ? 4 : 0) + (change?.risk ? weights[change.risk] : 0)

const oneOfEach = (ground: readonly DayPart[]): readonly DayPart[] =>
  (['freeze', 'maintenance'] as const).flatMap((kind) => ground.find(({ entry }) => entry.kind === kind) ?? [])

const nameOf = ({ entry }: DayPart, serviceName: ServiceName, voice: Voice): string => {
  const number = entry.change?.number
  return shorten(`${number === undefined ? '' : `${number} `}${nameIn(entry, serviceName, voice)}`, 36)
}

const barOf = ({ entry, from, to }: DayPart, label: string): ScheduleBar => ({
  kind: entry.kind,
  from,
  to: Math.max(from, to),
  label,
  ...(entry.change?.risk ? { risk: entry.change.risk } : {}),
  ...(entry.change && !entry.change.firm ? { wanted: true } : {}),
  ...(entry.change?.clash ? { clash: true } : {}),
})

/** A month's days outside of it are another page's to tell. */
function inWords(title: string, { page, days, serviceName }: CalendarView, voice: Voice): string {
  const told = days
    .filter(({ parts, outside }) => parts.length > 0 && !outside)
    .map(({ date, parts }) => {
      const { shown, more } = drawnOf(parts, page)
      const drawn = new Set(shown)
      const listed = parts.filter((part) => {
        if (page.span === 'month') return part.entry.kind !== 'change'
        return drawn.has(part) || part.entry.kind === 'freeze' || part.entry.kind === 'maintenance'
      })
      const each = [
        ...listed.map((part) => partInWords(part, serviceName, voice)),
        ...(page.span === 'week' && more > 0 ? [voice.say('forward.calendar.more', { count: more })] : []),
      ]
      const counts = page.span === 'week' ? [] : countsOf(parts, voice)
      return `${dateIn(date, 'date', voice)}: ${[...counts, ...each].join(', ')}`
    })
  return told.length === 0
    ? voice.say('forward.calendar.alt_nothing', { title })
    : voice.say('forward.calendar.alt', { title, days: told.join('; ') })
}

function partInWords(part: DayPart, serviceName: ServiceName, voice: Voice): string {
  const { entry } = part
  const { change } = entry
  const say = (word: string): string => voice.say(`forward.calendar.${word}`)
  const name = nameIn(entry, serviceName, voice)
  const called: Readonly<Record<typeof entry.kind, () => string>> = {
    change: () => change?.number ?? name,
    freeze: () => voice.say('forward.calendar.freeze', { name }),
    meeting: () => voice.say('forward.calendar.meeting', { name }),
    maintenance: () => voice.say('forward.calendar.maintenance', { services: name }),
  }
  return [
    `${timesOf(part, voice)} ${called[entry.kind]()}`,
    ...(change?.risk ? [say(`risks.${change.risk}`)] : []),
    ...(change && !change.firm ? [say('wanted')] : []),
    ...(change?.clash ? [say('clash')] : []),
  ].join(' – ')
}
