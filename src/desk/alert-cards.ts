import type { Action, Block, Card, Inline, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Entry } from '../records/index.js'
import { lengthWords } from './clock-words.js'
import type { RecordView } from './practice.js'
import { isAlert } from './raise.js'

/** How alerts look: what is promised, how much of it is used, and what can be done about it at once. */

/** The sentence of an alert's timeline entry: `sla.alerts.<kind>`. */
export function alertLine(entry: Entry, view: RecordView, voice: Voice): Line {
  const { data } = entry
  const due = typeof data.due === 'string' ? data.due : undefined
  const parts: Inline[] = [
    ...voice.line(`sla.alerts.${entry.kind}${due === undefined ? '_over' : ''}`, {
      promise: promiseText(data, view, voice),
      percent: String(data.percent ?? ''),
      due: due === undefined ? '' : { kind: 'time', at: due, style: 'moment' },
      in: due === undefined ? '' : { kind: 'time', at: due, style: 'relative' },
    }),
  ]
  if (typeof data.late === 'number')
    parts.push(' ', voice.say('sla.alerts.late', { by: lengthWords(data.late, voice) }))
  if (data.attached === true) parts.push(' ', voice.say('sla.alerts.attached'))
  return parts
}

/** `resolution`, or whose: `resolution, agreed with Maintenance`. */
function promiseText(data: Entry['data'], view: RecordView, voice: Voice): string {
  const metric = voice.say(`sla.metrics.${String(data.metric)}`)
  if (typeof data.party !== 'string') return metric
  return voice.say('sla.metric_of', { metric, party: view.party(data.party, voice) })
}

/** Buttons under an alert, as long as the clock runs and nobody has said that they look after it. */
export function alertOffers(entry: Entry, view: RecordView, voice: Voice): readonly Action[] {
  const { record } = view
  const clock = view.clocks.find(({ key }) => key === entry.data.clock)
  if (!isAlert(entry) || clock?.state !== 'running' || clock.ackedBy !== undefined) return []
  const press = (
    command: string,
    args: Readonly<Record<string, string>>,
    label: string,
    style?: 'primary',
  ): Action => ({
    kind: 'press',
    label: voice.say(label),
    press: { command, args: { record: record.number, ...args } },
    ...(style ? { style } : {}),
  })
  return [
    press('sla ack', { only: String(clock.id) }, 'sla.buttons.ack', 'primary'),
    ...(view.may('take') && !record.assignee ? [press(`${record.practice} take`, {}, 'sla.buttons.take')] : []),
    ...(entry.kind === 'warned'
      ? [
          press('sla snooze', { for: '30m' }, 'sla.buttons.snooze_30m'),
          // A P1 cannot be put off beyond its breach, and that is near.
          ...(record.priority === 1
            ? []
            : [
                press('sla snooze', { for: '2h' }, 'sla.buttons.snooze_2h'),
                press('sla snooze', { for: 'opening' }, 'sla.buttons.snooze_opening'),
              ]),
        ]
      : []),
  ]
}

/** An alert as a message of its own: which record, what is the matter, whom it concerns. */
export function alertCard(entry: Entry, view: RecordView, voice: Voice): Card {
  const { record } = view
  const people = peopleOf(entry).flatMap((id, at): Inline[] => [...(at > 0 ? [', '] : []), view.person(id, true)])
  const actions = alertOffers(entry, view, voice)
  const blocks: Block[] = [
    { kind: 'text', line: alertLine(entry, view, voice) },
    ...(people.length > 0 ? [{ kind: 'note', line: voice.line('desk.for', { people }) } as const] : []),
    ...(actions.length > 0 ? [{ kind: 'actions', actions } as const] : []),
  ]
  const marks = record.priority === undefined ? '' : ` · P${record.priority}`
  return {
    title: [{ kind: 'record', number: record.number }, ` ${record.title}${marks}`],
    tone: entry.kind === 'warned' ? 'attention' : 'bad',
    blocks,
    page: `/r/${record.number}`,
  }
}

export const peopleOf = ({ data }: Entry): readonly string[] =>
  Array.isArray(data.people) ? data.people.filter((id): id is string => typeof id === 'string') : []
