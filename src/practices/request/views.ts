import { moneyText } from '../../catalogue/index.js'
import type { Action, Block, Card, Choice, Item, Tone, Line as Words } from '../../chat/card.js'
import type { Voice } from '../../chat/language.js'
import type { RecordView } from '../../desk/index.js'
import { type Entry, type Rec, stateKey, verbKey } from '../../records/index.js'
import { detailsOf, totalOfLines } from './policy.js'
import type { Line } from './record.js'

/** What its views need besides: its tasks, in order. */
export interface Gathered {
  readonly tasks: readonly Rec[]
  /** Who does them, by their ids. */
  readonly names: ReadonlyMap<string, { readonly name: string }>
  /** A guest reads it, by themselves: in a channel it is for those who decide. */
  readonly isForGuest?: boolean
}

/** The card of a request: what was ordered, for whom, by when, what it costs, how far it is, and what comes next. */
export function requestCard(view: RecordView, voice: Voice): Card {
  const { record } = view
  const { lines, because, verdict } = detailsOf(record)
  const blocks: Block[] = [
    { kind: 'facts', facts: facts(view, voice) },
    { kind: 'list', items: lines.map((line) => lineItem(line, voice)) },
  ]
  if (record.body !== '') blocks.push({ kind: 'quote', text: record.body })
  if (because) blocks.push({ kind: 'note', line: voice.line('request.because', { because: because[voice.language] }) })
  blocks.push(...taskBlocks(view, voice))
  if (verdict) blocks.push(heading(voice.say('request.verdict')), { kind: 'quote', text: verdict })
  blocks.push({ kind: 'note', line: footnote(view, voice) })
  const actions = buttons(view, voice)
  if (actions.length > 0) blocks.push({ kind: 'actions', actions })
  const more = menu(view, voice)
  if (more) blocks.push(more)
  return {
    title: [{ kind: 'record', number: record.number }, ' ', record.title],
    tone: toneOf(record),
    blocks,
    page: `/r/${record.number}`,
  }
}

const heading = (text: string): Block => ({ kind: 'text', line: [{ kind: 'strong', text }] })

function toneOf({ state, open }: Rec): Tone {
  if (state === 'fulfilled') return 'good'
  if (state === 'rejected') return 'bad'
  if (state === 'awaiting approval' || state === 'submitted') return 'attention'
  return open ? 'plain' : 'muted'
}

const moment = (at: string) => ({ kind: 'time', at, style: 'moment' }) as const

function facts(view: RecordView, voice: Voice): readonly { readonly label: string; readonly value: Words }[] {
  const { record } = view
  const { lines, for: whom, wanted, rating, paid } = detailsOf(record)
  const rows: { label: string; value: Words }[] = []
  const add = (key: string, value: Words | undefined): void => {
    if (value) rows.push({ label: voice.say(`request.facts.${key}`), value })
  }
  const total = totalOfLines(lines)
  const currency = lines.find(({ price }) => price)?.price?.currency
  const by = lines
    .flatMap((line) => line.by ?? [])
    .toSorted()
    .at(-1)
  add('state', [voice.say(stateKey('request', record.state))])
  add('requester', [view.person(record.requester)])
  add('for', whom === undefined ? undefined : [view.person(whom)])
  add('total', total && currency ? [moneyText(total, currency, voice.language)] : undefined)
  add('budget', paid && budgetLine(paid, view, voice))
  add('by', by === undefined || !record.open ? undefined : [moment(by)])
  add('wanted', wanted === undefined ? undefined : [moment(wanted)])
  const service = view.service(voice)
  add('service', service === undefined ? undefined : [service])
  add('assignee', record.assignee ? [view.person(record.assignee)] : undefined)
  add('rating', rating === undefined ? undefined : ['★'.repeat(rating)])
  return rows
}

type Paid = NonNullable<ReturnType<typeof detailsOf>['paid']>

/** Who pays, and how that budget stood before; by how much it goes beyond it. */
function budgetLine({ name, amount, of, spent, currency, isOver }: Paid, view: RecordView, voice: Voice): Words {
  const called = name[voice.language]
  // How much there is to spend is no business of guests.
  if ((view.gathered as Gathered | undefined)?.isForGuest) return [called]
  const money = (hundredths: number): string => moneyText(hundredths, currency, voice.language)
  const gaps = { name: called, of: money(of), spent: money(spent), beyond: money(spent + amount - of) }
  return [voice.say(isOver ? 'request.pays_beyond' : 'request.pays', gaps)]
}

/** Beneath the line that says that an order goes beyond its budget: the sums. For those who work here. */
export function requestShows(entry: Entry, view: RecordView, voice: Voice): readonly Block[] {
  const { paid } = detailsOf(view.record)
  if (entry.kind !== 'overspend' || !paid) return []
  return [{ kind: 'text', line: budgetLine(paid, view, voice) }]
}

/** What was ordered, with what was answered and what it costs; ticked when it is there. */
function lineItem(line: Line, voice: Voice): Item {
  const { name, count, answers, total, price, delivered } = line
  const { language } = voice
  const cost = total && price ? [` · ${moneyText(total, price.currency, language)}`] : []
  const detail = answersLine(answers, voice)
  return {
    line: [
      `${delivered ? '☑ ' : ''}${count === 1 ? '' : `${count} × `}`,
      { kind: 'strong', text: name[language] },
      ...cost,
    ],
    ...(detail.length > 0 ? { detail } : {}),
  }
}

/** What was answered, in a line. */
export const answersLine = (answers: Line['answers'], { language }: Voice): Words =>
  answers.flatMap(
    ({ label, kind, value, shown }, at): Words => [
      `${at > 0 ? ' · ' : ''}${label[language]}: `,
      kind === 'moment' ? moment(value) : (shown?.[language] ?? value),
    ],
  )

const marks: Readonly<Record<string, string>> = {
  waiting: '◌',
  open: '○',
  'in progress': '◐',
  failed: '⚠',
  done: '☑',
  cancelled: '–',
}

/** How far its tasks are: for those who work here; the others see what is there and by when. */
function taskBlocks(view: RecordView, voice: Voice): readonly Block[] {
  const { tasks, names } = (view.gathered as Gathered | undefined) ?? { tasks: [], names: new Map() }
  const shown = tasks.filter(({ state }) => state !== 'cancelled')
  if (shown.length === 0) return []
  const items = shown.map((task): Item => {
    const what = task.details.what as Readonly<Record<string, string>> | undefined
    const who = task.assignee
      ? (names.get(task.assignee)?.name ?? task.assignee)
      : task.team === undefined
        ? ''
        : view.team(task.team, voice)
    return {
      line: [
        `${marks[task.state] ?? '○'} `,
        { kind: 'record', number: task.number },
        ` ${what?.[voice.language] ?? task.title}`,
      ],
      detail: [[voice.say(stateKey('task', task.state)), who].filter((word) => word !== '').join(' · ')],
    }
  })
  return [heading(voice.say('request.tasks')), { kind: 'list', items }]
}

function footnote(view: RecordView, voice: Voice): Words {
  const parts: Words[] = [voice.line('request.opened_at', { at: moment(view.record.openedAt.toISOString()) })]
  if (view.remarks > 0) parts.push([voice.say('request.remarks', { count: view.remarks })])
  const { standing } = detailsOf(view.record)
  if (standing !== undefined) parts.push([voice.say('request.by_standing', { id: standing })])
  for (const link of view.links) {
    // Its tasks stand above.
    if (link.kind === 'part of' && !link.forward) continue
    const name = voice.say(`links.${link.kind.replaceAll(' ', '_')}.${link.forward ? 'forward' : 'back'}`)
    parts.push([`${name} `, { kind: 'record', number: link.number }])
  }
  return parts.flatMap((part, at) => (at === 0 ? part : [' · ', ...part]))
}

type Button = { readonly command: string; readonly verb: string; readonly style?: 'primary' | 'danger' }

/** What comes next in each state, the most likely first. The core asks again whether the presser may. */
function nextFor(record: Rec): readonly Button[] {
  const { returned, begun, booked } = detailsOf(record)
  const back: readonly Button[] = booked === 'lent' ? [{ command: 'request give-back', verb: 'restock' }] : []
  const change: Button = { command: 'request change', verb: 'change' }
  const cancel: Button = { command: 'request cancel', verb: 'cancel' }
  switch (record.state) {
    case 'submitted':
      return returned ? [{ command: 'request submit', verb: 'submit', style: 'primary' }, change, cancel] : []
    case 'awaiting approval':
      return [change, cancel]
    case 'in fulfilment':
      return begun ? [] : [change, cancel]
    case 'fulfilled':
      return [
        { command: 'request confirm', verb: 'confirm', style: 'primary' },
        { command: 'request reopen', verb: 'reopen' },
        ...back,
      ]
    case 'closed':
      return back
    default:
      return []
  }
}

function buttons(view: RecordView, voice: Voice): readonly Action[] {
  const { record } = view
  if (record.state === 'closed' && !detailsOf(record).rating && view.may('rate'))
    return [...rating(view, voice), ...presses(view, voice)]
  return presses(view, voice)
}

function presses(view: RecordView, voice: Voice): readonly Action[] {
  const { record } = view
  return nextFor(record)
    .filter(({ verb }) => view.may(verb))
    .map(({ command, verb, style }) => ({
      kind: 'press',
      label: voice.say(verbKey('request', verb)),
      press: { command, args: { record: record.number }, seen: record.version },
      ...(style ? { style } : {}),
    }))
}

/** One press gives the stars. */
function rating({ record }: RecordView, voice: Voice): readonly Action[] {
  return [5, 4, 3, 2, 1].map((n) => ({
    kind: 'press' as const,
    label: voice.say('request.give_stars', { count: n }),
    press: { command: 'request rate', args: { record: record.number, stars: String(n) }, seen: record.version },
  }))
}

/** Steps of the menu that are no verbs of the life, and whose right they follow; none is everybody's. */
const beside: Readonly<Record<string, string | undefined>> = {
  note: undefined,
  watch: undefined,
  link: 'assign',
  recall: undefined,
  repeat: 'change',
  problem: 'cancel',
}

/** What is done less often, in one menu. */
function menu(view: RecordView, voice: Voice): Block | undefined {
  const { record } = view
  if (!record.open) return undefined
  const { booked } = detailsOf(record)
  const may = (step: string): boolean => {
    const verb = step in beside ? beside[step] : step
    return verb === undefined || view.may(verb)
  }
  const options: Choice[] = [
    'note',
    'assign',
    'link',
    'watch',
    'recall',
    'restock',
    'repeat',
    'problem',
    'close',
    'cancel',
  ]
    .filter((step) => may(step) && (step !== 'recall' || record.state === 'awaiting approval'))
    .filter((step) => step !== 'restock' || booked === 'time' || booked === 'lent')
    .map((verb) => ({ value: verb, label: voice.say(`request.menu.${verb}`) }))
  return {
    kind: 'choices',
    placeholder: voice.say('request.more'),
    press: { command: 'request do', args: { record: record.number }, seen: record.version },
    argument: 'verb',
    options,
  }
}

/** Under the line that asks: whether it is right, and how satisfied they are. */
export function requestOffers(entry: Entry, view: RecordView, voice: Voice): readonly Action[] {
  const { state } = view.record
  const isConfirmed = (entry.kind === 'fulfil' || entry.kind === 'remind') && state === 'fulfilled'
  const isRated = (entry.kind === 'confirm' || entry.kind === 'close') && state === 'closed'
  const isReturned = (entry.kind === 'return' || entry.kind === 'nudge') && state === 'submitted'
  return isConfirmed || isRated || isReturned ? buttons(view, voice) : []
}

/** Who must hear of it: who ordered it, and whom it is for. */
export function requestTells(entry: Entry, { record }: RecordView): readonly string[] {
  const { for: whom } = detailsOf(record)
  switch (entry.kind) {
    case 'approve':
    case 'reject':
    case 'return':
    case 'nudge':
    case 'deliver':
    case 'cancel':
      return [record.requester]
    case 'remind':
    case 'fulfil':
      return [record.requester, ...(whom === undefined ? [] : [whom])]
    case 'assign':
    case 'reopen':
      return record.assignee ? [record.assignee] : []
    default:
      return []
  }
}
