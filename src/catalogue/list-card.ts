import type { Action, Block, Card, Item, Line } from '../chat/card.js'
import type { CatalogueCategory, CatalogueItem } from '../organisation/index.js'
import { deliveryOf } from './delivery.js'
import type { Showing } from './item-card.js'
import { priceText } from './money.js'
import { photoOf } from './photo.js'
import type { byCategory } from './shelf.js'
import { leadTo, onPage, type Way } from './way.js'

const pageSize = 10
const fewNames = 4

/** The categories of what somebody may order, each with how much is in it. */
export function categoriesCard(shelves: ReturnType<typeof byCategory>, showing: Showing): Card {
  const { voice, linked } = showing
  const { language } = voice
  const items = [...shelves.values()].map(({ category, items: there }): Item => {
    const way: Way = { command: 'catalogue browse', args: { category: category.id } }
    const names = there.slice(0, fewNames).map(({ name }) => name[language])
    return {
      line: [
        { kind: 'strong', text: category.name[language] },
        ` · ${voice.say('catalogue.count', { count: there.length })}`,
      ],
      detail: [`${names.join(', ')}${there.length > fewNames ? ' …' : ''}`],
      action: leadTo(voice.say('catalogue.look'), way, showing),
    }
  })
  const title: Line = [voice.say('catalogue.title')]
  if (items.length === 0)
    return { title, tone: 'plain', blocks: [{ kind: 'text', line: [voice.say('catalogue.nothing')] }] }
  const how: readonly Block[] = linked ? [] : [{ kind: 'note', line: voice.line('catalogue.how') }]
  return { title, tone: 'plain', blocks: [{ kind: 'list', items }, ...how], ...onPage({ args: {} }, showing) }
}

export interface Listed {
  readonly items: readonly CatalogueItem[]
  /** Counted from 1. */
  readonly page: number
}

/** What is in a category, ten a page. */
export const categoryCard = (category: CatalogueCategory, listed: Listed, showing: Showing): Card =>
  listCard(
    [category.name[showing.voice.language]],
    { ...listed, way: { command: 'catalogue browse', args: { category: category.id } } },
    showing,
  )

/** What fits somebody's words, the best first. */
export function foundCard(words: string, listed: Listed, showing: Showing): Card {
  const { voice } = showing
  const title: Line = [voice.say('catalogue.found', { words })]
  if (listed.items.length > 0)
    return listCard(title, { ...listed, way: { command: 'catalogue find', args: { words } } }, showing)
  return {
    title,
    tone: 'muted',
    blocks: [
      { kind: 'text', line: [voice.say('catalogue.not_found')] },
      { kind: 'actions', actions: [wholeCatalogue(showing)] },
    ],
  }
}

/** Leads back to all categories. */
export const wholeCatalogue = (showing: Showing): Action =>
  leadTo(showing.voice.say('catalogue.all'), { command: 'catalogue browse', args: {} }, showing)

function listCard(title: Line, { items, page, way }: Listed & { readonly way: Way }, showing: Showing): Card {
  const { voice, linked } = showing
  const shown = items.slice((page - 1) * pageSize, page * pageSize)
  const next: Way = { ...way, args: { ...way.args, page: String(page + 1) } }
  const actions = [
    ...(items.length > page * pageSize ? [leadTo(voice.say('desk.next_page'), next, showing)] : []),
    ...(linked ? [wholeCatalogue(showing)] : []),
  ]
  return {
    title,
    tone: 'plain',
    blocks: [
      { kind: 'list', items: shown.map((item) => itemLine(item, showing)) },
      ...(actions.length > 0 ? [{ kind: 'actions', actions } as const] : []),
    ],
    ...onPage(way, showing),
  }
}

/** An item in two lines: what it is and costs, what one gets and by when. */
function itemLine(item: CatalogueItem, showing: Showing): Item {
  const { voice, organisation, now } = showing
  const { language } = voice
  const { id, name, deliverable, description, price } = item
  const picture = showing.linked ? photoOf(item, showing) : undefined
  const what = (deliverable ?? description)?.[language]
  const by = deliveryOf(item, organisation, now)?.by
  const when: Line = by
    ? voice.line('catalogue.there_by', { at: { kind: 'time', at: by.toISOString(), style: 'moment' } })
    : []
  const detail: Line = [...(what === undefined ? [] : [what]), ...(what !== undefined && by ? [' · '] : []), ...when]
  return {
    line: [{ kind: 'strong', text: name[language] }, ...(price ? [` · ${priceText(price, voice)}`] : [])],
    ...(detail.length > 0 ? { detail } : {}),
    ...(picture ? { picture } : {}),
    action: leadTo(voice.say('catalogue.look'), { command: 'catalogue show', args: { item: id } }, showing),
  }
}
