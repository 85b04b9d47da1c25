import { type AccountRef, accountWord } from '../chat/address.js'
import { approvingRoles, type Desks, type Grant, type Rights, type Role } from '../organisation/index.js'
import type { Groups } from './groups.js'
import type { LinkPlan } from './link-plan.js'
import type { Lookup } from './lookup.js'
import type { Known } from './memory.js'

/** Where a right comes from: the desk file itself, or a group that it follows, by the group's word. */
export interface RightsFrom extends Rights {
  readonly group?: string
}

export interface RightsBook {
  /** What a person has, by where it comes from: the desk file, and the groups of all accounts that are theirs. */
  ofPerson(person: string): Promise<readonly RightsFrom[]>
  /** What an account lends that is nobody's by a link: what its groups do, but no vote, no administration and no private records. */
  ofAccount(known: Known): Promise<readonly RightsFrom[]>
  /** What two will have once they are one: who stays, and everything that the accounts of the other lend a linked person. */
  ofBoth(plan: LinkPlan): Promise<Rights>
}

export const noRights: Rights = { grants: [], teams: [] }

export function createRightsBook({ desks }: { readonly desks: Desks }, lookup: Lookup, groups: Groups): RightsBook {
  const through = async ({ word, linked, active, guest }: Known): Promise<readonly RightsFrom[]> => {
    if (!active || guest) return []
    const lent = [...(await groups.lent(word))].map(([group, rights]) => ({ group, ...rights }))
    return linked ? lent : lent.map((rights) => ({ ...rights, grants: rights.grants.filter(isLentToAnybody) }))
  }
  const inFile = (person: string): RightsFrom => {
    const { grants, teamsOf } = desks.current()
    return { grants: grants.get(person) ?? [], teams: teamsOf.get(person) ?? [] }
  }
  const book: RightsBook = {
    ofAccount: through,
    async ofBoth({ stays, accounts }) {
      const lent = await Promise.all(accounts.map((account) => through({ ...account, linked: true })))
      return together([...(await book.ofPerson(stays.id)), ...lent.flat()])
    },
    async ofPerson(person) {
      if (desks.current().followed.size === 0) return [inFile(person)]
      const accounts = (await lookup.accountsOf(person)).filter(isOfPlatform)
      const known = await Promise.all(accounts.map((account) => lookup.known(accountWord(account))))
      const lent = await Promise.all(known.map((one) => (one ? through(one) : [])))
      return [inFile(person), ...lent.flat()]
    },
  }
  return book
}

/** All of them together, each once. */
export function together(rights: readonly Rights[]): Rights {
  const grants = new Map(rights.flatMap((one) => one.grants).map((grant) => [grantWord(grant), grant]))
  return { grants: [...grants.values()], teams: [...new Set(rights.flatMap((one) => one.teams))] }
}

/** What stands in the first and not in the second. */
export function without(rights: Rights, others: Rights): Rights {
  const held = new Set(others.grants.map(grantWord))
  return {
    grants: rights.grants.filter((grant) => !held.has(grantWord(grant))),
    teams: rights.teams.filter((team) => !others.teams.includes(team)),
  }
}

/** For the audit trail: `agent, agent (wifi), team:reception`. */
export const rightsWord = ({ grants, teams }: Rights): string =>
  [
    ...grants.map(({ role, service }) => (service ? `${role} (${service})` : role)),
    ...teams.map((id) => `team:${id}`),
  ].join(', ')

const grantWord = ({ role, service }: Grant): string => `${role}/${service ?? ''}`

/** A vote, the keys of the desk and what is private are for people whom the file or a link names, not for all in a group. */
const heldByNames: ReadonlySet<Role> = new Set<Role>([...approvingRoles, 'admin', 'security'])
export const isLentToAnybody = ({ role }: Pick<Grant, 'role'>): boolean => !heldByNames.has(role)

const isOfPlatform = ({ platform }: AccountRef): boolean => platform !== 'console'
