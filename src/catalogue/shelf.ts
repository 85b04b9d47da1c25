import { nearestWord } from '../chat/near.js'
import { Refusal } from '../kernel/errors.js'
import type { CatalogueCategory, CatalogueItem, Organisation } from '../organisation/index.js'
import type { Caller } from '../people/index.js'
import { folded } from './folded.js'
import { mayOrder } from './may-order.js'

type Shelf = Pick<Organisation, 'catalogue'>

/** What somebody may order, in the order of the catalogue. */
export const itemsFor = ({ catalogue }: Shelf, caller: Caller): readonly CatalogueItem[] =>
  [...catalogue.values()].filter((item) => mayOrder(item, caller))

/** The categories in which there is something, each with what is in it. */
export function byCategory(
  items: readonly CatalogueItem[],
): ReadonlyMap<string, { readonly category: CatalogueCategory; readonly items: readonly CatalogueItem[] }> {
  const found = new Map<string, { category: CatalogueCategory; items: CatalogueItem[] }>()
  for (const item of items) {
    const { category } = item
    const there = found.get(category.id)
    if (there) there.items.push(item)
    else found.set(category.id, { category, items: [item] })
  }
  return found
}

/**
 * The item of an id or a name, in whichever language. Refuses with `catalogue.unknown` what there is not and what the caller
 * may not order: the two look alike on purpose, and what is suggested instead is theirs to see.
 */
export function itemNamed(shelf: Shelf, typed: string, caller: Caller, field = 'item'): CatalogueItem {
  const exact = shelf.catalogue.get(typed.trim().toLowerCase())
  if (exact && mayOrder(exact, caller)) return exact
  const items = itemsFor(shelf, caller)
  const wanted = folded(typed.trim())
  const found = items.find(({ id, name }) => [id, name.en, name.da].some((word) => folded(word) === wanted))
  if (found) return found
  throw unknown('unknown', typed, field, namesOf(items))
}

/** The category of an id or a name in which there is something for the caller. Refuses with `catalogue.no_category`. */
export function categoryNamed(shelf: Shelf, typed: string, caller: Caller, field = 'category'): CatalogueCategory {
  const categories = [...byCategory(itemsFor(shelf, caller)).values()].map(({ category }) => category)
  const wanted = folded(typed.trim())
  const found = categories.find(({ id, name }) => [id, name.en, name.da].some((word) => folded(word) === wanted))
  if (found) return found
  throw unknown('no_category', typed, field, namesOf(categories))
}

const namesOf = (things: readonly Pick<CatalogueItem, 'id' | 'name'>[]): readonly string[] =>
  things.flatMap(({ id, name }) => [id, name.en, name.da])

function unknown(code: 'unknown' | 'no_category', typed: string, field: string, known: readonly string[]): Refusal {
  const near = nearestWord(typed.trim(), known)
  return near === undefined
    ? new Refusal(`catalogue.${code}`, { typed }, field)
    : new Refusal(`catalogue.${code}_near`, { typed, near }, field)
}
