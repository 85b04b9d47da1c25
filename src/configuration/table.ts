import { instant, integer, json, key, nullable, serial, type Table, table, text, word } from '../store/index.js'
import type { Item } from './item.js'
import type { RelationKind } from './relations.js'

export const itemTable: Table<Item> = table<Item>('item', {
  id: serial(),
  key: word(50),
  name: word(),
  type: word(50),
  state: word(20),
  owner: nullable(word()),
  team: nullable(word(50)),
  supplier: nullable(word(50)),
  environment: nullable(word(20)),
  confidentiality: nullable(word(10)),
  integrity: nullable(word(10)),
  availability: nullable(word(10)),
  attributes: json(),
  version: integer(),
  madeAt: instant(),
  changedAt: instant(),
})

const keyed = { primary: true } as const

/**
 * A relation as it is asked for: `item` suffers when `on` fails, whichever of the two the sentence begins with. Where
 * neither suffers, `item` is the one that it begins with.
 */
export interface NeedRow {
  readonly on: number
  readonly kind: RelationKind
  readonly item: number
  /** Where `on` is one of several that can stand in for each other: their group, how many there are, how many have to be left. */
  readonly group?: string | undefined
  readonly of?: number | undefined
  readonly enough?: number | undefined
}

export const needTable: Table<NeedRow> = table<NeedRow>('item_need', {
  on: { ...integer(), ...keyed },
  kind: key(20),
  item: { ...integer(), ...keyed },
  group: nullable(word(50)),
  of: nullable(integer()),
  enough: nullable(integer()),
})

/** What was done to an item, and by whom. Append-only. */
export interface HistoryRow {
  readonly id: number
  readonly item: number
  readonly at: Date
  readonly actor: string
  readonly kind: 'added' | 'changed' | 'related' | 'unrelated' | 'linked' | 'unlinked'
  /** The fields with what they were and are: `{ state: ['in use', 'retired'] }`; of a relation, its sentence. */
  readonly data: Readonly<Record<string, unknown>>
}

export const historyTable: Table<HistoryRow> = table<HistoryRow>('item_history', {
  id: serial(),
  item: integer(),
  at: instant(),
  actor: word(),
  kind: word(20),
  data: json(),
})

/** A record is about an item. */
export interface ItemRecordRow {
  readonly item: number
  readonly record: number
  readonly at: Date
  readonly by: string
}

export const itemRecordTable: Table<ItemRecordRow> = table<ItemRecordRow>('item_record', {
  item: { ...integer(), ...keyed },
  record: { ...integer(), ...keyed },
  at: instant(),
  by: word(),
})

/** How far a baseline reaches from the items that it was taken of. */
export const reaches = ['below', 'above', 'both', 'alone'] as const
export type Reach = (typeof reaches)[number]

/** A named picture of items, as they were when it was taken. Never changed afterwards. */
export interface BaselineRow {
  readonly name: string
  readonly at: Date
  readonly by: string
  /** How many items are in it. */
  readonly items: number
  /** The keys of the items that it is of, with what lies below or above them; none for all that there are. */
  readonly seeds: readonly string[]
  readonly reach: Reach
  /** The newest line of the items' history at that time: what was done later has a greater id. */
  readonly mark: number
}

export const baselineTable: Table<BaselineRow> = table<BaselineRow>('baseline', {
  name: key(50),
  at: instant(),
  by: word(),
  items: integer(),
  seeds: json(),
  reach: word(10),
  mark: integer(),
})

/** An item as it was then, with the relations that begin with it: a text that the database wrote, see `picture.ts`. */
export interface BaselineItemRow {
  readonly baseline: string
  readonly key: string
  readonly content: string
}

export const baselineItemTable: Table<BaselineItemRow> = table<BaselineItemRow>('baseline_item', {
  baseline: key(50),
  key: key(50),
  content: text(),
})
