import { mayOrder } from '../catalogue/index.js'
import type { CatalogueItem, Organisation } from '../organisation/index.js'
import type { Caller } from '../people/index.js'
import type { Reader } from '../store/index.js'
import { freeIn, nextFree, type Wanted } from './book.js'

/** What somebody can have instead of what is taken. */
export interface Alternatives {
  /** Others of the same category of which there is room at that time, in the order of the catalogue. */
  readonly items: readonly CatalogueItem[]
  /** When the same is free for as long. */
  readonly next: Date | undefined
}

/** As many as anybody reads. */
const most = 3

/**
 * The next best offers for whoever wants what is full: other items of its category that are booked by the same kind of answers
 * and that the caller may order, and the next time at which the same is free.
 */
export async function alternatives(
  reader: Reader,
  { catalogue }: Pick<Organisation, 'catalogue'>,
  wanted: Wanted & { readonly item: CatalogueItem },
  { caller, now }: { readonly caller: Caller; readonly now: Date },
): Promise<Alternatives> {
  const { item, from, to, count } = wanted
  const items: CatalogueItem[] = []
  for (const other of catalogue.values()) {
    if (items.length >= most) break
    if (other.id === item.id || other.category.id !== item.category.id) continue
    if (!isAlike(item, other) || !mayOrder(other, caller)) continue
    if ((await freeIn(reader, other, { from, to })) >= count) items.push(other)
  }
  return { items, next: await nextFree(reader, wanted, { notBefore: now }) }
}

/** Of both there are only so many, and both are taken for a time, or both until they are given back. */
const isAlike = (one: CatalogueItem, other: CatalogueItem): boolean =>
  other.stock !== undefined && (one.booked === undefined) === (other.booked === undefined)
