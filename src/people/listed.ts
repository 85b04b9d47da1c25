import type { Grant, Organisation, Role } from '../organisation/index.js'
import { type Lookup, listedPerson } from './lookup.js'
import type { Person } from './person.js'

/** Everybody in the desk file, in its order. */
export const listedPeople = (organisation: Organisation): readonly Person[] =>
  [...organisation.people.values()].map(listedPerson)

/** The members of a team; its lead is one of them. */
export const membersOf = (organisation: Organisation, team: string): readonly Person[] =>
  (organisation.teams.get(team)?.members ?? []).flatMap((id) => peopleIn(organisation, id))

/**
 * Who holds a role in so many words: for everything, or for the service that is asked for. An administrator is not among
 * the holders of other roles: this is for telling people, `can` is for letting them.
 */
export const peopleWith = (organisation: Organisation, role: Role, service?: string): readonly Person[] =>
  [...organisation.people.keys()]
    .filter((id) => holds(organisation, id, role, service))
    .flatMap((id) => peopleIn(organisation, id))

const holds = (organisation: Organisation, id: string, role: Role, service: string | undefined): boolean =>
  holdsIn(organisation.grants.get(id) ?? [], role, service)

export const holdsIn = (grants: readonly Grant[], role: Role, service: string | undefined): boolean =>
  grants.some((grant) => grant.role === role && (grant.service === undefined || grant.service === service))

/** Those of the file, and after them whom a group has lent the same. */
export async function withLent(
  named: readonly Person[],
  lent: readonly string[],
  lookup: Pick<Lookup, 'peopleByIds'>,
): Promise<readonly Person[]> {
  const known = new Set(named.map(({ id }) => id))
  const others = lent.filter((id) => !known.has(id))
  if (others.length === 0) return named
  return [...named, ...[...(await lookup.peopleByIds(others)).values()].filter(({ active }) => active)]
}

const peopleIn = (organisation: Organisation, id: string): readonly Person[] => {
  const found = organisation.people.get(id)
  return found ? [listedPerson(found)] : []
}
