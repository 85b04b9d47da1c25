import type { Action, Block, Card, Item, Press } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { type Rec, stateKey } from '../records/index.js'
import type { Desk } from './desk.js'

interface Listed {
  readonly title: string
  readonly records?: readonly Rec[]
  readonly groups?: readonly { readonly label: string; readonly records: readonly Rec[] }[]
  /** The press that brings the next page. */
  readonly more?: Press
}

/** Records a line each: number, title, priority, state, and who has it. */
export async function listCard(desk: Desk, voice: Voice, { title, records = [], groups, more }: Listed): Promise<Card> {
  const all = groups ?? [{ label: '', records }]
  const ids = all.flatMap((group) => group.records.flatMap((record) => (record.assignee ? [record.assignee] : [])))
  const people = await desk.parts.directory.peopleByIds(ids)
  const blocks = all
    .filter((group) => group.records.length > 0)
    .flatMap((group): Block[] => [
      ...(group.label ? [{ kind: 'text', line: [{ kind: 'strong', text: group.label }] } as const] : []),
      { kind: 'list', items: group.records.map((record) => itemOf(record, voice, people)) },
    ])
  const next: readonly Action[] = more ? [{ kind: 'press', label: voice.say('desk.next_page'), press: more }] : []
  return {
    title: [title],
    tone: 'plain',
    blocks: [
      ...(blocks.length > 0 ? blocks : [{ kind: 'text', line: [voice.say('desk.nothing_found')] } as const]),
      ...(next.length > 0 ? [{ kind: 'actions', actions: next } as const] : []),
    ],
  }
}

function itemOf(record: Rec, voice: Voice, people: ReadonlyMap<string, { readonly name: string }>): Item {
  const holder = record.assignee ? (people.get(record.assignee)?.name ?? record.assignee) : undefined
  const parts = [
    ...(record.priority === undefined ? [] : [`P${record.priority}`]),
    voice.say(stateKey(record.practice, record.state)),
    ...(holder ? [holder] : []),
    ...(record.private ? ['🔒'] : []),
  ]
  return {
    line: [{ kind: 'record', number: record.number }, ` ${record.title}`],
    detail: [`${parts.join(' · ')} · `, { kind: 'time', at: record.openedAt.toISOString(), style: 'relative' }],
    action: {
      kind: 'press',
      label: voice.say('desk.show'),
      press: { command: 'desk show', args: { record: record.number } },
    },
  }
}
