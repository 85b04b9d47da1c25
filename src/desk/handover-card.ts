import type { Block, Card, Inline, Item } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { commandInline } from '../chat/naming.js'
import type { Rotation } from '../organisation/index.js'
import { type Rec, stateKey } from '../records/index.js'

export interface HandoverView {
  readonly rotation: Rotation
  /** Both are notified. */
  readonly from?: Inline
  readonly to: Inline
  readonly until: Date
  /** The most urgent of the team's open work that is everybody's to read, and how much there is. */
  readonly records: readonly Rec[]
  readonly all: number
  readonly people: (id: string) => string
}

/** Who hands over to whom, and what is open. */
export function handoverCard(view: HandoverView, voice: Voice): Card {
  const { rotation, from, to, until, records, all } = view
  const gaps = { to, until: { kind: 'time', at: until.toISOString(), style: 'moment' } as const }
  const rest = all - records.length
  const list = commandInline('incident list', voice, `team:${rotation.team}`)
  const blocks: Block[] = [
    {
      kind: 'text',
      line: from ? voice.line('oncall.handover.from_to', { from, ...gaps }) : voice.line('oncall.handover.to', gaps),
    },
    { kind: 'text', line: [voice.say('oncall.handover.open', { count: all })] },
    ...(records.length > 0
      ? [{ kind: 'list', items: records.map((record) => itemOf(record, view, voice)) } as const]
      : []),
    ...(rest > 0
      ? [{ kind: 'note', line: voice.line('oncall.handover.more', { count: rest, command: list }) } as const]
      : []),
  ]
  return {
    title: [voice.say('oncall.handover.title', { rotation: rotation.name[voice.language] })],
    tone: 'plain',
    blocks,
  }
}

function itemOf(record: Rec, { people }: HandoverView, voice: Voice): Item {
  const parts = [
    ...(record.priority === undefined ? [] : [`P${record.priority}`]),
    voice.say(stateKey(record.practice, record.state)),
    record.assignee === undefined ? voice.say('oncall.handover.unassigned') : people(record.assignee),
  ]
  return {
    line: [{ kind: 'record', number: record.number }, ` ${record.title}`],
    detail: [`${parts.join(' · ')} · `, { kind: 'time', at: record.openedAt.toISOString(), style: 'relative' }],
  }
}
