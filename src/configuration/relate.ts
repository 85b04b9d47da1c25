import { Refusal } from '../kernel/errors.js'
import type { Item } from './item.js'
import { allOf } from './items.js'
import { type Books, held, note } from './keep.js'
import { type RelationKind, sufferer } from './relations.js'
import { type NeedRow, needTable } from './table.js'

/** A sentence about two items: `wifi depends on wifi-controller`. */
export interface Relating {
  readonly item: string
  readonly kind: RelationKind
  readonly other: string
  /** Items of one group can stand in for each other: so many of them have to be left. 1, "any one of", unless told. */
  readonly group?: string | undefined
  readonly enough?: number | undefined
}

export interface Related {
  readonly item: Item
  readonly other: Item
}

/** Relates two items. Refuses a relation to itself, and one that there is already. */
export async function relate(books: Books, { item: key, kind, other, group, enough }: Relating): Promise<Related> {
  const pair = await pairOf(books, key, other)
  const need = needIn(pair, kind)
  if (group !== undefined && sufferer[kind] === 'neither')
    throw new Refusal('configuration.no_alternatives', { key: pair.item.key }, 'group')
  const row: NeedRow = { ...need, ...(group === undefined ? {} : { group, of: 1, enough: enough ?? 1 }) }
  if (!(await books.work.insertNew(needTable, row)))
    throw new Refusal('configuration.related_already', { key: pair.item.key, other: pair.other.key }, 'other')
  if (group !== undefined) await count(books, need.item, group, enough)
  await tell(books, pair, 'related', { kind, ...(group === undefined ? {} : { group }) })
  return pair
}

/** Takes a relation away again. */
export async function unrelate(
  books: Books,
  { item: key, kind, other }: Pick<Relating, 'item' | 'kind' | 'other'>,
): Promise<Related> {
  const pair = await pairOf(books, key, other)
  const need = needIn(pair, kind)
  const there = await books.work.one(needTable, need)
  if (!there) throw new Refusal('configuration.not_related', { key: pair.item.key, other: pair.other.key }, 'other')
  await books.work.remove(needTable, need)
  if (there.group !== undefined) await count(books, need.item, there.group, undefined)
  await tell(books, pair, 'unrelated', { kind })
  return pair
}

async function pairOf(books: Books, key: string, typed: string): Promise<Related> {
  const register = { reader: books.work, organisation: books.organisation }
  const [item] = await allOf(register, [key], 'item')
  const [other] = await allOf(register, [typed], 'other')
  if (!item || !other) throw new Error('an item that was found is gone')
  if (item.key === other.key) throw new Refusal('configuration.to_itself', { key: item.key }, 'other')
  // Held in one order, so that two who relate the same two items do not wait for each other.
  const rows = new Map<string, Item>()
  for (const one of [item, other].toSorted((a, b) => (a.key < b.key ? -1 : 1)))
    rows.set(one.key, await held(books, one))
  return { item: rows.get(item.key) ?? item, other: rows.get(other.key) ?? other }
}

const needIn = ({ item, other }: Related, kind: RelationKind): Pick<NeedRow, 'on' | 'kind' | 'item'> =>
  sufferer[kind] === 'to' ? { item: other.id, kind, on: item.id } : { item: item.id, kind, on: other.id }

/** Tells every relation of a group how many items are in it, so that spreading asks for nothing else. */
async function count({ work }: Books, item: number, group: string, enough: number | undefined): Promise<void> {
  const all = await work.find(needTable, { item, group })
  const of = new Set(all.map(({ on }) => on)).size
  const wanted = enough ?? Math.min(of, Math.max(1, ...all.map((row) => row.enough ?? 1)))
  await work.update(needTable, { item, group }, { of, enough: wanted })
}

async function tell(
  { work }: Books,
  { item, other }: Related,
  done: 'related' | 'unrelated',
  about: { readonly kind: RelationKind; readonly group?: string },
): Promise<void> {
  await note(work, item.id, done, { ...about, item: item.key, other: other.key })
  await note(work, other.id, done, { ...about, item: item.key, other: other.key })
  work.audit(`item.${done}`, item.key, { kind: about.kind, other: other.key })
}

/** The relations of an item as sentences that begin or end with it. */
export interface Relation {
  readonly item: number
  readonly kind: RelationKind
  readonly other: number
  readonly group?: string
  readonly of?: number
  readonly enough?: number
}

export const relationOf = ({ on, kind, item, group, of, enough }: NeedRow): Relation => ({
  ...(sufferer[kind] === 'to' ? { item: on, kind, other: item } : { item, kind, other: on }),
  ...(group === undefined ? {} : { group }),
  ...(of === undefined ? {} : { of }),
  ...(enough === undefined ? {} : { enough }),
})
