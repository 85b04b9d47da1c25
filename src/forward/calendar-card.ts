import type { Action, Block, Card, Inline, Item, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { stateKey } from '../records/index.js'
import { type CalendarDay, type DayPart, turned } from './calendar-days.js'
import { calendarCommand, feedCommand } from './calendar-entry.js'
import { calendarPicture } from './calendar-picture.js'
import { countsOf, dateIn, datesIn, nameIn, riskSign, runsOf, servicesOf, timesOf, titleOf } from './calendar-say.js'
import type { CalendarView } from './calendar-view.js'

/** What is turned to besides the span and the day: one service alone, and a page of the list. */
export interface CalendarAsked {
  readonly service?: string | undefined
  /** The page of the list below the picture, from 1. */
  readonly page: number
}

/** So many lines of changes stand on a page. */
const onPage = 40

/** The week or the month, as a picture and as text, with buttons to the ones before and after. */
export function calendarCard(view: CalendarView, asked: CalendarAsked, voice: Voice): Card {
  const days = view.days.filter(({ outside, parts }) => !outside && parts.length > 0)
  const { blocks, pages } =
    view.page.span === 'week'
      ? weekBlocks(days, view, asked.page, voice)
      : { blocks: monthBlocks(days, view, voice), pages: 1 }
  return {
    title: [titleOf(view.page, view.service, voice)],
    tone: 'plain',
    blocks: [
      ...(days.length > 0 && asked.page === 1 ? [calendarPicture(view, voice)] : []),
      ...(days.length > 0 ? blocks : [{ kind: 'text', line: [voice.say('forward.calendar.nothing')] } as const]),
      {
        kind: 'note',
        line: [
          ...(pages > 1 ? [`${voice.say('forward.calendar.page', { page: asked.page, pages })} · `] : []),
          voice.say('forward.calendar.zone', { zone: view.page.zone }),
        ],
      },
      { kind: 'actions', actions: buttons(view, asked, pages, voice) },
    ],
  }
}

type Shown = { readonly day: CalendarDay; readonly parts: readonly DayPart[] }

function weekBlocks(days: readonly CalendarDay[], view: CalendarView, page: number, voice: Voice) {
  const all = days.flatMap((day) => day.parts.filter(isListed).map((part) => ({ day, part })))
  const pages = Math.max(1, Math.ceil(all.length / onPage))
  const here = new Set(all.slice((page - 1) * onPage, page * onPage).map(({ part }) => part))
  const shown = days
    .map((day): Shown => ({ day, parts: day.parts.filter((part) => here.has(part)) }))
    .filter(({ parts, day }) => parts.length > 0 || (page === 1 && !day.parts.some(isListed)))
  return { blocks: shown.flatMap((one) => dayBlocks(one, view, voice)), pages }
}

/** Freezes and maintenance windows stand beside the day's name: they are not something that is done. */
const isListed = ({ entry }: DayPart): boolean => entry.kind === 'change' || entry.kind === 'meeting'

function dayBlocks({ day, parts }: Shown, view: CalendarView, voice: Voice): readonly Block[] {
  const head: Line = [{ kind: 'strong', text: dateIn(day.date, 'date', voice) }, ...groundLine(day, view, voice)]
  const items = parts.map((part) => itemOf(part, view, voice))
  return [{ kind: 'text', line: head }, ...(items.length > 0 ? [{ kind: 'list', items } as const] : [])]
}

function groundLine({ parts }: CalendarDay, view: CalendarView, voice: Voice): Line {
  const freezes = parts
    .filter(({ entry }) => entry.kind === 'freeze')
    .map(
      (part) =>
        `❄ ${voice.say('forward.calendar.freeze', { name: nameIn(part.entry, view.serviceName, voice) })}${bracketed(timesOf(part, voice), part)}`,
    )
  const windows = parts
    .filter(({ entry }) => entry.kind === 'maintenance')
    .map((part) => `${servicesOf(part.entry, view.serviceName, voice)} ${timesOf(part, voice)}`)
  const told = [
    ...freezes,
    ...(windows.length > 0 ? [`▨ ${voice.say('forward.calendar.maintenance', { services: windows.join(', ') })}`] : []),
  ]
  return told.map((one) => ` · ${one}`)
}

const bracketed = (times: string, { from, to }: DayPart): string => (from === 0 && to === 1440 ? '' : ` (${times})`)

function itemOf(part: DayPart, { serviceName }: CalendarView, voice: Voice): Item {
  const { entry } = part
  const { change } = entry
  const times = `${timesOf(part, voice)} `
  const name = nameIn(entry, serviceName, voice)
  if (!change) return { line: [times, voice.say('forward.calendar.meeting', { name })] }
  const number: Line =
    change.number === undefined ? [] : [{ kind: 'record', number: change.number } satisfies Inline, ' ']
  const say = (word: string): string => voice.say(`forward.calendar.${word}`)
  const details = [
    ...(entry.services.length > 0 ? [servicesOf(entry, serviceName, voice)] : []),
    ...(change.risk ? [say(`risks.${change.risk}`)] : []),
    ...(change.state === undefined ? [] : [voice.say(stateKey('change', change.state))]),
    ...(change.clash ? [`⚠ ${say('clash')}`] : []),
  ]
  return {
    line: [times, `${riskSign(change.risk)} `, ...number, name, ...(change.clash ? [' ⚠'] : [])],
    ...(details.length > 0 ? { detail: [details.join(' · ')] } : {}),
  }
}

/** A line for each busy day; days of which the same is to be said have one together. */
function monthBlocks(days: readonly CalendarDay[], view: CalendarView, voice: Voice): readonly Block[] {
  const items = runsOf(days, (day) => dayLine(day, view, voice)).map(
    ({ first, last, told }): Item => ({
      line: [{ kind: 'strong', text: datesIn(first, last, 'short', voice) }, ` · ${told}`],
    }),
  )
  return items.length > 0 ? [{ kind: 'list', items }] : []
}

function dayLine({ parts }: CalendarDay, { serviceName }: CalendarView, voice: Voice): string {
  const named = (kind: 'freeze' | 'meeting'): readonly string[] =>
    parts
      .filter(({ entry }) => entry.kind === kind)
      .map(({ entry }) => voice.say(`forward.calendar.${kind}`, { name: nameIn(entry, serviceName, voice) }))
  return [...countsOf(parts, voice), ...named('freeze').map((name) => `❄ ${name}`), ...named('meeting')].join(' · ')
}

function buttons({ page }: CalendarView, asked: CalendarAsked, pages: number, voice: Voice): readonly Action[] {
  const service: Readonly<Record<string, string>> = asked.service === undefined ? {} : { service: asked.service }
  const at = page.first.toJSDate()
  const press = (word: string, span: string, from: Date, more: Readonly<Record<string, string>> = {}): Action => ({
    kind: 'press',
    label: voice.say(`forward.calendar.buttons.${word}`),
    press: { command: calendarCommand, args: { span, from: from.toISOString(), ...service, ...more } },
  })
  const other = page.span === 'week' ? 'month' : 'week'
  return [
    press('earlier', page.span, turned(page, -1)),
    press('later', page.span, turned(page, 1)),
    press(other, other, at),
    ...(asked.page > 1 ? [press('before', page.span, at, { page: String(asked.page - 1) })] : []),
    ...(asked.page < pages ? [press('next', page.span, at, { page: String(asked.page + 1) })] : []),
    {
      kind: 'press',
      label: voice.say('forward.calendar.buttons.feed'),
      press: { command: feedCommand, args: service },
    },
  ]
}
