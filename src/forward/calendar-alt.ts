import type { Voice } from '../chat/language.js'
import type { CalendarDay, DayPart } from './calendar-days.js'
import { countsOf, datesIn, nameIn, runsOf, type ServiceName, timesOf, titleOf } from './calendar-say.js'
import { type CalendarView, drawnOf } from './calendar-view.js'

/** Platforms take little more as the description of a picture, and print what is longer. */
const longest = 1_000

/**
 * What the picture shows, in words; days of which the same is to be said are told together. A week that has too much for
 * that is told in numbers: each of its changes stands in the list below the picture.
 */
export function calendarInWords(view: CalendarView, voice: Voice): string {
  const each = view.page.span === 'week' ? inWords(view, dayInWords, voice) : undefined
  return each !== undefined && each.length <= longest ? each : inWords(view, dayInNumbers, voice)
}

type Tell = (day: CalendarDay, view: CalendarView, voice: Voice) => readonly string[]

function inWords(view: CalendarView, tell: Tell, voice: Voice): string {
  const title = titleOf(view.page, view.service, voice)
  // A month's days outside of it are another page's to tell.
  const days = view.days.filter(({ outside }) => !outside)
  const runs = runsOf(days, (day) => tell(day, view, voice).join(', '))
  return runs.length === 0
    ? voice.say('forward.calendar.alt_nothing', { title })
    : voice.say('forward.calendar.alt', {
        title,
        days: runs.map(({ first, last, told }) => `${datesIn(first, last, 'date', voice)}: ${told}`).join('; '),
      })
}

const dayInNumbers: Tell = ({ parts }, _, voice) => [...countsOf(parts, voice), ...kindsIn(parts, voice)]

function dayInWords({ parts }: CalendarDay, { page, serviceName }: CalendarView, voice: Voice): readonly string[] {
  const { shown, more } = drawnOf(parts, page)
  const drawn = new Set(shown)
  return [
    ...parts.filter((part) => drawn.has(part) || isGround(part)).map((part) => partInWords(part, serviceName, voice)),
    ...(more > 0 ? [voice.say('forward.calendar.more', { count: more })] : []),
  ]
}

const isGround = ({ entry }: DayPart): boolean => entry.kind === 'freeze' || entry.kind === 'maintenance'

/** What else there is on a day, without its name. */
const kindsIn = (parts: readonly DayPart[], voice: Voice): readonly string[] =>
  (['meeting', 'freeze', 'maintenance'] as const)
    .filter((kind) => parts.some(({ entry }) => entry.kind === kind))
    .map((kind) => voice.say(`forward.calendar.legend.${kind}`))

function partInWords(part: DayPart, serviceName: ServiceName, voice: Voice): string {
  const { entry } = part
  const { change, kind } = entry
  const say = (word: string): string => voice.say(`forward.calendar.${word}`)
  const name = nameIn(entry, serviceName, voice)
  const times = timesOf(part, voice)
  if (kind === 'meeting') return `${times} ${voice.say('forward.calendar.meeting', { name })}`
  if (kind !== 'change')
    return `${voice.say(`forward.calendar.${kind}`, kind === 'freeze' ? { name } : { services: name })} ${times}`
  return [
    `${times} ${change?.number ?? name}`,
    ...(change?.risk ? [say(`risks.${change.risk}`)] : []),
    ...(change && !change.firm ? [say('wanted')] : []),
    ...(change?.clash ? [say('clash')] : []),
  ].join(' – ')
}
