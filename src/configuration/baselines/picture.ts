import type { Reader } from '../../store/index.js'
import type { Item } from '../item.js'
import { itemsByKey, type Register } from '../items.js'
import { foundationsOf, impactOn } from '../needs.js'
import { type BaselineRow, itemTable, type Pictured } from '../table.js'
import { toldOf } from '../transfer/told.js'

/** What a picture is of: these items with what lies below or above them, or all that there are. */
export type Scope = Pick<BaselineRow, 'seeds' | 'reach'>

/** An item as it is now, beside what of it stands in a picture. */
export interface Seen {
  readonly item: Item
  readonly content: Pictured
}

/** So many items are read by one statement. */
export const batchSize = 500

/** The ids of the items that a picture is of, growing; undefined for all that there are. */
export async function idsWithin(
  { reader, organisation }: Register,
  { seeds, reach }: Scope,
): Promise<readonly number[] | undefined> {
  if (seeds.length === 0) return undefined
  const found = [...(await itemsByKey({ reader, organisation }, seeds)).values()]
  const start = found.flatMap(({ id }) => (id === 0 ? [] : [id]))
  const ids = new Set(start)
  if (reach === 'below' || reach === 'both')
    for (const id of (await foundationsOf(reader, start)).hits.keys()) ids.add(id)
  if (reach === 'above' || reach === 'both') {
    const { hits, weakened } = await impactOn(reader, start)
    for (const id of [...hits.keys(), ...weakened.map(({ item }) => item)]) ids.add(id)
  }
  return [...ids].toSorted((a, b) => a - b)
}

/** The items that a picture is of, some hundred at a time, in the order in which they were entered. */
export async function* lookAt(register: Register, ids: readonly number[] | undefined): AsyncGenerator<readonly Seen[]> {
  const batches = ids === undefined ? allItems(register.reader) : these(register.reader, ids)
  for await (const items of batches) {
    const told = await toldOf(register, items)
    yield items.flatMap((item, at) => {
      const { key: _, ...content } = told[at] ?? { key: item.key, relations: [] }
      return [{ item, content }]
    })
  }
}

async function* allItems(reader: Reader): AsyncGenerator<readonly Item[]> {
  for (let last = 0; ; ) {
    const rows = await reader.select(itemTable, 'WHERE t."id" > ? ORDER BY t."id" LIMIT ?', [last, batchSize])
    const end = rows.at(-1)
    if (!end) return
    yield rows
    last = end.id
  }
}

async function* these(reader: Reader, ids: readonly number[]): AsyncGenerator<readonly Item[]> {
  for (let from = 0; from < ids.length; from += batchSize) {
    const some = ids.slice(from, from + batchSize)
    const marks = some.map(() => '?').join(', ')
    yield await reader.select(itemTable, `WHERE t."id" IN (${marks}) ORDER BY t."id"`, some)
  }
}
