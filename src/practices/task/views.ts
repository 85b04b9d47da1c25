import type { Action, Block, Card, Choice, Line, Tone } from '../../chat/card.js'
import type { Voice } from '../../chat/language.js'
import type { RecordView } from '../../desk/index.js'
import { type Entry, stateKey, verbKey } from '../../records/index.js'
import { detailsOf } from './policy.js'

/** What its views need besides. */
export interface Gathered {
  /** Who reads it does not work on it: what a machine answered is no matter of theirs. */
  readonly isForOthers: boolean
}

/** The card of a task: what is to be done, for which record, by whom, and what comes next. */
export function taskCard(view: RecordView, voice: Voice): Card {
  const { record } = view
  const { what, output } = detailsOf(record)
  const blocks: Block[] = [{ kind: 'facts', facts: facts(view, voice) }]
  if (view.lastRemark && record.state === 'failed') blocks.push({ kind: 'quote', text: view.lastRemark.text })
  const { isForOthers } = view.gathered as Gathered
  if (output && !isForOthers) blocks.push(heading(voice.say('task.output')), { kind: 'quote', text: output })
  const actions = buttons(view, voice)
  if (actions.length > 0) blocks.push({ kind: 'actions', actions })
  const more = menu(view, voice)
  if (more) blocks.push(more)
  return {
    title: [{ kind: 'record', number: record.number }, ' ', what[voice.language]],
    tone: toneOf(record.state),
    blocks,
    page: `/r/${record.number}`,
  }
}

const heading = (text: string): Block => ({ kind: 'text', line: [{ kind: 'strong', text }] })

const tones: Readonly<Record<string, Tone>> = { open: 'attention', 'in progress': 'plain', failed: 'bad', done: 'good' }
const toneOf = (state: string): Tone => tones[state] ?? 'muted'

function facts(view: RecordView, voice: Voice): readonly { readonly label: string; readonly value: Line }[] {
  const { record } = view
  const { parent, about, after, run } = detailsOf(record)
  const rows: { label: string; value: Line }[] = []
  const add = (key: string, value: Line | undefined): void => {
    if (value) rows.push({ label: voice.say(`task.facts.${key}`), value })
  }
  add('state', [voice.say(stateKey('task', record.state))])
  add('parent', [{ kind: 'record', number: parent }, ` ${about}`])
  add('service', view.service(voice) === undefined ? undefined : [view.service(voice) ?? ''])
  add('team', record.team === undefined ? undefined : [view.team(record.team, voice)])
  add('assignee', record.assignee ? [view.person(record.assignee)] : undefined)
  add('after', record.state === 'waiting' && after.length > 0 ? [after.join(', ')] : undefined)
  add('run', run && record.state === 'open' ? [voice.say('task.by_itself')] : undefined)
  return rows
}

type Button = { readonly command: string; readonly verb: string; readonly style?: 'primary' | 'danger' }

const next: Readonly<Record<string, readonly Button[]>> = {
  open: [
    { command: 'task take', verb: 'take', style: 'primary' },
    { command: 'task done', verb: 'finish' },
    { command: 'task fail', verb: 'fail' },
  ],
  'in progress': [
    { command: 'task done', verb: 'finish', style: 'primary' },
    { command: 'task fail', verb: 'fail' },
  ],
  failed: [
    { command: 'task take', verb: 'take', style: 'primary' },
    { command: 'task retry', verb: 'retry' },
    { command: 'task done', verb: 'finish' },
  ],
}

function buttons(view: RecordView, voice: Voice): readonly Action[] {
  const { record } = view
  const { run } = detailsOf(record)
  return (next[record.state] ?? [])
    .filter(({ verb }) => view.may(verb) && (verb !== 'retry' || run !== undefined))
    .map(({ command, verb, style }) => ({
      kind: 'press',
      label: voice.say(verbKey('task', verb)),
      press: { command, args: { record: record.number }, seen: record.version },
      ...(style ? { style } : {}),
    }))
}

/** What is done less often, in one menu. */
function menu(view: RecordView, voice: Voice): Block | undefined {
  const { record } = view
  if (!record.open) return undefined
  const options: Choice[] = ['assign', 'note', 'cancel']
    .filter((step) => step === 'note' || view.may(step))
    .map((verb) => ({ value: verb, label: voice.say(`task.menu.${verb}`) }))
  return {
    kind: 'choices',
    placeholder: voice.say('task.more'),
    press: { command: 'task do', args: { record: record.number }, seen: record.version },
    argument: 'verb',
    options,
  }
}

/** Who must hear of it: whoever is given it, and the team's lead when its turn has come or it could not be done. */
export function taskTells(entry: Entry, { record, lead, managers }: RecordView): readonly string[] {
  const leading = lead === undefined ? managers.first : [lead]
  switch (entry.kind) {
    case 'assign':
      return record.assignee ? [record.assignee] : []
    case 'ready':
      return record.assignee ? [record.assignee] : leading
    case 'fail':
      return record.assignee ? [record.assignee, ...leading] : leading
    case 'cancel':
      return record.assignee ? [record.assignee] : []
    default:
      return []
  }
}

/** Under the line that says that its turn has come, or that it could not be done: what comes next. */
export function taskOffers(entry: Entry, view: RecordView, voice: Voice): readonly Action[] {
  const { state } = view.record
  const isAsked = (entry.kind === 'ready' && state === 'open') || (entry.kind === 'fail' && state === 'failed')
  return isAsked ? buttons(view, voice) : []
}
