import type { Block, Card, Inline, Item, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { commandInline } from '../chat/naming.js'
import { outagesByMonth } from '../forward/index.js'
import { nameOf, type Organisation } from '../organisation/index.js'
import { stateKey } from '../records/index.js'
import type { AgendaChange, AgendaItem, Section } from './agenda.js'
import type { Coming } from './gather.js'
import type { ActionRow } from './table.js'

/** What a card about a meeting needs besides the meeting. */
export interface MeetingView {
  readonly organisation: Organisation
  readonly people: (id: string) => string
  readonly voice: Voice
}

export interface Shown {
  /** One part alone, page by page. */
  readonly only?: Section
  readonly page?: number
  /** Who is notified where it stands. */
  readonly invited?: readonly Inline[]
}

/** So many of a part stand in the whole agenda, and so many on a page of one part alone. */
const most = { whole: 8, decide: 20, page: 25 }

export const moment = (at: Date): Inline => ({ kind: 'time', at: at.toISOString(), style: 'moment' })
const strong = (text: string): Inline => ({ kind: 'strong', text })
export const joined = (lines: readonly Line[], between = ' · '): Line =>
  lines.flatMap((line, at) => (at > 0 ? [between, ...line] : line))

/** The agenda of a meeting, its parts in order; an empty one is left out. */
export function agendaCard(meeting: Coming, view: MeetingView, shown: Shown = {}): Card {
  const { voice } = view
  const { agenda, board, row } = meeting
  const parts = agenda.parts.filter(({ section, items }) => items.length > 0 && (shown.only ?? section) === section)
  const blocks: Block[] = [
    { kind: 'text', line: voice.line('cab.agenda.when', { from: moment(meeting.from), to: moment(meeting.to) }) },
    ...(shown.only ? [] : presenceBlocks(meeting, view)),
    ...parts.flatMap((part) => partBlocks(part, meeting, view, shown)),
    ...(parts.length === 0 ? [{ kind: 'text', line: [voice.say('cab.agenda.empty')] } as const] : []),
    ...(shown.only ? [] : actionsBlocks(meeting.actions, view)),
    ...(shown.invited?.length ? [invitation(shown.invited, voice)] : []),
    ...(row && row.state !== 'closed' && !shown.only ? [answers(row.id, voice)] : []),
  ]
  return {
    title: [voice.say('cab.agenda.title', { board: board.name[voice.language] })],
    tone: 'plain',
    blocks,
  }
}

function partBlocks(
  { section, items }: { readonly section: Section; readonly items: readonly AgendaItem[] },
  meeting: Coming,
  view: MeetingView,
  { only, page = 1 }: Shown,
): readonly Block[] {
  const { voice } = view
  const size = only ? most.page : section === 'decide' ? most.decide : most.whole
  const from = only ? (page - 1) * size : 0
  const rest = items.length - from - size
  const next = only ? `${section} page:${page + 1}` : section
  const command = commandInline('cab agenda', voice, `board:${meeting.board.id} section:${next}`)
  return [
    { kind: 'text', line: [strong(voice.say(`cab.sections.${section}`)), ` (${items.length})`] },
    { kind: 'list', items: items.slice(from, from + size).map((item) => itemOf(item, section, view)) },
    ...(rest > 0 ? [{ kind: 'note', line: voice.line('cab.agenda.more', { count: rest, command }) } as const] : []),
    ...(section === 'schedule' ? outageBlocks(meeting, view) : []),
  ]
}

function itemOf({ change, carried }: AgendaItem, section: Section, view: MeetingView): Item {
  return {
    line: [{ kind: 'record', number: change.number }, ` ${change.title}`],
    detail: joined([
      ...(carried ? [[strong(view.voice.say('cab.item.carried'))]] : []),
      ...factsOf(change, section, view),
    ]),
  }
}

/** What a board has to know of a change at a glance. */
export function factsOf(change: AgendaChange, section: Section, { organisation, voice }: MeetingView): readonly Line[] {
  const { priority, risk, services, window, conflicts, unauthorised, broke, reviewDue, decidedAt } = change
  const names = services.map((id) => nameOf(organisation, 'service', id, voice.language))
  const lines: readonly (Line | undefined)[] = [
    section === 'broken' && broke
      ? voice.line(`cab.item.${broke.how.replace(' ', '_')}`, { at: moment(broke.at) })
      : [voice.say(stateKey('change', change.state))],
    unauthorised ? [voice.say('cab.item.unauthorised')] : undefined,
    change.kind === 'normal' ? undefined : [voice.say(`cab.item.kinds.${change.kind}`)],
    priority === undefined ? undefined : [`P${priority}`],
    risk === undefined ? undefined : [voice.say(`cab.item.risks.${risk}`)],
    names.length === 0 ? undefined : [names.join(', ')],
    window ? voice.line('cab.item.window', { from: moment(window.from), to: moment(window.to) }) : undefined,
    conflicts > 0 ? [voice.say('cab.item.conflicts', { count: conflicts })] : undefined,
    section === 'reviews' && reviewDue ? voice.line('cab.item.review_due', { at: moment(reviewDue) }) : undefined,
    section === 'assessed' && decidedAt ? voice.line('cab.item.decided', { at: moment(decidedAt) }) : undefined,
  ]
  return lines.filter((line) => line !== undefined)
}

/** What is scheduled in four weeks will take, and what that leaves in each month of what was agreed. */
function outageBlocks(
  { agenda: { outages }, planned, from }: Coming,
  { organisation, voice }: MeetingView,
): readonly Block[] {
  if (outages.length === 0) return []
  const each = outages.map(({ service, minutes }) =>
    voice.say('cab.agenda.outage', { service: nameOf(organisation, 'service', service, voice.language), minutes }),
  )
  const months = outagesByMonth(planned, from, organisation, voice)
  return [
    { kind: 'note', line: voice.line('cab.agenda.outages', { outages: each.join(', ') }) },
    ...(months.length > 0 ? [{ kind: 'list', items: months.map((line) => ({ line })) } as const] : []),
  ]
}

function presenceBlocks({ presence }: Coming, { people, voice }: MeetingView): readonly Block[] {
  const named = (as: 'present' | 'absent'): string =>
    presence
      .filter((one) => one.as === as)
      .map(({ person, reason }) => (reason ? `${people(person)} (${reason})` : people(person)))
      .join(', ')
  const facts = (['present', 'absent'] as const).flatMap((as) => {
    const names = named(as)
    return names === '' ? [] : [{ label: voice.say(`cab.presence.list_${as}`), value: [names] }]
  })
  return facts.length > 0 ? [{ kind: 'facts', facts }] : []
}

export function actionsBlocks(actions: readonly ActionRow[], view: MeetingView): readonly Block[] {
  if (actions.length === 0) return []
  return [
    { kind: 'text', line: [strong(view.voice.say('cab.actions.title')), ` (${actions.length})`] },
    { kind: 'list', items: actions.slice(0, most.page).map((action) => actionItem(action, view)) },
    ...(actions.length > most.page
      ? [{ kind: 'note', line: [view.voice.say('cab.actions.more', { count: actions.length - most.page })] } as const]
      : []),
  ]
}

function actionItem({ id, what, owner, due }: ActionRow, { people, voice }: MeetingView): Item {
  const press = { command: 'cab done', args: { action: String(id) } }
  return {
    line: [`${id}. ${what}`],
    detail: joined([[people(owner)], ...(due ? [voice.line('cab.actions.due', { due: moment(due) })] : [])]),
    action: { kind: 'press', label: voice.say('cab.actions.done'), press },
  }
}

const invitation = (people: readonly Inline[], voice: Voice): Block => ({
  kind: 'note',
  line: voice.line('cab.agenda.invited', {
    people: joined(
      people.map((one) => [one]),
      ', ',
    ),
  }),
})

/** Whether one comes. */
export const answers = (meeting: number, voice: Voice): Block => ({
  kind: 'actions',
  actions: (['attend', 'absent'] as const).map((answer) => ({
    kind: 'press',
    label: voice.say(`cab.presence.${answer}`),
    press: { command: `cab ${answer}`, args: { meeting: String(meeting) } },
  })),
})
