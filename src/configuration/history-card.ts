import type { Block, Card, Line, Item as ListItem } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Item } from './item.js'
import { code, type Telling, titleOf } from './item-card.js'
import type { HistoryRow } from './table.js'

/** Who changed what about an item, the newest first; `more` leads to what is older. */
export function historyCard(
  item: Item,
  rows: readonly HistoryRow[],
  more: string | undefined,
  knows: (number: string) => boolean,
  telling: Telling,
): Card {
  const { voice } = telling
  const blocks: readonly Block[] =
    rows.length === 0
      ? [{ kind: 'text', line: [voice.say('configuration.no_history')] }]
      : [{ kind: 'list', items: rows.map((row) => rowItem(row, knows, telling)) }]
  const press = { command: 'ci history', args: { item: item.key, page: more ?? '' } }
  return {
    title: [voice.say('configuration.history'), ' ', ...titleOf(item)],
    tone: 'plain',
    blocks: [
      ...blocks,
      ...(more === undefined
        ? []
        : [{ kind: 'actions', actions: [{ kind: 'press', label: voice.say('desk.next_page'), press }] } as const]),
    ],
  }
}

function rowItem(row: HistoryRow, knows: (number: string) => boolean, { voice, nameOf }: Telling): ListItem {
  const at = { kind: 'time', at: row.at.toISOString(), style: 'moment' } as const
  return {
    line: [at, ' · ', nameOf(row.actor), ' · ', ...whatOf(row, knows, voice)],
    ...(row.kind === 'changed' || row.kind === 'added' ? { detail: [fieldsText(row.data, voice)] } : {}),
  }
}

function whatOf({ kind, data }: HistoryRow, knows: (number: string) => boolean, voice: Voice): Line {
  const said = voice.say(`configuration.done.${kind}`)
  if (kind === 'related' || kind === 'unrelated') {
    const words = { item: code(String(data.item)), other: code(String(data.other)) }
    return [said, ' ', ...voice.line(`configuration.kinds.${String(data.kind).replaceAll(' ', '_')}`, words)]
  }
  if (kind === 'linked' || kind === 'unlinked') {
    const number = String(data.record)
    return [said, ' ', knows(number) ? { kind: 'record', number } : voice.say('timeline.private_record')]
  }
  return [said]
}

/** `State: in use → retired; Owner: – → ana`. */
export function fieldsText(data: HistoryRow['data'], voice: Voice): string {
  const label = (name: string): string =>
    voice.has(`configuration.fields.${name}`)
      ? voice.say(`configuration.fields.${name}`)
      : name.replace(/^attributes\./, '')
  return Object.entries(data)
    .flatMap(([name, value]) => {
      if (!Array.isArray(value)) return name === 'reason' ? [String(value)] : []
      const [from, to] = value as readonly (string | null)[]
      return from === null ? [`${label(name)}: ${to}`] : [`${label(name)}: ${from} → ${to ?? '–'}`]
    })
    .join('; ')
}
