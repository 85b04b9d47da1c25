import { Refusal } from '../kernel/errors.js'
import type { Organisation } from '../organisation/index.js'
import { actorWord, type Work } from '../store/index.js'
import { wrongWith } from './check.js'
import { fieldNames, type Item, type ItemFields, keyOf } from './item.js'
import { itemOf } from './items.js'
import { type HistoryRow, historyTable, itemTable } from './table.js'

/** Entering and changing items. Each change stands in the item's history and in the audit trail, with who made it. */

/** What writing items takes. */
export interface Books {
  readonly work: Work
  readonly organisation: Organisation
}

/** Enters an item. Refuses a key that another one bears, or that a service of the desk file has. */
export async function addItem(books: Books, typed: ItemFields & { readonly key: string }): Promise<Item> {
  const { work, organisation } = books
  const { key: typedKey, ...fields } = typed
  const key = keyOf(typedKey)
  if (organisation.services.has(key)) throw new Refusal('configuration.key_of_service', { key }, 'key')
  const wrong = wrongWith(organisation, { key, ...fields })
  if (wrong) throw wrong
  if (await work.one(itemTable, { key })) throw new Refusal('configuration.key_taken', { key }, 'key')
  const row = { key, ...fields, version: 1, madeAt: work.now, changedAt: work.now }
  const id = await work.insert(itemTable, row)
  await note(work, id, 'added', differences(undefined, fields))
  work.audit('item.added', key, { type: fields.type })
  return { id, ...row }
}

/** Changes what is given; what is left out stays. Attributes are merged, and an empty one is taken away. */
export async function changeItem(
  books: Books,
  key: string,
  changes: Partial<ItemFields>,
  reason?: string,
): Promise<Item> {
  const { work, organisation } = books
  const seen = await itemOf({ reader: work, organisation }, key)
  const wrong = wrongWith(organisation, { key: seen.key, ...changes })
  if (wrong) throw wrong
  const item = await held(books, seen)
  const attributes = changes.attributes ? merged(item.attributes, changes.attributes) : item.attributes
  const next = { ...item, ...given(changes), attributes }
  const differ = differences(item, next)
  if (Object.keys(differ).length === 0) throw new Refusal('configuration.same', { key: item.key })
  const { version, changedAt } = { version: item.version + 1, changedAt: work.now }
  await work.update(itemTable, { id: item.id }, { ...fieldsOf(next), version, changedAt })
  await note(work, item.id, 'changed', { ...differ, ...(reason === undefined ? {} : { reason }) })
  work.audit('item.changed', item.key, { fields: Object.keys(differ).join(' ') })
  return { ...next, version, changedAt }
}

/** The row of an item, held until the end of the unit; a service of the desk file gets its row here. */
export async function held({ work }: Books, item: Item): Promise<Item> {
  if (item.id === 0) {
    await work.insertNew(itemTable, { ...withoutId(item), version: 1, madeAt: work.now, changedAt: work.now })
  }
  const row = await work.hold(itemTable, { key: item.key })
  if (!row) throw new Refusal('configuration.unknown', { key: item.key }, 'item')
  return row
}

const withoutId = ({ id: _, ...item }: Item): Omit<Item, 'id'> => item

/** Writes a line into an item's history. */
export const note = (work: Work, item: number, kind: HistoryRow['kind'], data: HistoryRow['data']): Promise<number> =>
  work.insert(historyTable, { item, at: work.now, actor: actorWord(work.actor), kind, data })

export const fieldsOf = (item: ItemFields): ItemFields => ({
  ...(Object.fromEntries(fieldNames.map((name) => [name, item[name]])) as unknown as Omit<ItemFields, 'attributes'>),
  attributes: item.attributes,
})

type Differences = Readonly<Record<string, readonly [from: string | null, to: string | null]>>

/** What differs, field by field, attributes one by one: what it was, and what it is. */
export function differences(before: ItemFields | undefined, after: ItemFields): Differences {
  const [old, present] = [before ? flat(before) : {}, flat(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(present)])]
  return Object.fromEntries(
    names.flatMap((name) => {
      const [from, to] = [old[name] ?? null, present[name] ?? null]
      return from === to ? [] : [[name, [from, to] as const]]
    }),
  )
}

const flat = (item: ItemFields): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...fieldNames.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]] as const])),
    ...Object.entries(item.attributes).map(([name, value]) => [`attributes.${name}`, value] as const),
  ])

const merged = (before: Item['attributes'], changes: Item['attributes']): Item['attributes'] =>
  Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== ''))

const given = (changes: Partial<ItemFields>): Partial<ItemFields> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
