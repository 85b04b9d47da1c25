import type { Block, Card, Line, Item as ListItem } from '../../chat/card.js'
import { code, type Telling } from '../item-card.js'
import type { BaselineRow } from '../table.js'

/** What whoever took a baseline reads. */
export const takenCard = (baseline: BaselineRow, telling: Telling): Card => ({
  title: telling.voice.line('configuration.baselines.taken', { name: { kind: 'strong', text: baseline.name } }),
  tone: 'good',
  blocks: [
    { kind: 'text', line: scopeLine(baseline, telling) },
    { kind: 'note', line: [telling.voice.say('configuration.baselines.later')] },
  ],
})

/** All baselines, the newest first, with a button each that shows what differs; `more` leads to older ones. */
export function baselinesCard(rows: readonly BaselineRow[], more: string | undefined, telling: Telling): Card {
  const { voice } = telling
  const blocks: readonly Block[] =
    rows.length === 0
      ? [{ kind: 'text', line: [voice.say('configuration.baselines.none')] }]
      : [{ kind: 'list', items: rows.map((row) => baselineItem(row, telling)) }]
  const press = { command: 'ci baselines', args: { page: more ?? '' } }
  return {
    title: [voice.say('configuration.baselines.title')],
    tone: 'plain',
    blocks: [
      ...blocks,
      ...(more === undefined
        ? []
        : [{ kind: 'actions', actions: [{ kind: 'press', label: voice.say('desk.next_page'), press }] } as const]),
    ],
  }
}

const baselineItem = (row: BaselineRow, telling: Telling): ListItem => ({
  line: [{ kind: 'strong', text: row.name }, ' · ', ...scopeLine(row, telling)],
  detail: takenLine(row, telling),
  action: {
    kind: 'press',
    label: telling.voice.say('configuration.baselines.differs'),
    press: { command: 'ci differs', args: { baseline: row.name } },
  },
})

/** When it was taken, and by whom. */
export const takenLine = ({ at, by }: BaselineRow, { voice, nameOf }: Telling): Line =>
  voice.line('configuration.baselines.by', {
    at: { kind: 'time', at: at.toISOString(), style: 'moment' },
    name: nameOf(by),
  })

/** `48 items: wifi and what it rests on`. */
export function scopeLine({ items, seeds, reach }: BaselineRow, { voice }: Pick<Telling, 'voice'>): Line {
  const count = voice.say('configuration.baselines.items', { count: items })
  if (seeds.length === 0) return [voice.say('configuration.baselines.of_all', { count })]
  const listed = seeds.flatMap((key, at) => (at === 0 ? [code(key)] : [', ', code(key)]))
  return voice.line(`configuration.baselines.of_${reach}`, { count, items: listed })
}
