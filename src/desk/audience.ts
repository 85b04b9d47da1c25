import { stagesOf } from '../approvals/index.js'
import type { AccountRef, Place } from '../chat/address.js'
import { channelOf, placeWord, samePlace } from '../chat/address.js'
import { boardIn, routesFor } from '../organisation/index.js'
import { peopleOf, privyRole, type Rec } from '../records/index.js'
import type { Reader } from '../store/index.js'
import type { Parts } from './parts.js'

/** Where a record's messages go: a channel, or the direct conversation with one of its people. */
export interface Target {
  readonly to: Place | { readonly person: AccountRef }
  readonly facts: 'all' | 'milestones' | 'card'
}

export const targetWord = (to: Target['to']): string =>
  'person' in to ? `${to.person.platform}:${to.person.workspace}/@${to.person.user}` : placeWord(to)

/**
 * Where a record lives now, by the routes as they are now. A record without a route on the platform it came from lives
 * in the channel where it was reported, so that a freshly connected workspace works before anyone has written a route;
 * where it was routed away from that channel, its requester keeps a copy in their direct conversation.
 */
export async function targetsOf(parts: Parts, reader: Reader, record: Rec): Promise<readonly Target[]> {
  if (record.private) return privately(parts, reader, record)
  const organisation = parts.desks.current()
  const routed: Target[] = routesFor(organisation, routingFacts(record))
    .filter(({ place }) => parts.connected.has(place.platform))
    .map(({ place, facts }) => ({ to: place, facts }))
  const own = [...routed, ...atOrigin(parts, record, routed)]
  return [...own, ...(await atBoards(parts, reader, record, own))]
}

/** Where those meet who decide on it: they have its card, and all that is said, from the moment they are asked. */
async function atBoards(parts: Parts, reader: Reader, record: Rec, own: readonly Target[]): Promise<readonly Target[]> {
  if (!parts.practices.get(record.practice)?.gates) return []
  const there = new Set(own.map(({ to }) => targetWord(to)))
  const names = await stagesOf(reader, record.id)
  const places = names.flatMap((name) => boardIn(parts.desks.current(), name)?.channels ?? [])
  const connected = places.filter((place) => parts.connected.has(place.platform) && !there.has(placeWord(place)))
  return [
    ...new Map(connected.map((place): [string, Target] => [placeWord(place), { to: place, facts: 'all' }])).values(),
  ]
}

/** What routes ask of a record. */
export const routingFacts = (record: Rec) => ({
  practice: record.practice,
  private: record.private,
  ...(record.service === undefined ? {} : { service: record.service }),
  ...(record.team === undefined ? {} : { team: record.team }),
  ...(record.priority === undefined ? {} : { priority: record.priority }),
})

interface Origin extends Place {
  readonly user?: string
}

function atOrigin(parts: Parts, record: Rec, routed: readonly Target[]): readonly Target[] {
  const origin = record.origin as Origin | undefined
  if (!origin || !parts.connected.has(origin.platform)) return []
  const channel = channelOf(origin)
  const places = routed.map((target) => target.to as Place)
  if (places.some((place) => samePlace(channelOf(place), channel))) return []
  const hasRoute = places.some((place) => place.platform === origin.platform && place.workspace === origin.workspace)
  if (!hasRoute) return [{ to: channel, facts: 'all' }]
  if (!origin.user) return []
  return [
    { to: { person: { platform: origin.platform, workspace: origin.workspace, user: origin.user } }, facts: 'all' },
  ]
}

/**
 * A private record is told to its people one by one, and in channels that a route for private records names. While nobody
 * holds it and no channel has it, it is told to those who see every private record: else nobody would take it up.
 */
async function privately(parts: Parts, reader: Reader, record: Rec): Promise<readonly Target[]> {
  const routed = routesFor(parts.desks.current(), routingFacts(record))
    .filter(({ place }) => parts.connected.has(place.platform))
    .map(({ place, facts }): Target => ({ to: place, facts }))
  const orphan = record.open && record.assignee === undefined && routed.length === 0
  const people = new Set([...(await peopleOf(reader, record)), ...(orphan ? await custodians(parts) : [])])
  const accounts = await Promise.all([...people].map((person) => bestAccount(parts, person, record)))
  return [...routed, ...accounts.flatMap((person): Target[] => (person ? [{ to: { person }, facts: 'all' }] : []))]
}

/** Those who see every private record. */
export const custodians = async (parts: Parts): Promise<readonly string[]> =>
  (await parts.directory.peopleWith(privyRole)).map((person) => person.id)

/** One account of a person: on the platform the record came from, else any that is connected. One message a person. */
export async function bestAccount(parts: Parts, person: string, record: Rec): Promise<AccountRef | undefined> {
  const accounts = (await parts.directory.accountsOf(person)).filter(({ platform }) => parts.connected.has(platform))
  return accounts.find(({ platform }) => platform === record.origin?.platform) ?? accounts[0]
}
