import { briefsOf } from '../impact-of.js'
import type { Item, ItemFields } from '../item.js'
import type { Register } from '../items.js'
import { fieldsOf } from '../keep.js'
import { type Relation, relationOf } from '../relate.js'
import { itemTable, needTable } from '../table.js'
import type { EntryRelation } from './entry.js'

/** An item as a file is to tell it. */
export interface Told {
  readonly key: string
  /** Absent for a service of the desk file, of which only the relations are kept here. */
  readonly fields?: ItemFields
  readonly relations: readonly EntryRelation[]
}

const batchSize = 500

/** All items with the relations that begin with them, some hundred at a time, in the order in which they were entered. */
export async function* everything(register: Register): AsyncGenerator<readonly Told[]> {
  const { reader } = register
  for (let last = 0; ; ) {
    const rows = await reader.select(itemTable, 'WHERE t."id" > ? ORDER BY t."id" LIMIT ?', [last, batchSize])
    const end = rows.at(-1)
    if (!end) return
    yield await toldOf(register, rows)
    last = end.id
  }
}

/** These items, as a file is to tell them. */
export async function toldOf(register: Register, rows: readonly Item[]): Promise<readonly Told[]> {
  const { reader, organisation } = register
  const ids = JSON.stringify(rows.map(({ id }) => id))
  const among =
    reader.dialect === 'sqlite'
      ? 'SELECT value FROM json_each(?)'
      : 'SELECT f::integer FROM json_array_elements_text(?::json) f'
  const needs = [
    ...(await reader.select(needTable, `WHERE t."item" IN (${among}) AND t."kind" <> 'part of'`, [ids])),
    ...(await reader.select(needTable, `WHERE t."on" IN (${among}) AND t."kind" = 'part of'`, [ids])),
  ].map(relationOf)
  const others = await briefsOf(
    register,
    needs.map(({ other }) => other),
  )
  const byItem = new Map<number, Relation[]>(rows.map(({ id }) => [id, []]))
  for (const need of needs) byItem.get(need.item)?.push(need)
  return rows.map((row): Told => {
    const relations = (byItem.get(row.id) ?? []).flatMap(({ kind, other, group, enough }): readonly EntryRelation[] => {
      const to = others.get(other)
      return to ? [{ kind, other: to.key, ...(group === undefined ? {} : { group, enough: enough ?? 1 }) }] : []
    })
    const sorted = relations.toSorted((a, b) => (`${a.kind} ${a.other}` < `${b.kind} ${b.other}` ? -1 : 1))
    const byFile = row.type === 'service' && organisation.services.has(row.key)
    return { key: row.key, ...(byFile ? {} : { fields: fieldsOf(row) }), relations: sorted }
  })
}
