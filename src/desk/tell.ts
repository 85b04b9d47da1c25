import type { AccountRef, Place } from '../chat/address.js'
import { accountWord, placeWord } from '../chat/address.js'
import type { Card, Inline } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Lane } from '../notices/index.js'
import { routesFor } from '../organisation/index.js'
import type { Work } from '../store/index.js'
import type { Parts } from './parts.js'

/** Something that is said once, to people or in channels, and is not a record's card or entry. */
export interface Word {
  /** The fact itself; where it is told is added. */
  readonly key: string
  readonly lane: Lane
  /** Its heading for whoever looks after the outbox. */
  readonly title: string
  readonly record?: number
  card(voice: Voice): Card
}

/** Tells a person directly, each of these accounts in its own language. */
export async function tellAccounts(
  parts: Parts,
  work: Work,
  accounts: readonly AccountRef[],
  word: Word,
): Promise<void> {
  for (const account of accounts) {
    const voice = parts.voices.in(await parts.directory.languageFor(account))
    await tell(parts, work, { to: { person: account }, place: accountWord(account) }, word, voice)
  }
}

/** Tells channels, in the organisation's language. */
export async function tellPlaces(parts: Parts, work: Work, places: readonly Place[], word: Word): Promise<void> {
  const voice = parts.voices.in(parts.desks.current().language)
  for (const place of places) await tell(parts, work, { to: place, place: placeWord(place) }, word, voice)
}

async function tell(
  { outbox }: Parts,
  work: Work,
  { to, place }: { readonly to: Place | { readonly person: AccountRef }; readonly place: string },
  { key, lane, title, record, card }: Word,
  voice: Voice,
): Promise<void> {
  const about = record === undefined ? {} : { record }
  await outbox.tell(work, {
    key: `${key}/${place}`,
    lane,
    to,
    what: { show: 'notice', words: title, params: {}, card: card(voice), ...about },
  })
}

/** Where a person can be reached, the chat platforms before the console. */
export const reachable = async ({ directory, connected }: Parts, person: string): Promise<readonly AccountRef[]> =>
  (await directory.accountsOf(person)).filter(({ platform }) => connected.has(platform))

/** The first of these: one message is enough. */
export const oneAccount = async (parts: Parts, person: string): Promise<readonly AccountRef[]> =>
  (await reachable(parts, person)).slice(0, 1)

/** A person in a line, notified where the message stands. */
export async function pinged({ directory }: Parts, person: string): Promise<Inline> {
  const name = (await directory.person(person))?.name ?? person
  return { kind: 'person', name, accounts: await directory.accountsOf(person), ping: true }
}

/** How people are called: whom nobody knows any more, by their id. */
export async function namesOf({ directory }: Parts, ids: Iterable<string>): Promise<(id: string) => string> {
  const people = await directory.peopleByIds(ids)
  return (id) => people.get(id)?.name ?? id
}

/** The channels of a team: those whose routes name it, else all that get its records, else the default ones. */
export function placesOf(parts: Parts, team: string): readonly Place[] {
  const organisation = parts.desks.current()
  const routed = [...parts.practices.keys()].flatMap((practice) => {
    const own = { ...organisation, routes: organisation.routes.filter(({ when }) => when.team?.includes(team)) }
    const record = { practice, team, private: false }
    const found = routesFor(own, record)
    return found.length > 0 ? found : routesFor(organisation, record)
  })
  const places = routed.length > 0 ? routed.map(({ place }) => place) : organisation.defaults.channels
  const connected = places.filter(({ platform }) => parts.connected.has(platform))
  return [...new Map(connected.map((place) => [placeWord(place), place])).values()]
}
