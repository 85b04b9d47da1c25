import {
  byCategory,
  categoriesCard,
  categoryCard,
  categoryNamed,
  foundCard,
  itemCard,
  itemNamed,
  itemsFor,
  type Showing,
  searchCatalogue,
  wishedIn,
} from '../catalogue/index.js'
import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { pageIn } from '../kernel/text.js'
import type { Agreement, CatalogueItem } from '../organisation/index.js'
import { can } from '../people/index.js'
import { agreementFor } from '../sla/index.js'
import { freeNow } from './catalogue-free.js'
import type { Desk } from './desk.js'
import type { Parts } from './parts.js'
import { worksHere } from './team.js'

/** The command behind the button that orders; without it what is in the catalogue can only be looked at. */
const orders = 'request order'
const puts = 'request add'

/** What a caller may see of the service catalogue. What is not for them is not there. */
export interface CatalogueDesk {
  /** An item by its id or name. Refuses with `catalogue.unknown`. */
  item(typed: string): CatalogueItem
  /** One item: what it costs, by when it would be there, and a button to order it. */
  show(typed: string, voice: Voice): Promise<Card>
  /** The categories, or what is in one of them. Refuses with `catalogue.no_category`. */
  browse(category: string | undefined, page: string | undefined, voice: Voice): Card
  /** What fits somebody's words, the best first. */
  find(words: string, page: string | undefined, voice: Voice): Card
  /** What of it somebody’s words wish for, the best first; nothing where nothing can be ordered. */
  wished(words: string): readonly CatalogueItem[]
}

/** Whose parts, caller and moment count, and in which language it is told. */
export interface CatalogueAsked {
  readonly desk: Pick<Desk, 'caller' | 'now' | 'organisation'> & {
    readonly parts: Pick<Parts, 'registry' | 'store'>
  }
  readonly voice: Voice
}

/** What cards of the catalogue are made with for somebody. */
export function showingTo({ desk, voice }: CatalogueAsked): Showing {
  const { parts, caller, now, organisation } = desk
  return {
    organisation,
    voice,
    now,
    order: parts.registry.find(orders) ? orders : undefined,
    basket: parts.registry.find(puts) ? puts : undefined,
    staff: worksHere(caller) || can(caller, ['reporter']),
  }
}

/** An item's own agreement, where an order of it by the caller would be under it now. */
export function agreementOf(
  { caller, now, organisation }: Pick<CatalogueAsked['desk'], 'caller' | 'now' | 'organisation'>,
  { agreement: item, service }: CatalogueItem,
): Agreement | undefined {
  if (item === undefined) return undefined
  const requester = caller.person.id
  const found = agreementFor(organisation, { kind: 'sla', practice: 'request', requester, service, item, at: now })
  return found?.id === item ? found : undefined
}

/** `desk` is a command's own. */
export function catalogueDesk(desk: CatalogueAsked['desk']): CatalogueDesk {
  const { organisation, caller } = desk
  return {
    item: (typed) => itemNamed(organisation, typed, caller),
    async show(typed, voice) {
      const item = itemNamed(organisation, typed, caller)
      const free = await freeNow(desk.parts.store.read, item, desk.now)
      return itemCard(item, { ...showingTo({ desk, voice }), free, agreement: agreementOf(desk, item) })
    },
    browse(typed, page, voice) {
      const shelves = byCategory(itemsFor(organisation, caller))
      const showing = showingTo({ desk, voice })
      if (typed === undefined) return categoriesCard(shelves, showing)
      const category = categoryNamed(organisation, typed, caller)
      return categoryCard(category, { items: shelves.get(category.id)?.items ?? [], page: pageIn(page) }, showing)
    },
    find(words, page, voice) {
      const items = searchCatalogue(organisation, words, { caller, language: voice.language })
      return foundCard(words, { items, page: pageIn(page) }, showingTo({ desk, voice }))
    },
    wished: (words) => (desk.parts.registry.find(orders) ? wishedIn(organisation, words, caller) : []),
  }
}
