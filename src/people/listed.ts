import type { Organisation, Role } from '../organisation/index.js'
import { listedPerson } from './lookup.js'
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
  (organisation.grants.get(id) ?? []).some(
    (grant) => grant.role === role && (grant.service === undefined || grant.service === service),
  )

const peopleIn = (organisation: Organisation, id: string): readonly Person[] => {
  const found = organisation.people.get(id)
  return found ? [listedPerson(found)] : []
}
