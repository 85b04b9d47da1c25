import { DateTime } from 'luxon'
import type { Block, Card, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { closedBecause, openSpans } from '../kernel/calendar.js'
import { targetText } from '../organisation/index.js'
import type { Entry } from '../records/index.js'
import { dueBefore, spansOf } from '../sla/index.js'
import { clockLine, concernsReader } from './clock-facts.js'
import { lengthWords } from './clock-words.js'
import type { Looked } from './clocks.js'
import { exceptionsText, hoursText } from './explain-hours.js'
import type { RecordView } from './practice.js'

/**
 * The arithmetic of a record's clocks, so that somebody who doubts it can check it by hand: which agreement, which hours,
 * every span that counted, what paused and by whom, the sum, and how the due instant follows. Times are on the calendar's wall.
 */

interface Asked {
  readonly view: RecordView
  readonly looked: readonly Looked[]
  readonly entries: readonly Entry[]
  readonly now: Date
}

/** So many lines a clock; what is more is summed up in one. */
const most = 40

export function explainCard({ view, looked, entries, now }: Asked, voice: Voice): Card {
  const { record } = view
  const shown = looked.filter(({ derived }) => !derived.void && concernsReader(derived, view.inside))
  const blocks = shown.flatMap((one, at): readonly Block[] => [
    ...(at > 0 ? [{ kind: 'divider' } as const] : []),
    ...explained(one, { view, entries, now, voice }),
  ])
  return {
    title: voice.line('sla.explain.title', { number: { kind: 'record', number: record.number } }),
    tone: 'plain',
    blocks: blocks.length > 0 ? blocks : [{ kind: 'text', line: [voice.say('sla.none')] }],
    page: `/r/${record.number}`,
  }
}

interface Around {
  readonly view: RecordView
  readonly entries: readonly Entry[]
  readonly now: Date
  readonly voice: Voice
}

function explained({ derived, row }: Looked, { view, entries, now, voice }: Around): readonly Block[] {
  const { agreement, promise } = derived
  const metric = voice.say(`sla.metrics.${derived.metric}`)
  const name =
    derived.party === undefined
      ? metric
      : voice.say('sla.metric_of', { metric, party: view.party(derived.party, voice) })
  const until = row.stoppedAt ?? now
  const { rows, used } = rowsOf(derived, until, { view, entries, voice })
  const left = row.targetMs - used
  const end = row.dueAt && row.dueAt > until ? row.dueAt : until
  const exceptions = exceptionsText(promise.calendar, derived.startedAt, end, dates[voice.language], voice)
  const sum = voice.say('sla.explain.sum', { used: lengthWords(used, voice), target: lengthWords(row.targetMs, voice) })
  return [
    { kind: 'text', line: [{ kind: 'strong', text: name }, ` – ${agreement.name[voice.language]}`] },
    {
      kind: 'note',
      line: [
        voice.say('sla.explain.terms', {
          target: targetWords(derived, row.targetMs, voice),
          calendar: derived.hours.name?.[voice.language] ?? derived.hours.id,
          zone: promise.calendar.zone,
          hours: hoursText(derived.hours, voice),
        }),
        ...(exceptions === '' ? [] : [` ${voice.say('sla.explain.exceptions', { dates: exceptions })}`]),
      ],
    },
    { kind: 'table', columns: columns.map((column) => voice.say(`sla.explain.columns.${column}`)), rows },
    { kind: 'text', line: [sum] },
    ...forecast(derived, { row, left, now, voice }),
    ...dueLine(derived, row, voice),
    { kind: 'text', line: resultOf(row, voice) },
  ]
}

/** A date as each language writes it. */
const dates = { en: 'ccc d LLL yyyy', da: 'ccc d. LLL yyyy' } as const

const columns = ['from', 'to', 'what', 'counts', 'total'] as const

/** Working days are spoken of as such, with the opening time that they came to. */
function targetWords({ target }: Looked['derived'], ms: number, voice: Voice): string {
  if (target.kind === 'time') return lengthWords(ms, voice)
  return voice.say('sla.explain.working_days', { days: targetText(target), time: lengthWords(ms, voice) })
}

/** The due instant on the calendar's own wall, to the second, as the table reckons it. */
function dueLine(derived: Looked['derived'], row: Looked['row'], voice: Voice): readonly Block[] {
  const due = row.dueAt ?? (row.stoppedAt ? dueBefore(derived, row.stoppedAt) : undefined)
  if (!due) return []
  const { zone } = derived.promise.calendar
  const at = DateTime.fromJSDate(due, { zone }).setLocale(voice.language).toFormat(`${dates[voice.language]} HH:mm:ss`)
  return [{ kind: 'text', line: [voice.say('sla.explain.due', { at, zone })] }]
}

const resultOf = (row: Looked['row'], voice: Voice): Line => [
  voice.say('sla.explain.result'),
  ' ',
  ...clockLine(row, voice),
]

interface Told {
  readonly view: RecordView
  readonly entries: readonly Entry[]
  readonly voice: Voice
}

function rowsOf(
  { promise, events }: Looked['derived'],
  until: Date,
  told: Told,
): { readonly rows: readonly (readonly string[])[]; readonly used: number } {
  const { voice } = told
  const rows: string[][] = []
  let used = 0
  for (const span of spansOf(promise, events, until)) {
    if (span.kind !== 'counted') {
      rows.push([
        ...ends(span, promise.calendar.zone, voice),
        whyNot(span.kind, span.from, { events, ...told }),
        '–',
        lengthWords(used, voice),
      ])
      continue
    }
    let counted = 0
    for (const open of openSpans(promise.calendar, span.from, span.to, most)) {
      const ms = open.to.getTime() - open.from.getTime()
      counted += ms
      used += ms
      rows.push([
        ...ends(open, promise.calendar.zone, voice),
        voice.say('sla.explain.counted'),
        lengthWords(ms, voice),
        lengthWords(used, voice),
      ])
    }
    const rest = span.businessMs - counted
    if (rest > 0) {
      used += rest
      rows.push([
        '…',
        ends(span, promise.calendar.zone, voice)[1],
        voice.say('sla.explain.rest'),
        lengthWords(rest, voice),
        lengthWords(used, voice),
      ])
    } else if (span.businessMs === 0) {
      rows.push([
        ...ends(span, promise.calendar.zone, voice),
        closed(promise.calendar, span.from, voice),
        '–',
        lengthWords(used, voice),
      ])
    }
  }
  return { rows, used }
}

const closed = (calendar: Parameters<typeof closedBecause>[0], at: Date, voice: Voice): string => {
  const date = DateTime.fromJSDate(at, { zone: calendar.zone }).toISODate() ?? ''
  return voice.say(closedBecause(calendar, date) === 'holiday' ? 'sla.explain.holiday' : 'sla.explain.closed')
}

/** Why a span does not count, and who had it so. */
function whyNot(
  kind: 'paused' | 'stopped',
  from: Date,
  { events, entries, view, voice }: Told & { readonly events: Looked['derived']['events'] },
): string {
  const event = events.findLast(
    (one) => one.at.getTime() === from.getTime() && (one.kind === 'pause' || one.kind === 'stop'),
  )
  const actor = entries.find(({ id }) => id === event?.entry)?.actor
  const by = actor === undefined || actor.startsWith('desk:') ? voice.say('desk.self') : view.nameOf(actor)
  if (kind === 'stopped') return voice.say('sla.explain.stopped', { by })
  const reason =
    event?.waits && voice.has(`choices.reason.${event.waits}`) ? voice.say(`choices.reason.${event.waits}`) : ''
  return voice.say(reason ? 'sla.explain.paused_for' : 'sla.explain.paused', { by, reason })
}

/** How the due instant follows from what is left: the opening hours that are still to come. */
function forecast(
  { promise }: Looked['derived'],
  {
    row,
    left,
    now,
    voice,
  }: { readonly row: Looked['row']; readonly left: number; readonly now: Date; readonly voice: Voice },
): readonly Block[] {
  if (row.state !== 'running' || !row.dueAt || left <= 0) return []
  const spans = openSpans(promise.calendar, now, row.dueAt, 6)
  const said = spans.map((span) => {
    const [from, to] = ends(span, promise.calendar.zone, voice)
    return `${from} – ${to} (${lengthWords(span.to.getTime() - span.from.getTime(), voice)})`
  })
  const last = spans.at(-1)
  const more = last !== undefined && last.to < row.dueAt ? ' …' : ''
  return [
    {
      kind: 'note',
      line: [voice.say('sla.explain.left', { left: lengthWords(left, voice), spans: `${said.join('; ')}${more}` })],
    },
  ]
}

function ends(
  { from, to }: { readonly from: Date; readonly to: Date },
  zone: string,
  { language }: Voice,
): [string, string] {
  const [start, end] = [from, to].map((at) => DateTime.fromJSDate(at, { zone }).setLocale(language)) as [
    DateTime,
    DateTime,
  ]
  const time = (at: DateTime): string => at.toFormat(at.second === 0 && at.millisecond === 0 ? 'HH:mm' : 'HH:mm:ss')
  const day = (at: DateTime): string => at.toFormat(dates[language])
  return [`${day(start)} ${time(start)}`, start.hasSame(end, 'day') ? time(end) : `${day(end)} ${time(end)}`]
}
