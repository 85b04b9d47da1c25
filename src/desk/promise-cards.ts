import type { Action, Block, Card, Item, Line, Press } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { highestTold, type Watched } from '../sla/index.js'
import { clockLine, concernsReader } from './clock-facts.js'
import { lengthWords } from './clock-words.js'
import type { Looked } from './clocks.js'
import type { RecordView } from './practice.js'

/** Cards about promises: of one record, and lists of what presses. */

/** How much of a target is used, to be seen at a glance: `▰▰▰▱▱▱▱▱▱▱ 34 %`. */
export function bar(used: number, target: number): string {
  const share = target <= 0 ? 1 : used / target
  const full = Math.max(0, Math.min(10, Math.floor(share * 10)))
  return `${'▰'.repeat(full)}${'▱'.repeat(10 - full)} ${Math.floor(share * 100)} %`
}

export function promisesCard(view: RecordView, looked: readonly Looked[], voice: Voice): Card {
  const { record } = view
  const concerned = looked.filter(({ row }) => row.state !== 'void' && concernsReader(row, view.inside))
  const items = concerned.map((one) => clockItem(one, view, voice))
  const press = (command: string, label: string): Action => ({
    kind: 'press',
    label: voice.say(label),
    press: { command, args: { record: record.number } },
  })
  return {
    title: voice.line('sla.title', { number: { kind: 'record', number: record.number }, title: record.title }),
    tone: looked.some(({ row }) => row.breached) ? 'bad' : 'plain',
    blocks: [
      ...(items.length > 0
        ? [{ kind: 'list', items } as const]
        : [{ kind: 'text', line: [voice.say('sla.none')] } as const]),
      ...termsOf(concerned, voice),
      {
        kind: 'actions',
        actions: [press('sla explain', 'sla.buttons.explain'), press('sla which', 'sla.buttons.which')],
      },
    ],
    page: `/r/${record.number}`,
  }
}

/** What else was agreed: notes, and what a broken promise costs. */
function termsOf(looked: readonly Looked[], voice: Voice): readonly Block[] {
  const agreements = new Map(looked.map(({ derived: { agreement } }) => [agreement.id, agreement]))
  return [...agreements.values()].flatMap(({ name, notes, penalty }): Block[] => {
    const said = [notes?.[voice.language], penalty && voice.say('sla.penalty', { penalty: penalty[voice.language] })]
    const text = said.filter((one) => one !== undefined).join(' ')
    return text === '' ? [] : [{ kind: 'note', line: [{ kind: 'strong', text: name[voice.language] }, `: ${text}`] }]
  })
}

function clockItem({ row, derived }: Looked, view: RecordView, voice: Voice): Item {
  const metric = voice.say(`sla.metrics.${row.metric}`)
  const name =
    row.party === undefined ? metric : voice.say('sla.metric_of', { metric, party: view.party(row.party, voice) })
  return {
    line: [{ kind: 'strong', text: name }, ': ', ...clockLine(row, voice)],
    detail: [
      `${bar(row.usedMs, row.targetMs)} · ${voice.say('sla.used_of', {
        used: lengthWords(row.usedMs, voice),
        target: lengthWords(row.targetMs, voice),
      })} · ${derived.agreement.name[voice.language]}`,
    ],
  }
}

export interface Pressing {
  readonly title: string
  readonly groups: readonly { readonly label: string; readonly watched: readonly Watched[] }[]
  readonly nothing: string
  readonly more?: Press | undefined
  readonly image?: Block | undefined
}

/** Clocks a line each: whose, by when, how far. */
export function pressingCard({ title, groups, nothing, more, image }: Pressing, voice: Voice): Card {
  const blocks = groups
    .filter(({ watched }) => watched.length > 0)
    .flatMap(({ label, watched }): Block[] => [
      ...(label ? [{ kind: 'text', line: [{ kind: 'strong', text: label }] } as const] : []),
      { kind: 'list', items: watched.map((one) => pressingItem(one, voice)) },
    ])
  return {
    title: [title],
    tone: blocks.length > 0 ? 'attention' : 'good',
    blocks: [
      ...(image ? [image] : []),
      ...(blocks.length > 0 ? blocks : [{ kind: 'text', line: [nothing] } as const]),
      ...(more
        ? [{ kind: 'actions', actions: [{ kind: 'press', label: voice.say('desk.next_page'), press: more }] } as const]
        : []),
    ],
  }
}

function pressingItem({ clock, record }: Watched, voice: Voice): Item {
  const marks = [
    ...(record.priority === undefined ? [] : [`P${record.priority}`]),
    voice.say(`sla.metrics.${clock.metric}`),
    ...(highestTold(clock.told) > 0 ? [`${highestTold(clock.told)} %`] : []),
    ...(clock.ackedBy === undefined ? [] : [voice.say('sla.acked_mark')]),
    ...(record.private ? ['🔒'] : []),
  ]
  const detail: Line = [`${marks.join(' · ')} · `, ...clockLine(clock, voice)]
  return {
    line: [{ kind: 'record', number: record.number }, ` ${record.title}`],
    detail,
    action: {
      kind: 'press',
      label: voice.say('desk.show'),
      press: { command: 'desk show', args: { record: record.number } },
    },
  }
}
