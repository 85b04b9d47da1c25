import { DateTime } from 'luxon'
import type { Block } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { type Schedule, type ScheduleBar, type ScheduleDay, scheduleLooks } from '../chat/picture.js'
import { shorten } from '../kernel/text.js'
import { calendarInWords } from './calendar-alt.js'
import { type CalendarDay, type DayPart, minuteOf } from './calendar-days.js'
import { dateIn, nameIn, type ServiceName, titleOf } from './calendar-say.js'
import { type CalendarView, drawnOf } from './calendar-view.js'

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
  return { kind: 'image', picture, alt: calendarInWords(view, voice) }
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
