import { type AccountRef, accountWord, type GroupRef } from '../chat/address.js'
import type { Profile } from '../chat/inbound.js'
import type { Language } from '../chat/language.js'
import type { Rights, Role } from '../organisation/index.js'
import type { Work } from '../store/index.js'
import { accountChanged, type CallerParts, callersIn, languageOf, nameOf } from './callers.js'
import { createGroups, type GroupChange, type GroupParts } from './groups.js'
import type { LinkPlan } from './link-plan.js'
import { type Linking, type LinkingParts, linking } from './linking.js'
import { holdsIn, listedPeople, membersOf, peopleWith, withLent } from './listed.js'
import { createLookup } from './lookup.js'
import type { Caller, Person } from './person.js'
import { resolvePerson } from './resolve.js'
import { createRightsBook, isLentToAnybody, type RightsFrom } from './rights.js'

/** Who is who. */
export interface Directory extends Linking {
  /**
   * Who acts through an account, with the rights that it lends. A stranger becomes a requester of their own. Refuses with
   * `people.external`, `people.bot`, `people.deactivated`, and for the console with `people.unknown_person`.
   */
  callerOf(account: AccountRef, profile: Profile, at?: Date): Promise<Caller>
  /** What a person may do, by where it comes from: the desk file, and the groups that all their accounts are in. */
  rightsOf(person: string): Promise<readonly RightsFrom[]>
  person(id: string): Promise<Person | undefined>
  peopleByIds(ids: Iterable<string>): Promise<ReadonlyMap<string, Person>>
  /** Where a person can be reached: their active accounts, the console last. */
  accountsOf(person: string): Promise<readonly AccountRef[]>
  /** The person that a word means: see `resolvePerson`. Refuses with `people.ambiguous`. */
  resolve(word: string, caller?: Caller): Promise<Person | undefined>
  /** The language to speak to an account, without any I/O: what its platform tells, else the person's, else the desk's. */
  languageOf(account: AccountRef, profile?: Profile): Language
  /** The same for an account that nobody has spoken from yet: what is not known is read. */
  languageFor(account: AccountRef): Promise<Language>
  /** What someone is called, without any I/O, as far as that is known; for the words in which they are mentioned. */
  nameOf(account: AccountRef): string | undefined
  /**
   * Who is in a team or holds a role in so many words, by the desk file and by the groups that it follows. A role for one
   * service counts only where that service is asked for.
   */
  membersOf(team: string): Promise<readonly Person[]>
  peopleWith(role: Role, service?: string): Promise<readonly Person[]>
  listed(): readonly Person[]
  /** A platform told that an account changed: its names are taken over, or it is deactivated or active again. */
  accountChanged(work: Work, account: AccountRef, profile: Profile): Promise<void>
  /** A platform told that accounts joined or left a group. One that the desk file does not follow is none of its business. */
  groupChanged(change: GroupChange, at: Date): Promise<void>
  /** Asks the platforms who is in the followed groups now, all or one. Throws an Outage when one could not be asked. */
  followGroups(only?: GroupRef): Promise<void>
  /** What the two of a plan will have once they are one. */
  rightsOfBoth(plan: LinkPlan): Promise<Rights>
}

export type DirectoryParts = CallerParts & LinkingParts & GroupParts

/** Opens the directory over the store and the desk file in force. */
export function createDirectory(parts: DirectoryParts): Directory {
  const { desks } = parts
  const lookup = createLookup(parts)
  const groups = createGroups(parts, lookup)
  const book = createRightsBook(parts, lookup, groups)
  const callers = callersIn(parts, lookup, { groups, book })
  return {
    callerOf: callers.callerOf,
    person: lookup.person,
    peopleByIds: lookup.peopleByIds,
    accountsOf: lookup.accountsOf,
    resolve: (word, caller) =>
      resolvePerson(word, caller, { ...callers, person: lookup.person, organisation: desks.current() }),
    languageOf: (account, profile) => languageOf(parts, lookup, account, profile),
    async languageFor(account) {
      const known = await lookup.known(accountWord(account))
      if (known) await lookup.person(known.person)
      return languageOf(parts, lookup, account)
    },
    nameOf: (account) => nameOf(parts, lookup, account),
    async membersOf(team) {
      const lent = await groups.peopleLent(({ teams }) => teams.includes(team), false)
      return withLent(membersOf(desks.current(), team), lent, lookup)
    },
    async peopleWith(role, service) {
      const lent = await groups.peopleLent(({ grants }) => holdsIn(grants, role, service), !isLentToAnybody({ role }))
      return withLent(peopleWith(desks.current(), role, service), lent, lookup)
    },
    listed: () => listedPeople(desks.current()),
    rightsOf: book.ofPerson,
    rightsOfBoth: book.ofBoth,
    async accountChanged(work, account, profile) {
      await accountChanged(lookup, work, account, profile)
      await groups.toldIn(work, account, profile.groups, work.now)
    },
    groupChanged: groups.changed,
    followGroups: groups.reconcile,
    ...linking(parts, lookup, book),
  }
}
