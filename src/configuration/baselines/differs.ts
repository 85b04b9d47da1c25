import type { Reader } from '../../store/index.js'
import { keyOf } from '../item.js'
import { itemsByKey, type Register } from '../items.js'
import { type BaselineRow, baselineItemTable, type HistoryRow, historyTable } from '../table.js'
import { compare, type Difference } from './compare.js'
import { type Explained, explain, type Span, type Subject } from './explain.js'
import { changedSince, idsWithin, listOf, type Seen } from './picture.js'

/** An item that is not as it was in a baseline. */
export interface Differing {
  readonly key: string
  readonly name: string
  readonly differences: readonly Explained[]
}

/** When the register of these items might be changed; who knows of changes brings it. */
export type SpansOf = (reader: Reader, items: readonly number[]) => Promise<readonly Span[]>

/**
 * What differs now from a baseline, some hundred items at a time and only those that differ: first those that there are,
 * in the order in which they were entered, then those that are not in it any more, by their keys.
 */
export async function* differing(
  register: Register,
  baseline: BaselineRow,
  spansOf: SpansOf,
): AsyncGenerator<readonly Differing[]> {
  const ids = await idsWithin(register, baseline)
  for await (const batch of changedSince(register, baseline.name, ids))
    yield ofThese(register, baseline, spansOf, batch)
  for await (const keys of gone(register.reader, baseline, ids)) yield ofGone(register, baseline, spansOf, keys)
}

/** What differs of one item; undefined when it is as it was. */
export async function differingOf(
  register: Register,
  baseline: BaselineRow,
  key: string,
  spansOf: SpansOf,
): Promise<Differing | undefined> {
  const ids = await idsWithin(register, baseline)
  const item = (await itemsByKey(register, [key])).get(keyOf(key))
  if (item && (ids === undefined || ids.includes(item.id))) {
    for await (const batch of changedSince(register, baseline.name, [item.id]))
      return (await ofThese(register, baseline, spansOf, batch))[0]
    return undefined
  }
  const there = await register.reader.one(baselineItemTable, { baseline: baseline.name, key: keyOf(key) })
  return there && (await ofGone(register, baseline, spansOf, [there.key]))[0]
}

async function ofThese(register: Register, baseline: BaselineRow, spansOf: SpansOf, batch: readonly Seen[]) {
  const found = batch.flatMap((seen) => differencesOf(baseline, seen))
  return explained(register, baseline, spansOf, found)
}

async function ofGone(register: Register, baseline: BaselineRow, spansOf: SpansOf, keys: readonly string[]) {
  const there = await itemsByKey(register, keys)
  const found = keys.map((key): Found => {
    const item = there.get(key)
    const subject = { key, item: item?.id ?? 0, known: item !== undefined, since: baseline.at }
    return { subject, name: item?.name ?? key, differences: [{ kind: 'gone' }] }
  })
  return explained(register, baseline, spansOf, found)
}

/** So many keys are read by one statement. */
const batchSize = 500

interface Found {
  readonly subject: Subject
  readonly name: string
  readonly differences: readonly Difference[]
}

function differencesOf({ at, seeds }: BaselineRow, seen: Seen): readonly Found[] {
  const { id, key, name, madeAt, now } = seen
  const ofSome = seeds.length > 0
  // A service of the desk file is an item whether or not anything was related to it.
  const byFile = now.fields === undefined
  const then = seen.before ?? (byFile && !ofSome ? { relations: [] } : undefined)
  const known = ofSome && (byFile || madeAt <= at)
  const all = compare(then, now)
  // What came into the picture by what leads to it had its own relations before.
  const differences = !then && known ? all.slice(0, 1) : all
  return differences.length === 0 ? [] : [{ subject: { key, item: id, known, since: at }, name, differences }]
}

/** The keys that are in a baseline and would not be in it now. */
async function* gone(
  reader: Reader,
  { name }: BaselineRow,
  ids: readonly number[] | undefined,
): AsyncGenerator<readonly string[]> {
  const still = ids === undefined ? '' : ` AND i."id" IN (${listOf(reader)})`
  for (let last = ''; ; ) {
    const rows = await reader.rows<{ key: string }>(
      `SELECT b."key" AS "key" FROM "baseline_item" b WHERE b."baseline" = ? AND b."key" > ? AND NOT EXISTS (
        SELECT 1 FROM "item" i WHERE i."key" = b."key"${still}) ORDER BY b."key" LIMIT ?`,
      [name, last, ...(ids === undefined ? [] : [JSON.stringify(ids)]), batchSize],
    )
    const end = rows.at(-1)
    if (!end) return
    yield rows.map(({ key }) => key)
    last = end.key
  }
}

async function explained(
  register: Register,
  { mark }: BaselineRow,
  spansOf: SpansOf,
  found: readonly Found[],
): Promise<readonly Differing[]> {
  if (found.length === 0) return []
  const { reader } = register
  const others = await itemsByKey(
    register,
    found.flatMap(({ differences }) => differences.flatMap(otherOf)),
  )
  const own = found.map(({ subject }) => subject.item)
  const ids = [...new Set([...own, ...[...others.values()].map(({ id }) => id)])].filter((id) => id !== 0)
  const history = grouped(await historySince(reader, mark, own))
  const spans = grouped(await spansOf(reader, ids))
  return found.map(({ subject, name, differences }) => ({
    key: subject.key,
    name,
    differences: differences.map((difference) => {
      // A relation is the matter of both its ends.
      const ends = [subject.item, ...otherOf(difference).map((key) => others.get(key)?.id ?? 0)]
      return explain(subject, difference, {
        history: history.get(subject.item) ?? [],
        spans: ends.flatMap((id) => spans.get(id) ?? []),
      })
    }),
  }))
}

const otherOf = (difference: Difference): readonly string[] =>
  'relation' in difference ? [difference.relation.other] : []

async function historySince(reader: Reader, mark: number, items: readonly number[]): Promise<readonly HistoryRow[]> {
  const marks = items.map(() => '?').join(', ')
  const kinds = `('added', 'changed', 'related', 'unrelated')`
  return reader.select(
    historyTable,
    `WHERE t."item" IN (${marks}) AND t."id" > ? AND t."kind" IN ${kinds} ORDER BY t."id"`,
    [...items, mark],
  )
}

function grouped<T extends { readonly item: number }>(rows: readonly T[]): ReadonlyMap<number, readonly T[]> {
  const by = new Map<number, T[]>()
  for (const row of rows) {
    const there = by.get(row.item)
    if (there) there.push(row)
    else by.set(row.item, [row])
  }
  return by
}

/** How much differs in all. */
export interface Counts {
  readonly items: number
  readonly entered: number
  readonly gone: number
  readonly fields: number
  readonly relations: number
  /** Differences for which no change accounts. */
  readonly unaccounted: number
  /** Differences for which only what was reported as unauthorised accounts. */
  readonly reported: number
}

export const noCounts: Counts = { items: 0, entered: 0, gone: 0, fields: 0, relations: 0, unaccounted: 0, reported: 0 }

/** Counts some more of what differs. */
export function tally(counts: Counts, batch: readonly Differing[]): Counts {
  const sum = { ...counts, items: counts.items + batch.length }
  for (const { difference, account } of batch.flatMap(({ differences }) => differences)) {
    sum[countOf(difference)]++
    if (account === 'nothing') sum.unaccounted++
    if (account === 'unauthorised') sum.reported++
  }
  return sum
}

/** A page of what differs. */
export interface Page {
  readonly counts: Counts
  readonly shown: readonly Differing[]
  readonly more: boolean
}

/** Counts all that differs, and keeps no more of it than the page that is asked for. `page` is counted from 1. */
export async function pageOf(
  all: AsyncIterable<readonly Differing[]>,
  { page, size, only }: { readonly page: number; readonly size: number; readonly only?: 'unaccounted' | undefined },
): Promise<Page> {
  let counts = noCounts
  const shown: Differing[] = []
  let fits = 0
  for await (const batch of all) {
    counts = tally(counts, batch)
    for (const one of batch) {
      if (only && !one.differences.some(({ account }) => account === 'nothing')) continue
      fits++
      if (fits > (page - 1) * size && fits <= page * size) shown.push(one)
    }
  }
  return { counts, shown, more: fits > page * size }
}

const countOf = ({ kind }: Difference): 'entered' | 'gone' | 'fields' | 'relations' =>
  kind === 'field' ? 'fields' : kind === 'related' || kind === 'unrelated' ? 'relations' : kind
