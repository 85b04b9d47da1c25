import type { Voice } from '../chat/language.js'
import type { CatalogueItem, Organisation, TimeOfDay } from '../organisation/index.js'
import type { Paper, Part } from '../papers/index.js'
import { calendarFor } from './delivery.js'
import { leadText } from './lead.js'
import { priceText } from './money.js'
import { promiseText } from './promise.js'
import { byCategory } from './shelf.js'
import { contactText, seatText } from './whom.js'

export interface Printing {
  readonly all?: boolean
  /** PNGs by their names. */
  readonly pictures?: ReadonlyMap<string, Uint8Array>
}

/**
 * The catalogue as a document that lies in every room: what there is, for what, how long it takes and whom to ask. Nothing in
 * it depends on when it is read. `all` has what is for some people alone in it as well, each with whom it is for.
 */
export function printedCatalogue(
  organisation: Organisation,
  voice: Voice,
  { all = false, pictures = new Map() }: Printing = {},
): Paper {
  const { language } = voice
  const items = [...organisation.catalogue.values()].filter(({ seenBy }) => all || !seenBy)
  const parts = [...byCategory(items).values()].flatMap(({ category, items: there }): readonly Part[] => [
    { kind: 'heading', text: category.name[language] },
    ...there.flatMap((item) => [...printedItem(item, organisation, voice, pictures)]),
  ])
  return {
    title: voice.say('catalogue.printed', { name: organisation.name }),
    language,
    parts: parts.length > 0 ? parts : [{ kind: 'text', text: voice.say('catalogue.nothing') }],
  }
}

function printedItem(
  item: CatalogueItem,
  organisation: Organisation,
  voice: Voice,
  pictures: ReadonlyMap<string, Uint8Array>,
): readonly Part[] {
  const { language } = voice
  const fact = (name: string, value: string): readonly [string, string] => [voice.say(`catalogue.facts.${name}`), value]
  const { name, description, deliverable, price, lead, deadline, stock, contact, seenBy } = item
  const png = pictures.get(item.picture ?? '')
  const agreement = organisation.agreements.get(item.agreement ?? '')
  const hours = calendarFor(organisation, item.calendar)?.name?.[language]
  const facts = [
    ...(deliverable ? [fact('deliverable', deliverable[language])] : []),
    ...(price ? [fact('price', priceText(price, voice))] : []),
    ...(lead ? [fact('lead', `${leadText(lead, voice)}${hours ? ` (${hours})` : ''}`)] : []),
    ...(agreement?.state === 'active' && !agreement.customers
      ? [fact('agreement', promiseText(agreement, organisation, voice))]
      : []),
    ...(deadline ? [fact('order_before', clockText(deadline, voice))] : []),
    ...(stock === undefined ? [] : [fact('stock', voice.say('catalogue.stock', { count: stock }))]),
    ...(contact ? [fact('contact', contactText(contact, organisation, voice))] : []),
    ...(seenBy ? [fact('for', seenBy.map((seated) => seatText(seated, organisation, voice)).join(', '))] : []),
  ]
  return [
    { kind: 'subheading', text: name[language] },
    ...(png ? [{ kind: 'image', png, alt: voice.say('catalogue.picture', { name: name[language] }) } as const] : []),
    ...(description ? [{ kind: 'text', text: description[language] } as const] : []),
    ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
  ]
}

function clockText({ hour, minute }: TimeOfDay, voice: Voice): string {
  const [hours = '', minutes = ''] = [hour, minute].map((part) => String(part).padStart(2, '0'))
  return voice.say('catalogue.clock', { hours, minutes })
}
