import type { Action, Block, Card, Choice, Line, Tone } from '../../chat/card.js'
import type { Voice } from '../../chat/language.js'
import type { RecordView } from '../../desk/index.js'
import { type Entry, stateKey, verbKey } from '../../records/index.js'
import { detailsOf } from './policy.js'

/** The card of an incident: what is wrong, how it stands, who has it, and what can be done next. */
export function incidentCard(view: RecordView, voice: Voice): Card {
  const { record } = view
  const details = detailsOf(record)
  const blocks: Block[] = [{ kind: 'facts', facts: facts(view, voice) }]
  if (record.body !== '') blocks.push({ kind: 'quote', text: record.body })
  const files = view.files(voice)
  if (files.length > 0) blocks.push({ kind: 'files', files })
  if (details.workaround) blocks.push(...told('incident.workaround', details.workaround, voice))
  if (details.resolution) blocks.push(...told('incident.resolution', details.resolution, voice))
  if (details.verdict) blocks.push(...told('incident.verdict', details.verdict, voice))
  blocks.push({ kind: 'note', line: footnote(view, voice) })
  const actions = buttons(view, voice)
  if (actions.length > 0) blocks.push({ kind: 'actions', actions })
  const more = menu(view, voice)
  if (more) blocks.push(more)
  return {
    title: [{ kind: 'record', number: record.number }, ' ', record.title],
    tone: toneOf(view),
    blocks,
    page: `/r/${record.number}`,
  }
}

const told = (key: string, text: string, voice: Voice): readonly Block[] => [
  { kind: 'text', line: [{ kind: 'strong', text: voice.say(key) }] },
  { kind: 'quote', text },
]

function toneOf({ record }: RecordView): Tone {
  if (record.state === 'resolved') return 'good'
  if (!record.open) return 'muted'
  if ((record.priority ?? 5) <= 2) return 'bad'
  return record.state === 'new' ? 'attention' : 'plain'
}

function facts(view: RecordView, voice: Voice): readonly { readonly label: string; readonly value: Line }[] {
  const { record } = view
  const details = detailsOf(record)
  const rows: { label: string; value: Line }[] = []
  const add = (key: string, value: Line | undefined): void => {
    if (value) rows.push({ label: voice.say(`incident.facts.${key}`), value })
  }
  add('state', [stateText(view, voice)])
  add('priority', [priorityText(record.priority ?? 5, voice)])
  const service = view.service(voice)
  const symptom = view.symptom(voice)
  add('service', service ? [symptom ? `${service} – ${symptom}` : service] : symptom ? [symptom] : undefined)
  add('assignee', [record.assignee ? view.person(record.assignee) : voice.say('incident.nobody')])
  add('team', record.team ? [view.team(record.team, voice)] : undefined)
  add('requester', [view.person(record.requester)])
  add('affects', [voice.say(`choices.affects.${details.affects}`)])
  add('work', [voice.say(`choices.work.${details.work}`)])
  add('needed', details.neededBy ? [{ kind: 'time', at: details.neededBy, style: 'moment' }] : undefined)
  add('said', details.link ? [{ kind: 'link', text: voice.say('incident.message'), url: details.link }] : undefined)
  add('code', details.code ? [voice.say(`choices.code.${details.code}`)] : undefined)
  add('rating', details.rating ? [stars(details.rating)] : undefined)
  return rows
}

function stateText({ record }: RecordView, voice: Voice): string {
  const { pending, escalated } = detailsOf(record)
  const state = voice.say(stateKey('incident', record.state))
  const why = record.state === 'pending' && pending ? ` – ${voice.say(`choices.reason.${pending}`)}` : ''
  return `${state}${why}${escalated && record.open && record.state !== 'resolved' ? ` · ${voice.say('incident.escalated')}` : ''}`
}

export const priorityText = (priority: number, voice: Voice): string =>
  `P${priority} – ${voice.say(`incident.priorities.p${priority}`)}`

const stars = (rating: number): string => `${'★'.repeat(rating)}${'☆'.repeat(5 - rating)}`

function footnote(view: RecordView, voice: Voice): Line {
  const { record } = view
  const parts: Line[] = [
    voice.line('incident.opened_at', { at: { kind: 'time', at: record.openedAt.toISOString(), style: 'moment' } }),
  ]
  if (record.private) parts.push([{ kind: 'strong', text: voice.say('incident.private') }])
  if (view.remarks > 0) parts.push([voice.say('incident.remarks', { count: view.remarks })])
  for (const link of view.links) {
    const name = voice.say(`links.${link.kind.replaceAll(' ', '_')}.${link.forward ? 'forward' : 'back'}`)
    parts.push([`${name} `, { kind: 'record', number: link.number }])
  }
  return parts.flatMap((part, at) => (at === 0 ? part : [' · ', ...part]))
}

type Button = { readonly command: string; readonly verb: string; readonly style?: 'primary' | 'danger' }

/** What comes next in each state, the most likely first. The core asks again whether the presser may. */
const next: Readonly<Record<string, readonly Button[]>> = {
  new: [
    { command: 'incident take', verb: 'take', style: 'primary' },
    { command: 'incident wait', verb: 'wait' },
    { command: 'incident escalate', verb: 'escalate' },
    { command: 'incident resolve', verb: 'resolve' },
  ],
  'in progress': [
    { command: 'incident resolve', verb: 'resolve', style: 'primary' },
    { command: 'incident wait', verb: 'wait' },
    { command: 'incident workaround', verb: 'workaround' },
    { command: 'incident escalate', verb: 'escalate' },
  ],
  pending: [
    { command: 'incident resume', verb: 'resume', style: 'primary' },
    { command: 'incident resolve', verb: 'resolve' },
    { command: 'incident escalate', verb: 'escalate' },
  ],
  resolved: [
    { command: 'incident confirm', verb: 'confirm', style: 'primary' },
    { command: 'incident reopen', verb: 'reopen' },
  ],
}

function buttons(view: RecordView, voice: Voice): readonly Action[] {
  const { record } = view
  if (record.state === 'closed' && !detailsOf(record).rating) return view.may('rate') ? rating(view, voice) : []
  const held = record.state === 'in progress' && !record.assignee
  const list = held
    ? [{ command: 'incident take', verb: 'take' }, ...(next[record.state] ?? [])]
    : (next[record.state] ?? [])
  return list.filter(({ verb }) => view.may(verb)).map((button) => press(view, voice, button))
}

function press({ record }: RecordView, voice: Voice, { command, verb, style }: Button): Action {
  return {
    kind: 'press',
    label: voice.say(verbKey('incident', verb)),
    press: { command, args: { record: record.number }, seen: record.version },
    ...(style ? { style } : {}),
  }
}

/** One press gives the stars; a word about it can follow. */
function rating({ record }: RecordView, voice: Voice): readonly Action[] {
  return [5, 4, 3, 2, 1].map((n) => ({
    kind: 'press' as const,
    label: voice.say('incident.give_stars', { count: n }),
    press: { command: 'incident rate', args: { record: record.number, stars: String(n) }, seen: record.version },
  }))
}

/** Steps of the menu that are no verbs of the life, and whose right they follow; none is everybody's. */
const beside: Readonly<Record<string, string | undefined>> = {
  note: undefined,
  watch: undefined,
  affected: undefined,
  link: 'workaround',
  order: 'cancel',
}

/** What is done less often, in one menu. */
function menu(view: RecordView, voice: Voice): Block | undefined {
  const { record } = view
  if (!record.open) return undefined
  const may = (step: string): boolean => {
    const verb = step in beside ? beside[step] : step
    return verb === undefined || view.may(verb)
  }
  const options: Choice[] = [
    'assign',
    'note',
    'describe',
    'workaround',
    'prioritise',
    'link',
    'watch',
    'affected',
    'order',
    'hide',
    'cancel',
  ]
    .filter((step) => may(step) && !(step === 'hide' && record.private))
    .map((verb) => ({ value: verb, label: voice.say(`incident.menu.${verb}`) }))
  return {
    kind: 'choices',
    placeholder: voice.say('incident.more'),
    press: { command: 'incident do', args: { record: record.number }, seen: record.version },
    argument: 'verb',
    options,
  }
}

/** The requester is asked whether it works, in the thread, right under the resolution. */
export function incidentOffers(entry: Entry, view: RecordView, voice: Voice): readonly Action[] {
  if (entry.kind === 'resolve' && view.record.state === 'resolved') return buttons(view, voice)
  if ((entry.kind === 'confirm' || entry.kind === 'close') && view.record.state === 'closed')
    return buttons(view, voice)
  return []
}

/** Who must hear of it: the one who is asked, the one who gets work, the one who leads. */
export function incidentTells(entry: Entry, { record, lead, managers }: RecordView): readonly string[] {
  switch (entry.kind) {
    case 'assign':
      return record.assignee ? [record.assignee] : []
    case 'alert': {
      const others = managers.first.filter((id) => id !== entry.actor)
      return others.length > 0 ? others : managers.above
    }
    case 'escalate':
      return lead ? [lead] : []
    case 'resolve':
      return [record.requester]
    case 'wait':
      return entry.data.reason === 'awaiting_user' ? [record.requester] : []
    case 'reopen':
      return record.assignee ? [record.assignee] : []
    default:
      return []
  }
}
