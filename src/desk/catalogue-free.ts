import { minutes } from '../kernel/duration.js'
import type { CatalogueItem } from '../organisation/index.js'
import { freeIn, nextFree } from '../stock/index.js'
import type { Reader } from '../store/index.js'

/** How many of an item are free at this moment; undefined for what there is always enough of. */
export async function freeNow(
  reader: Reader,
  item: CatalogueItem,
  now: Date,
): Promise<{ readonly count: number; readonly next?: Date } | undefined> {
  if (item.stock === undefined) return undefined
  const moment = { from: now, to: new Date(now.getTime() + minutes(1)) }
  const count = await freeIn(reader, item, moment)
  const next = count > 0 ? undefined : await nextFree(reader, { item, count: 1, ...moment }, { notBefore: now })
  return { count, ...(next ? { next } : {}) }
}
