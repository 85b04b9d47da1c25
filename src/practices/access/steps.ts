import type { Action, Block, Choice } from '../../chat/card.js'
import type { Voice } from '../../chat/language.js'
import type { RecordView } from '../../desk/index.js'
import { type Entry, verbKey } from '../../records/index.js'
import { gathered } from './gathered.js'
import { detailsOf } from './policy.js'

/** What can be done next with an access, by buttons and in its menu, and who hears of what. */

interface Button {
  readonly command: string
  readonly verb: string
  readonly style?: 'primary' | 'danger'
}

/** What comes next in each state; votes have buttons of their own. The core asks again whether the presser may. */
const next: Readonly<Record<string, readonly Button[]>> = {
  'sent back': [{ command: 'access describe', verb: 'describe', style: 'primary' }],
  'being granted': [{ command: 'access granted', verb: 'grant' }],
  granted: [
    { command: 'access extend', verb: 'extend' },
    { command: 'access remove', verb: 'remove', style: 'danger' },
  ],
  restricted: [
    { command: 'access lift', verb: 'lift', style: 'primary' },
    { command: 'access remove', verb: 'remove', style: 'danger' },
  ],
  'awaiting extension': [{ command: 'access remove', verb: 'remove', style: 'danger' }],
  'being removed': [{ command: 'access removed', verb: 'revoke' }],
}

const isOpenTo = (view: RecordView, verb: string): boolean => view.may(verb) && !gathered(view).closed.has(verb)

export function buttons(view: RecordView, voice: Voice): readonly Action[] {
  const { until } = detailsOf(view.record)
  return (next[view.record.state] ?? [])
    .filter(({ verb }) => isOpenTo(view, verb) && (verb !== 'extend' || until !== undefined))
    .map((button) => press(view, voice, button))
}

function press({ record }: RecordView, voice: Voice, { command, verb, style }: Button): Action {
  return {
    kind: 'press',
    label: voice.say(verbKey('access', verb)),
    press: { command, args: { record: record.number }, seen: record.version },
    ...(style ? { style } : {}),
  }
}

/** Steps of the menu, and the verb whose right they follow; none is everybody's. */
const steps: Readonly<Record<string, string | undefined>> = {
  restrict: 'restrict',
  decline: 'decline',
  note: undefined,
  watch: undefined,
  cancel: 'cancel',
}

/** What is done less often, in one menu. */
export function menu(view: RecordView, voice: Voice): Block | undefined {
  const { record } = view
  if (['removed', 'rejected', 'cancelled'].includes(record.state)) return undefined
  const options: Choice[] = Object.entries(steps)
    .filter(([, verb]) => verb === undefined || isOpenTo(view, verb))
    .map(([step]) => ({ value: step, label: voice.say(`access.menu.${step}`) }))
  return {
    kind: 'choices',
    placeholder: voice.say('access.more'),
    press: { command: 'access do', args: { record: record.number }, seen: record.version },
    argument: 'verb',
    options,
  }
}

/** Under the warning: one press asks for more time. Where it was sent back: say more. */
export function accessOffers(entry: Entry, view: RecordView, voice: Voice): readonly Action[] {
  const { state } = view.record
  const isAsked = (entry.kind === 'warn' && state === 'granted') || (entry.kind === 'return' && state === 'sent back')
  return isAsked
    ? buttons(view, voice).filter((action) => action.kind === 'press' && action.press.command !== 'access remove')
    : []
}

/** Who must hear of it: whom it is for, and whoever asked for it. */
export function accessTells(entry: Entry, { record }: RecordView): readonly string[] {
  const { for: person, managers } = detailsOf(record)
  const both = [person, record.requester]
  switch (entry.kind) {
    case 'warn':
      return [person, ...managers]
    case 'return':
      return [record.requester]
    case 'approve':
    case 'waive':
    case 'reject':
    case 'decline':
    case 'grant':
    case 'prolong':
    case 'let_end':
    case 'restrict':
    case 'lift':
    case 'remove':
    case 'end':
    case 'revoke':
      return [...new Set(both)]
    default:
      return []
  }
}
