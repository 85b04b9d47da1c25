import {
  byCategory,
  categoriesCard,
  categoryCard,
  foundCard,
  itemCard,
  itemNamed,
  itemsFor,
  searchCatalogue,
} from '../catalogue/index.js'
import type { Card } from '../chat/card.js'
import type { Page } from '../chat/page.js'
import { Refusal } from '../kernel/errors.js'
import { pageIn, shorten } from '../kernel/text.js'
import { agreementOf, type CatalogueAsked, showingTo } from './catalogue-desk.js'
import { freeNow } from './catalogue-free.js'

/** The most that is looked for: what commands take. */
const longest = 150

/**
 * The page of the catalogue: `words` looks for something, `category` and `item` open one, `page` goes on. Undefined for a
 * category or an item that there is not, or not for this viewer: the two look alike on purpose.
 */
export async function cataloguePage(
  viewer: CatalogueAsked,
  asked: Readonly<Record<string, string>>,
): Promise<Page | undefined> {
  const words = shorten((asked.words ?? '').trim(), longest)
  const card = await cardFor(viewer, { ...asked, words })
  if (!card) return undefined
  const { voice } = viewer
  return {
    title: voice.say('catalogue.title'),
    card,
    sections: [],
    search: {
      argument: 'words',
      typed: words,
      label: voice.say('catalogue.search'),
      submit: voice.say('catalogue.seek'),
    },
  }
}

async function cardFor(viewer: CatalogueAsked, asked: Readonly<Record<string, string>>): Promise<Card | undefined> {
  const { desk, voice } = viewer
  const { organisation, caller } = desk
  const page = pageIn(asked.page)
  try {
    const showing = { ...showingTo(viewer), linked: true }
    if (asked.item) {
      const item = itemNamed(organisation, asked.item, caller)
      const free = await freeNow(desk.parts.store.read, item, desk.now)
      return itemCard(item, { ...showing, free, agreement: agreementOf(desk, item) })
    }
    if (asked.words) {
      const items = searchCatalogue(organisation, asked.words, { caller, language: voice.language })
      return foundCard(asked.words, { items, page }, showing)
    }
    const shelves = byCategory(itemsFor(organisation, caller))
    if (!asked.category) return categoriesCard(shelves, showing)
    const shelf = shelves.get(asked.category)
    return shelf && categoryCard(shelf.category, { items: shelf.items, page }, showing)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
