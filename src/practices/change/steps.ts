import type { Action, Block, Choice } from '../../chat/card.js'
import type { Voice } from '../../chat/language.js'
import type { RecordView } from '../../desk/index.js'
import { type Entry, verbKey } from '../../records/index.js'
import { detailsOf } from './policy.js'

/** What can be done next with a change, by buttons and in its menu, and who hears of what. */

interface Button {
  readonly command: string
  readonly verb: string
  readonly style?: 'primary' | 'danger'
  readonly args?: Readonly<Record<string, string>>
}

/** What comes next in each state, the most likely first. The core asks again whether the presser may. */
const next: Readonly<Record<string, readonly Button[]>> = {
  draft: [
    { command: 'change submit', verb: 'submit', style: 'primary' },
    { command: 'change describe', verb: 'describe' },
    { command: 'change plan', verb: 'plan' },
  ],
  requested: [
    { command: 'change accept', verb: 'accept', style: 'primary' },
    { command: 'change assess', verb: 'assess' },
    { command: 'change refuse', verb: 'refuse', style: 'danger' },
  ],
  'ready for evaluation': [
    { command: 'change submit', verb: 'propose', style: 'primary' },
    { command: 'change assess', verb: 'assess' },
    { command: 'change plan', verb: 'plan' },
    { command: 'change refuse', verb: 'refuse', style: 'danger' },
  ],
  authorised: [
    { command: 'change schedule', verb: 'schedule', style: 'primary' },
    { command: 'change start', verb: 'start' },
  ],
  scheduled: [
    { command: 'change start', verb: 'start', style: 'primary' },
    { command: 'change hold', verb: 'hold' },
    { command: 'change schedule', verb: 'reschedule' },
  ],
  implementing: [
    { command: 'change finish', verb: 'finish', style: 'primary', args: { result: 'implemented' } },
    { command: 'change finish', verb: 'fail', style: 'danger', args: { result: 'failed' } },
    { command: 'change finish', verb: 'back_out', style: 'danger', args: { result: 'backed_out' } },
  ],
  failed: [
    { command: 'change finish', verb: 'back_out', style: 'primary', args: { result: 'backed_out' } },
    { command: 'change review', verb: 'review' },
  ],
  implemented: [{ command: 'change review', verb: 'review', style: 'primary' }],
  'backed out': [{ command: 'change review', verb: 'review', style: 'primary' }],
  reviewed: [{ command: 'change close', verb: 'close', style: 'primary' }],
}

export function buttons(view: RecordView, voice: Voice): readonly Action[] {
  const { record } = view
  const { kind, documented } = detailsOf(record)
  const hurried = kind === 'emergency' && !documented && view.may('document')
  const isEarly = kind === 'normal' && record.state === 'authorised'
  const list = (next[record.state] ?? []).filter(({ verb }) => view.may(verb) && !(isEarly && verb === 'start'))
  const shown = hurried ? [...list, { command: 'change document', verb: 'document' }] : list
  return shown.map((button) => press(view, voice, button))
}

/** The way from a standard change to how others from its template have done. */
export function templateButton({ record }: RecordView, voice: Voice): readonly Action[] {
  const { template } = detailsOf(record)
  if (template === undefined) return []
  const shows = { command: 'change templates', args: { template } }
  return [{ kind: 'press', label: voice.say('change.buttons.template'), press: shows }]
}

function press({ record }: RecordView, voice: Voice, { command, verb, style, args }: Button): Action {
  return {
    kind: 'press',
    label: voice.say(verbKey('change', verb)),
    press: { command, args: { record: record.number, ...args }, seen: record.version },
    ...(style ? { style } : {}),
  }
}

/** Steps of the menu that are no verbs of the life, and whose right they follow; none is everybody's. */
const beside: Readonly<Record<string, string | undefined>> = {
  note: undefined,
  watch: undefined,
  recall: undefined,
  link: 'plan',
}

/** What is done less often, in one menu. */
export function menu(view: RecordView, voice: Voice): Block | undefined {
  const { record } = view
  if (!record.open) return undefined
  // The steps of a template are what was authorised.
  const isGiven = detailsOf(record).template !== undefined
  const may = (step: string): boolean => {
    if (isGiven && (step === 'plan' || step === 'reconsider')) return false
    const verb = step in beside ? beside[step] : step
    return verb === undefined || view.may(verb)
  }
  // Only who raised it may take it back; in a channel everybody reads the same menu, and the core asks again.
  const steps = [
    'assign',
    'describe',
    'plan',
    'assess',
    'override',
    'check',
    'note',
    'link',
    'watch',
    'recall',
    'hide',
    'reconsider',
    'cancel',
  ]
  const options: Choice[] = steps
    .filter((step) => may(step) && !(step === 'hide' && record.private))
    .filter((step) => step !== 'recall' || record.state === 'ready for decision')
    .map((verb) => ({ value: verb, label: voice.say(`change.menu.${verb}`) }))
  return {
    kind: 'choices',
    placeholder: voice.say('change.more'),
    press: { command: 'change do', args: { record: record.number }, seen: record.version },
    argument: 'verb',
    options,
  }
}

/** Under the line that says so: whoever does it is asked whether it goes ahead, and how it went. */
export function changeOffers(entry: Entry, view: RecordView, voice: Voice): readonly Action[] {
  const { state } = view.record
  if (
    (entry.kind === 'window_opens' && state === 'scheduled') ||
    (entry.kind === 'window_ends' && state === 'implementing')
  )
    return buttons(view, voice)
  return []
}

/** Who must hear of it: who is to do it, who asked for it, and who has to say how it goes on. */
export function changeTells(entry: Entry, { record, managers }: RecordView): readonly string[] {
  switch (entry.kind) {
    case 'assign':
    case 'window_soon':
    case 'window_opens':
    case 'window_ends':
      return record.assignee ? [record.assignee] : []
    case 'submit':
    case 'review_due':
      return managers.first
    case 'schedule':
    case 'reschedule':
    case 'recheck':
      return [record.requester, ...(record.assignee ? [record.assignee] : [])]
    case 'accept':
    case 'reconsider':
    case 'refuse':
    case 'return':
    case 'authorise':
    case 'reject':
    case 'fail':
    case 'back_out':
    case 'finish':
      return [record.requester]
    case 'uncover':
      return managers.first
    case 'preauthorise':
      return record.assignee ? [record.assignee] : []
    case 'template_lost':
      return Array.isArray(entry.data.people) ? entry.data.people : []
    default:
      return []
  }
}
