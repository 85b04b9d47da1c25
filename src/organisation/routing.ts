import { type Place, placeWord } from '../chat/address.js'
import type { Facts, Organisation, Route } from './organisation.js'

/** What a route asks of a record. */
export interface Routed {
  readonly practice: string
  readonly service?: string
  readonly team?: string
  readonly priority?: number
  readonly private: boolean
}

const width: Readonly<Record<Facts, number>> = { card: 0, milestones: 1, all: 2 }

/**
 * Where a record is told of, each place once, with the most that any of its routes gives. A private record goes only
 * where a route says `private: true` in so many words. No route: an empty list, and the record lives where it was raised.
 */
export function routesFor(
  organisation: Organisation,
  record: Routed,
): readonly { readonly place: Place; readonly facts: Facts }[] {
  const found = new Map<string, { readonly place: Place; readonly facts: Facts }>()
  for (const route of organisation.routes.filter((candidate) => takes(candidate, record))) {
    for (const place of route.to) {
      const there = found.get(placeWord(place))
      if (!there || width[route.facts] > width[there.facts]) found.set(placeWord(place), { place, facts: route.facts })
    }
  }
  return [...found.values()]
}

function takes({ records, when }: Route, record: Routed): boolean {
  if (!records.includes('all') && !records.includes(record.practice)) return false
  if ((when.private ?? false) !== record.private) return false
  return oneOf(when.service, record.service) && oneOf(when.team, record.team) && oneOf(when.priority, record.priority)
}

const oneOf = <T>(wanted: readonly T[] | undefined, found: T | undefined): boolean =>
  wanted === undefined || (found !== undefined && wanted.includes(found))
