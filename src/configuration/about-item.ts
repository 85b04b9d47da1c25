import type { Reader } from '../store/index.js'
import { type Brief, briefsOf } from './impact-of.js'
import type { Register } from './items.js'
import { type Relation, relationOf } from './relate.js'
import { type HistoryRow, historyTable, needTable } from './table.js'

/** A relation with its two items in a few words. */
export interface NamedRelation extends Omit<Relation, 'item' | 'other'> {
  readonly item: Brief
  readonly other: Brief
}

/** The relations of an item, those that begin with it first; of a hub that has thousands, the first of them. */
export async function relationsOf(register: Register, id: number, limit = 200): Promise<readonly NamedRelation[]> {
  if (id === 0) return []
  const rows = await register.reader.select(
    needTable,
    'WHERE t."item" = ? OR t."on" = ? ORDER BY t."kind", t."item", t."on" LIMIT ?',
    [id, id, limit],
  )
  const relations = rows.map(relationOf)
  const briefs = await briefsOf(
    register,
    relations.flatMap(({ item, other }) => [item, other]),
  )
  const named = relations.flatMap(({ item, other, ...rest }) => {
    const [from, to] = [briefs.get(item), briefs.get(other)]
    return from && to ? [{ ...rest, item: from, other: to }] : []
  })
  return [...named.filter(({ item }) => item.id === id), ...named.filter(({ item }) => item.id !== id)]
}

/** What was done to an item, the newest first. */
export const historyOf = (
  reader: Reader,
  id: number,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<readonly HistoryRow[]> =>
  reader.select(historyTable, 'WHERE t."item" = ? ORDER BY t."id" DESC LIMIT ? OFFSET ?', [id, limit, offset])
