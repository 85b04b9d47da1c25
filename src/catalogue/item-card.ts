import type { Action, Block, Card, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { type Agreement, type CatalogueItem, nameOf, type Organisation } from '../organisation/index.js'
import { deliveryOf } from './delivery.js'
import { leadText } from './lead.js'
import { moneyText, priceText } from './money.js'
import { photoOf } from './photo.js'
import { promiseText } from './promise.js'
import { leadTo, onPage } from './way.js'
import { contactText, seatText } from './whom.js'

/** What a card of the catalogue is made with. */
export interface Showing {
  readonly organisation: Organisation
  readonly voice: Voice
  readonly now: Date
  /** The command behind the button that orders, with the item as its `item`; without it there is no button. */
  readonly order?: string | undefined
  /** The command behind the button that puts it into the basket. */
  readonly basket?: string | undefined
  /** The reader works here, and is shown how it is approved and fulfilled besides. */
  readonly staff?: boolean
  /** How many of the item are free at this moment; when one is again where none is. */
  readonly free?: { readonly count: number; readonly next?: Date } | undefined
  /** The item's own agreement, where an order of it would be under it for this reader. */
  readonly agreement?: Agreement | undefined
  /** On a page of the catalogue: what leads to another one is a link. */
  readonly linked?: boolean
}

/** An item as customers see it: what one gets, for what, by when, and whom to ask. */
export function itemCard(item: CatalogueItem, showing: Showing): Card {
  const { voice } = showing
  const { language } = voice
  const facts = [...factsOf(item, showing), ...(showing.staff ? technicalFacts(item, showing) : [])]
  const picture = photoOf(item, showing)
  const alt = voice.say('catalogue.picture', { name: item.name[language] })
  const blocks: Block[] = [
    ...(picture ? [{ kind: 'image', picture, alt } as const] : []),
    ...(item.description ? [{ kind: 'text', line: [item.description[language]] } as const] : []),
    { kind: 'facts', facts },
    ...(item.tasks.length > 0 && showing.staff ? tasksOf(item, showing) : []),
    { kind: 'actions', actions: actionsOf(item, showing) },
  ]
  return { title: [item.name[language]], tone: 'plain', blocks, ...onPage({ args: { item: item.id } }, showing) }
}

interface Fact {
  readonly label: string
  readonly value: Line
}

function factsOf(item: CatalogueItem, { organisation, voice, now, free, agreement }: Showing): readonly Fact[] {
  const { language } = voice
  const fact = (name: string, ...value: Line): Fact => ({ label: voice.say(`catalogue.facts.${name}`), value })
  const delivery = deliveryOf(item, organisation, now)
  const moment = (at: Date) => ({ kind: 'time', at: at.toISOString(), style: 'moment' }) as const
  const { contact, deliverable, price, lead, stock, fields } = item
  const hours = delivery?.calendar.name?.[language]
  return [
    ...(deliverable ? [fact('deliverable', deliverable[language])] : []),
    ...(price ? [fact('price', priceText(price, voice))] : []),
    ...(lead ? [fact('lead', leadText(lead, voice), ...(hours ? [` (${hours})`] : []))] : []),
    ...(agreement ? [fact('agreement', promiseText(agreement, organisation, voice))] : []),
    ...(delivery?.orderBefore ? [fact('order_before', moment(delivery.orderBefore))] : []),
    ...(delivery?.by ? [fact('by', moment(delivery.by))] : []),
    ...(stock === undefined ? [] : [fact('stock', ...stockLine(stock, free, voice))]),
    ...(fields.length > 0 ? [fact('asked', fields.map(({ label }) => label[language]).join(', '))] : []),
    ...(contact ? [fact('contact', contactText(contact, organisation, voice))] : []),
  ]
}

function stockLine(stock: number, free: Showing['free'], voice: Voice): Line {
  const all = voice.say('catalogue.stock', { count: stock })
  if (!free) return [all]
  if (free.count > 0 || !free.next) return [`${all}, ${voice.say('catalogue.free_now', { count: free.count })}`]
  const next = voice.line('catalogue.free_from', { at: { kind: 'time', at: free.next.toISOString(), style: 'moment' } })
  return [`${all}, `, ...next]
}

/** How it is approved and by whom it is done: the technical half of the catalogue (ITIL 2011 Service Design 4.2). */
function technicalFacts(item: CatalogueItem, { organisation, voice }: Showing): readonly Fact[] {
  const { language } = voice
  const { service, approvals, price, team, seenBy, id, version } = item
  const fact = (name: string, ...value: Line): Fact => ({ label: voice.say(`catalogue.facts.${name}`), value })
  const who = approvals.map(({ by, over }) => {
    const name =
      by.kind === 'board'
        ? (organisation.boards.get(by.id)?.name[language] ?? by.id)
        : voice.say(`catalogue.approvers.${by.kind}`)
    return over === undefined || !price
      ? name
      : voice.say('catalogue.approver_over', { name, amount: moneyText(over, price.currency, language) })
  })
  const doers = team ?? organisation.services.get(service ?? '')?.team
  return [
    ...(service === undefined ? [] : [fact('service', nameOf(organisation, 'service', service, language))]),
    ...(who.length > 0 ? [fact('approvals', who.join(', '))] : []),
    ...(doers === undefined ? [] : [fact('team', nameOf(organisation, 'team', doers, language))]),
    ...(seenBy ? [fact('for', seenBy.map((seated) => seatText(seated, organisation, voice)).join(', '))] : []),
    fact('version', { kind: 'code', text: `${id} ${version}` }),
  ]
}

function tasksOf({ tasks }: CatalogueItem, { organisation, voice }: Showing): readonly Block[] {
  const { language } = voice
  const place = new Map(tasks.map(({ id }, at) => [id, at + 1]))
  const items = tasks.map(({ what, team, after }, at) => ({
    line: [`${at + 1}. ${what[language]}`],
    detail: [
      nameOf(organisation, 'team', team, language),
      ...(after.length > 0
        ? [` · ${voice.say('catalogue.after', { tasks: after.map((id) => place.get(id) ?? id).join(', ') })}`]
        : []),
    ],
  }))
  return [
    { kind: 'text', line: [{ kind: 'strong', text: voice.say('catalogue.tasks') }] },
    { kind: 'list', items },
  ]
}

function actionsOf({ id, category }: CatalogueItem, showing: Showing): readonly Action[] {
  const { voice, order, basket } = showing
  const label = voice.say('catalogue.more', { category: category.name[voice.language] })
  const more = leadTo(label, { command: 'catalogue browse', args: { category: category.id } }, showing)
  if (order === undefined) return [more]
  const press = { command: order, args: { item: id } }
  const put: readonly Action[] =
    basket === undefined
      ? []
      : [{ kind: 'press', label: voice.say('catalogue.into_basket'), press: { command: basket, args: { item: id } } }]
  return [{ kind: 'press', label: voice.say('catalogue.order'), style: 'primary', press }, ...put, more]
}
