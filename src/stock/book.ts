import type { Language } from '../chat/language.js'
import { Refusal, type Way } from '../kernel/errors.js'
import type { CatalogueItem } from '../organisation/index.js'
import type { Reader, Work } from '../store/index.js'
import { isForEver, type Span } from './span.js'
import { type StockBookingRow, stockBookingTable, stockItemTable } from './table.js'
import { firstFree, levelsIn, peakOf, reachOf } from './taken.js'

/** What is wanted of an item of which there are only so many. */
export interface Wanted extends Span {
  readonly item: Pick<CatalogueItem, 'id' | 'stock' | 'name'>
  readonly count: number
}

/** Who wants it: the id of a record, and which of its lines, counted from 1. */
export interface Holder {
  readonly record: number
  readonly line: number
}

/** There is no room for all that is wanted. `left` are there in that time; `next` is when as many are free for as long. */
export class Full extends Refusal {
  constructor(
    readonly wanted: Wanted & Holder,
    readonly left: number,
    readonly next: Date | undefined,
    private readonly language: Language,
    ways: readonly Way[] = [],
  ) {
    const params = { item: wanted.item.name[language], count: wanted.count, left }
    super(left === 0 ? 'stock.none_left' : 'stock.too_few', params, undefined, ways)
  }

  /** The same with what can be had instead. */
  offering(ways: readonly Way[]): Full {
    return new Full(this.wanted, this.left, this.next, this.language, ways)
  }
}

/**
 * Takes what an order wants, in its unit of work, or refuses all of it with `Full`: at no instant is more taken than there is,
 * whoever books at the same time. Items without `stock` are there for everybody. They are held in the order of their ids,
 * so that two orders never wait for each other.
 */
export async function book(work: Work, orders: readonly (Wanted & Holder)[], language: Language): Promise<void> {
  for (const order of orders.toSorted((one, other) => (one.item.id < other.item.id ? -1 : 1))) {
    const { item, count, from, to, record, line } = order
    if (item.stock === undefined) continue
    await work.insertNew(stockItemTable, { item: item.id })
    await work.hold(stockItemTable, { item: item.id })
    const left = await freeIn(work, item, { from, to })
    if (left < count) throw new Full(order, left, await nextFree(work, order, { notBefore: work.now }), language)
    const reach = reachOf({ from, to })
    await work.insert(stockBookingTable, { item: item.id, record, line, count, from, to, reach, madeAt: work.now })
    work.audit('stock.booked', item.id, { record, line, count, from: from.toISOString(), to: to.toISOString() })
  }
}

/** How many of an item are there for the whole of a span; without a limit, more than anybody orders. */
export async function freeIn(reader: Reader, item: Pick<CatalogueItem, 'id' | 'stock'>, span: Span): Promise<number> {
  if (item.stock === undefined) return Number.POSITIVE_INFINITY
  return Math.max(0, item.stock - peakOf(await levelsIn(reader, item.id, span)))
}

/**
 * When as many are free for as long: not before what is wanted begins, nor before `notBefore`. Undefined where that is not
 * within a year, or never.
 */
export async function nextFree(
  reader: Reader,
  { item, count, from, to }: Wanted,
  { notBefore }: { readonly notBefore: Date },
): Promise<Date | undefined> {
  const after = from < notBefore ? notBefore : from
  if (item.stock === undefined) return after
  const length = isForEver({ to }) ? undefined : to.getTime() - from.getTime()
  return firstFree(reader, { item: item.id, room: item.stock - count, length, after })
}

/**
 * Gives back what a record has taken, or one of its lines: what is to come is free again, what has begun ends now. Once more
 * is no harm. Tells how much of it there was.
 */
export async function release(work: Work, record: number, line?: number): Promise<number> {
  const held = await heldBy(work, { record, now: work.now, line })
  for (const { id, from, item, line: of, count } of held) {
    if (from < work.now) await work.update(stockBookingTable, { id }, { to: work.now })
    else await work.remove(stockBookingTable, { id })
    work.audit('stock.released', item, { record, line: of, count })
  }
  return held.length
}

/** What a record has taken that is not over, or one of its lines. */
export const heldBy = (
  reader: Reader,
  { record, now, line }: { readonly record: number; readonly now: Date; readonly line?: number | undefined },
): Promise<readonly StockBookingRow[]> =>
  reader.select(
    stockBookingTable,
    `WHERE t."record" = ?${line === undefined ? '' : ' AND t."line" = ?'} AND t."to" > ? ORDER BY t."id"`,
    [record, ...(line === undefined ? [] : [line]), now.toISOString()],
  )

/** What is taken of an item now or later, in the order in which it is free again; at most so many. */
export const bookingsOf = (
  reader: Reader,
  item: string,
  { now, most }: { readonly now: Date; readonly most: number },
): Promise<readonly StockBookingRow[]> =>
  reader.select(stockBookingTable, 'WHERE t."item" = ? AND t."to" > ? ORDER BY t."to", t."id" LIMIT ?', [
    item,
    now.toISOString(),
    most,
  ])
