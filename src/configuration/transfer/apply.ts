import { Refusal } from '../../kernel/errors.js'
import { actorWord } from '../../store/index.js'
import { type Item, keyOf } from '../item.js'
import { type Books, differences, fieldsOf, held } from '../keep.js'
import { type HistoryRow, historyTable, itemTable, type NeedRow, needTable } from '../table.js'
import type { ItemEntry, Source } from './entry.js'
import {
  batches,
  beside,
  type ImportPlan,
  idsWithin,
  needBetween,
  type Progress,
  planImport,
  relatedAlready,
  sentence,
} from './plan.js'

/**
 * Imports a file, in the unit of work that is open: all of it or, with a single line that is wrong, nothing. Tells what
 * was changed.
 */
export async function applyImport(books: Books, source: Source, progress: Progress = () => {}): Promise<ImportPlan> {
  const register = { reader: books.work, organisation: books.organisation }
  const plan = await planImport(register, source)
  const [first] = plan.problems
  if (first) throw new Refusal('configuration.not_imported', { line: first.line, why: phraseOf(first.why) })
  let done = 0
  for await (const batch of batches(source, () => {})) {
    await writeItems(books, batch)
    done += batch.length
    progress(done, plan.items)
  }
  for await (const batch of batches(source, () => {})) await writeRelations(books, batch)
  const { items, added, changed, related } = plan
  books.work.audit('items.imported', 'items', { items, added, changed, related })
  return plan
}

export const phraseOf = ({ code, params }: Refusal) => ({ words: `refusals.${code}.says`, params })

async function writeItems(books: Books, batch: readonly ItemEntry[]): Promise<void> {
  const { work, organisation } = books
  const { pairs } = await beside({ reader: work, organisation }, batch)
  const news = pairs.flatMap(({ entry, there, next }) =>
    there || !next ? [] : [{ key: entry.key, ...fieldsOf(next), version: 1, madeAt: work.now, changedAt: work.now }],
  )
  await work.insertAll(itemTable, news)
  const made = await idsOf(
    books,
    news.map(({ key }) => key),
  )
  const at = { at: work.now, actor: actorWord(work.actor) }
  await work.insertAll(
    historyTable,
    news.map((item) => ({
      ...at,
      item: made.get(item.key) ?? 0,
      kind: 'added' as const,
      data: differences(undefined, item),
    })),
  )
  for (const { there, next } of pairs) {
    if (!there || !next) continue
    const item = await held(books, there)
    const set = { ...fieldsOf(next), version: item.version + 1, changedAt: work.now }
    await work.update(itemTable, { id: item.id }, set)
    await work.insert(historyTable, { ...at, item: item.id, kind: 'changed', data: differences(there, next) })
  }
}

async function idsOf({ work }: Books, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map()
  const marks = keys.map(() => '?').join(', ')
  const rows = await work.rows<{ id: number; key: string }>(
    `SELECT "id", "key" FROM "item" WHERE "key" IN (${marks})`,
    keys,
  )
  return new Map(rows.map(({ id, key }) => [key, id]))
}

async function writeRelations(books: Books, batch: readonly ItemEntry[]): Promise<void> {
  const { work, organisation } = books
  const related = batch.filter(({ relations }) => relations.length > 0)
  if (related.length === 0) return
  const register = { reader: work, organisation }
  const { others } = await beside(register, related)
  const there = await relatedAlready(register, related, others)
  const items = new Map<string, Item>(others)
  const news: NeedRow[] = []
  const lines: Omit<HistoryRow, 'id'>[] = []
  const at = { at: work.now, actor: actorWord(work.actor), kind: 'related' } as const
  const told = new Set<string>()
  for (const entry of related)
    for (const relation of entry.relations) {
      const words = sentence(entry.key, relation)
      if (there.has(words) || told.has(words)) continue
      told.add(words)
      for (const key of [entry.key, keyOf(relation.other)]) {
        const item = items.get(key)
        if (item?.id === 0) items.set(key, await held(books, item))
      }
      const need = needBetween(items.get(entry.key), items.get(keyOf(relation.other)), relation)
      if (!need) continue
      news.push(need)
      const data = { kind: relation.kind, item: entry.key, other: keyOf(relation.other) }
      lines.push({ ...at, item: items.get(entry.key)?.id ?? 0, data })
    }
  for (let from = 0; from < news.length; from += 500) await work.insertAll(needTable, news.slice(from, from + 500))
  await work.insertAll(historyTable, lines)
  await countGroups(books, news)
}

/** Tells the relations of each group how many items are in it: one statement for all groups that are called the same. */
async function countGroups({ work }: Books, news: readonly NeedRow[]): Promise<void> {
  const enoughIn = new Map(
    news.flatMap(({ item, group, enough = 1 }) => (group === undefined ? [] : [[`${item}/${group}`, enough] as const])),
  )
  const items = new Map<string, Set<number>>()
  for (const { item, group } of news) {
    if (group === undefined) continue
    const alike = JSON.stringify([group, enoughIn.get(`${item}/${group}`)])
    items.set(alike, (items.get(alike) ?? new Set()).add(item))
  }
  for (const [alike, those] of items) {
    const [group, enough] = JSON.parse(alike) as [string, number]
    await work.run(
      `UPDATE "item_need" AS "n" SET "enough" = ?, "of" = (SELECT count(DISTINCT o."on") FROM "item_need" o
         WHERE o."item" = "n"."item" AND o."group" = "n"."group")
       WHERE "group" = ? AND "item" IN (${idsWithin(work)})`,
      [enough, group, JSON.stringify([...those])],
    )
  }
}
