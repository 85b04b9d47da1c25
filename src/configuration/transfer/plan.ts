import { Refusal } from '../../kernel/errors.js'
import type { Reader } from '../../store/index.js'
import { wrongWith } from '../check.js'
import { type Item, type ItemFields, keyOf } from '../item.js'
import { itemsByKey, type Register } from '../items.js'
import { differences } from '../keep.js'
import { sufferer } from '../relations.js'
import type { NeedRow } from '../table.js'
import type { EntryProblem, EntryRelation, ItemEntry, Source } from './entry.js'

/** What a file would change, counted, with the first of it line by line. Nothing is changed by looking. */
export interface ImportPlan {
  readonly items: number
  readonly added: number
  readonly changed: number
  readonly related: number
  /** `+ switch-2`, `~ switch-1: state: in use → retired`, `+ wifi depends on switch-2`: the first of them. */
  readonly lines: readonly PlanLine[]
  /** In the order of the file; the first hundred. With any of them nothing can be imported. */
  readonly problems: readonly EntryProblem[]
}

export type PlanLine =
  | { readonly kind: 'added'; readonly key: string; readonly name: string }
  | { readonly kind: 'changed'; readonly key: string; readonly differ: ReturnType<typeof differences> }
  | { readonly kind: 'related'; readonly key: string; readonly relation: EntryRelation }

/** Called with how many items have been looked at, of how many. */
export type Progress = (done: number, all: number) => void

const batchSize = 500
const mostProblems = 100
const mostLines = 200

/** One item of a file beside what stands in the register. */
export interface Beside {
  readonly entry: ItemEntry
  readonly there: Item | undefined
  /** As it is to be; undefined where nothing changes. */
  readonly next: ItemFields | undefined
}

/** Goes through a file in batches; what it keeps in memory is the keys. */
export async function planImport(
  register: Register,
  source: Source,
  progress: Progress = () => {},
): Promise<ImportPlan> {
  const counts = { items: 0, added: 0, changed: 0, related: 0 }
  const lines: PlanLine[] = []
  const problems: EntryProblem[] = []
  const keys = await keysIn(source)
  const seen = new Map<string, number>()
  const tell = (line: number, why: Refusal): void => {
    if (problems.length < mostProblems) problems.push({ kind: 'problem', line, why })
  }
  const add = (line: PlanLine): void => {
    if (lines.length < mostLines) lines.push(line)
  }
  for await (const batch of batches(source, (problem) => tell(problem.line, problem.why))) {
    for (const { key, line } of batch) {
      const before = seen.get(key)
      if (before !== undefined) tell(line, new Refusal('configuration.twice', { key, before }))
      else seen.set(key, line)
    }
    const { pairs, others } = await beside(register, batch)
    const related = await relatedAlready(register, batch, others)
    for (const pair of pairs) {
      const { entry, there, next } = pair
      for (const why of wrongIn(register, pair, keys, others)) tell(entry.line, why)
      if (!there) {
        counts.added++
        add({ kind: 'added', key: entry.key, name: entry.fields.name ?? entry.key })
      } else if (next) {
        counts.changed++
        add({ kind: 'changed', key: entry.key, differ: differences(there, next) })
      }
      for (const relation of entry.relations) {
        if (related.has(sentence(entry.key, relation))) continue
        counts.related++
        add({ kind: 'related', key: entry.key, relation })
      }
    }
    counts.items += batch.length
    progress(counts.items, Math.max(keys.size, counts.items))
  }
  return { ...counts, lines, problems: problems.toSorted((a, b) => a.line - b.line) }
}

async function keysIn(source: Source): Promise<ReadonlySet<string>> {
  const keys = new Set<string>()
  for await (const read of source()) if (read.kind === 'item') keys.add(read.key)
  return keys
}

/** The items of a file, some hundred at a time. */
export async function* batches(
  source: Source,
  onProblem: (problem: EntryProblem) => void,
): AsyncGenerator<readonly ItemEntry[]> {
  let batch: ItemEntry[] = []
  for await (const read of source()) {
    if (read.kind === 'problem') onProblem(read)
    else batch.push(read)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** A batch beside what stands in the register, and the items that it is related to. */
export async function beside(
  register: Register,
  batch: readonly ItemEntry[],
): Promise<{ readonly pairs: readonly Beside[]; readonly others: ReadonlyMap<string, Item> }> {
  const named = batch.flatMap(({ key, relations }) => [key, ...relations.map(({ other }) => keyOf(other))])
  const others = await itemsByKey(register, named)
  const pairs = batch.map((entry): Beside => {
    const there = others.get(entry.key)
    return { entry, there, next: nextOf(there, entry) }
  })
  return { pairs, others }
}

const empty = { name: '', type: '', state: 'in use', attributes: {} } as const

function nextOf(there: Item | undefined, { key, fields }: ItemEntry): ItemFields | undefined {
  const attributes = { ...there?.attributes, ...fields.attributes }
  const kept = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''))
  const next = { ...empty, name: key, ...there, ...fields, attributes: kept }
  return there && Object.keys(differences(there, next)).length === 0 ? undefined : next
}

function* wrongIn(
  { organisation }: Register,
  { entry, there }: Beside,
  keys: ReadonlySet<string>,
  others: ReadonlyMap<string, Item>,
): Generator<Refusal> {
  const { key, fields, relations } = entry
  const wrong = wrongWith(organisation, { key, ...fields })
  if (wrong) yield wrong
  else if (!there && fields.type === undefined) yield new Refusal('configuration.no_type', { key })
  for (const { other, kind, group } of relations) {
    const to = keyOf(other)
    if (to === key) yield new Refusal('configuration.to_itself', { key })
    else if (!keys.has(to) && !others.has(to)) yield new Refusal('configuration.unknown', { key: other })
    else if (group !== undefined && sufferer[kind] === 'neither')
      yield new Refusal('configuration.no_alternatives', { key })
  }
}

export const sentence = (key: string, { kind, other }: Pick<EntryRelation, 'kind' | 'other'>): string =>
  `${key} ${kind}/${keyOf(other)}`

/** The sentences of a batch that stand in the register already. */
export async function relatedAlready(
  { reader }: Register,
  batch: readonly ItemEntry[],
  others: ReadonlyMap<string, Item>,
): Promise<ReadonlySet<string>> {
  const wanted = batch.flatMap((entry) =>
    entry.relations.flatMap((relation) => {
      const need = needBetween(others.get(entry.key), others.get(keyOf(relation.other)), relation)
      return need ? [{ need, words: sentence(entry.key, relation) }] : []
    }),
  )
  const there = new Set<string>()
  for (let from = 0; from < wanted.length; from += batchSize) {
    const some = wanted.slice(from, from + batchSize)
    const ids = JSON.stringify([...new Set(some.map(({ need }) => need.on))])
    const rows = await reader.rows<NeedRow>(
      `SELECT "on", "kind", "item" FROM "item_need" WHERE "on" IN (${idsWithin(reader)})`,
      [ids],
    )
    const known = new Set(rows.map(({ on, kind, item }) => `${on} ${kind} ${item}`))
    for (const { need, words } of some) if (known.has(`${need.on} ${need.kind} ${need.item}`)) there.add(words)
  }
  return there
}

/** Ids that are one parameter, a JSON text. */
export const idsWithin = ({ dialect }: Pick<Reader, 'dialect'>): string =>
  dialect === 'sqlite' ? 'SELECT value FROM json_each(?)' : 'SELECT f::integer FROM json_array_elements_text(?::json) f'

export function needBetween(
  item: Item | undefined,
  other: Item | undefined,
  { kind, group, enough }: EntryRelation,
): NeedRow | undefined {
  if (!item?.id || !other?.id) return undefined
  const ends = sufferer[kind] === 'to' ? { on: item.id, item: other.id } : { on: other.id, item: item.id }
  return { ...ends, kind, ...(group === undefined ? {} : { group, of: 1, enough: enough ?? 1 }) }
}
