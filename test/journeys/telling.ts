import { voices } from '../../src/assemble.js'
import type { Language } from '../../src/chat/language.js'
import type { Channel, Person } from './hotel.js'
import { type Journey, type Seat, until } from './journey.js'

/** What the chapters of the story are told with. */
export interface Telling {
  readonly journey: Journey
  readonly language: Language
  as(person: Person): Seat
  /** A sentence of the product, in the language of the story. */
  say(key: string, params?: Readonly<Record<string, string | number>>): string
  /** Waits for the card of the record that the story is about in a channel, as it is to be. */
  card(channel: Channel, ...says: readonly (string | RegExp)[]): Promise<unknown>
  /** The same of another record. */
  cardOf(number: string, channel: Channel, ...says: readonly (string | RegExp)[]): Promise<unknown>
  /** Waits until somebody was shown something that only they see, and gives what that was. */
  hears(person: Person, text: string): Promise<readonly string[]>
}

interface Told {
  /** Those who take part. What stands in channels is read by the first of them. */
  readonly people: readonly [Person, ...Person[]]
  /** The record that it is about. */
  readonly about: string
}

export async function tellingOf(journey: Journey, language: Language, { people, about }: Told): Promise<Telling> {
  const [reader] = people
  const seats = new Map<Person, Seat>()
  for (const person of people) seats.set(person, await journey.seat(person))
  const as = (person: Person): Seat => {
    const seat = seats.get(person)
    if (!seat) throw new Error(`${person} has no seat`)
    return seat
  }
  const fits = (text: string, says: readonly (string | RegExp)[]): boolean =>
    says.every((one) => (typeof one === 'string' ? text.includes(one) : one.test(text)))
  const cardOf: Telling['cardOf'] = (number, channel, ...says) =>
    until(
      `a card in #${channel} that says ${says.join(', ')}`,
      () => as(reader).cards(channel),
      (cards) => cards.some((text) => fits(text, [number, ...says])),
    )
  return {
    journey,
    language,
    as,
    say: voices.in(language).say,
    card: (channel, ...says) => cardOf(about, channel, ...says),
    cardOf,
    hears: (person, text) =>
      until(
        `that ${person} is told “${text}”`,
        () => as(person).whispers(),
        (all) => all.some((one) => one.includes(text)),
      ),
  }
}
