import { Refusal } from '../kernel/errors.js'
import type { Caller } from '../people/index.js'
import { type Rec, recordTable, visibleTo } from '../records/index.js'
import { actorWord, type Reader, type Work } from '../store/index.js'
import type { Item } from './item.js'
import { allOf, itemsById, type Register } from './items.js'
import { type Books, held, note } from './keep.js'
import { itemRecordTable } from './table.js'

/** Which records are about which items. */

/** Says that a record is about an item. Refuses what is said already. */
export async function linkItem(books: Books, key: string, record: Rec): Promise<Item> {
  const [found] = await allOf({ reader: books.work, organisation: books.organisation }, [key], 'item')
  const item = await held(books, found as Item)
  if (!(await hang(books.work, item.id, record)))
    throw new Refusal('configuration.linked_already', { key: item.key, number: record.number }, 'record')
  return item
}

/** Makes these the items that a record is about; for a practice that keeps their keys beside its records. */
export async function followItems(books: Books, record: Rec, keys: readonly string[]): Promise<void> {
  const { work, organisation } = books
  const wanted = keys.length === 0 ? [] : await allOf({ reader: work, organisation }, keys)
  const items: Item[] = []
  for (const item of wanted.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const row = item.id === 0 ? await held(books, item) : item
    items.push(row)
  }
  const there = await work.find(itemRecordTable, { record: record.id })
  for (const { item } of there.filter((row) => !items.some(({ id }) => id === row.item))) {
    await work.remove(itemRecordTable, { item, record: record.id })
    await note(work, item, 'unlinked', { record: record.number })
  }
  for (const { id } of items) if (!there.some((row) => row.item === id)) await hang(work, id, record)
}

async function hang(work: Work, item: number, record: Rec): Promise<boolean> {
  const news = await work.insertNew(itemRecordTable, {
    item,
    record: record.id,
    at: work.now,
    by: actorWord(work.actor),
  })
  if (news) await note(work, item, 'linked', { record: record.number })
  return news
}

/** The items that a record is about. */
export async function itemsOfRecord(register: Register, record: number): Promise<readonly Item[]> {
  const rows = await register.reader.find(itemRecordTable, { record })
  return itemsById(
    register,
    rows.map(({ item }) => item),
  )
}

/** Open records about any of these items or services, as far as the viewer may see them; the most urgent first. */
export function openRecordsAbout(
  reader: Reader,
  viewer: Caller,
  about: { readonly items: readonly number[]; readonly services: readonly string[] },
  limit: number,
): Promise<readonly Rec[]> {
  const seen = visibleTo(viewer)
  const [ids, services] =
    reader.dialect === 'sqlite'
      ? ['SELECT value FROM json_each(?)', 'SELECT value FROM json_each(?)']
      : [
          'SELECT f::integer FROM json_array_elements_text(?::json) f',
          'SELECT f FROM json_array_elements_text(?::json) f',
        ]
  return reader.select(
    recordTable,
    `WHERE t."open" = 1 AND ${seen.sql} AND (t."service" IN (${services}) OR t."id" IN (
      SELECT r."record" FROM "item_record" r WHERE r."item" IN (${ids}))) ORDER BY t."priority", t."id" LIMIT ?`,
    [...seen.params, JSON.stringify(about.services), JSON.stringify(about.items), limit],
  )
}
