import type { AccountRef } from '../chat/address.js'
import type { Profile } from '../chat/inbound.js'
import type { Language } from '../chat/language.js'
import type { Role } from '../organisation/index.js'
import type { Work } from '../store/index.js'
import { accountChanged, type CallerParts, callersIn, languageOf } from './callers.js'
import { type LinkingParts, linking } from './linking.js'
import { listedPeople, membersOf, peopleWith } from './listed.js'
import { createLookup } from './lookup.js'
import type { Caller, Person } from './person.js'
import { resolvePerson } from './resolve.js'

/** Who is who. */
export interface Directory {
  /**
   * Who acts through an account, with the rights that it lends. A stranger becomes a requester of their own. Refuses with
   * `people.external`, `people.bot`, `people.deactivated`, and for the console with `people.unknown_person`.
   */
  callerOf(account: AccountRef, profile: Profile): Promise<Caller>
  person(id: string): Promise<Person | undefined>
  peopleByIds(ids: Iterable<string>): Promise<ReadonlyMap<string, Person>>
  /** Where a person can be reached: their active accounts, the console last. */
  accountsOf(person: string): Promise<readonly AccountRef[]>
  /** The person that a word means: see `resolvePerson`. Refuses with `people.ambiguous`. */
  resolve(word: string, caller?: Caller): Promise<Person | undefined>
  /** The language to speak to an account, without any I/O: what its platform tells, else the person's, else the desk's. */
  languageOf(account: AccountRef, profile?: Profile): Language
  /** People of the desk file, by team or by role. A role for one service counts only where that service is asked for. */
  membersOf(team: string): readonly Person[]
  peopleWith(role: Role, service?: string): readonly Person[]
  listed(): readonly Person[]
  /** A platform told that an account changed: its names are taken over, or it is deactivated or active again. */
  accountChanged(work: Work, account: AccountRef, profile: Profile): Promise<void>
  /** A code with which the person can link another account. */
  offerCode(work: Work, person: string, account?: AccountRef): Promise<string>
  /** Makes the account the code's person's own; what was open of its former requester is handed over. */
  redeem(work: Work, code: string, account: AccountRef): Promise<{ readonly person: Person }>
  /** Whose a code is, spending it: to sign in where there is no account yet. `by` counts wrong tries. */
  spendCode(work: Work, code: string, by: string): Promise<Person>
  /** Makes a linked account a stranger's again. Refuses with `people.not_linked` and `people.listed_account`. */
  unlink(work: Work, account: AccountRef): Promise<void>
}

export type DirectoryParts = CallerParts & LinkingParts

/** Opens the directory over the store and the desk file in force. */
export function createDirectory(parts: DirectoryParts): Directory {
  const { desks } = parts
  const lookup = createLookup(parts)
  const callers = callersIn(parts, lookup)
  return {
    callerOf: callers.callerOf,
    person: lookup.person,
    peopleByIds: lookup.peopleByIds,
    accountsOf: lookup.accountsOf,
    resolve: (word, caller) =>
      resolvePerson(word, caller, { ...callers, person: lookup.person, organisation: desks.current() }),
    languageOf: (account, profile) => languageOf(parts, lookup, account, profile),
    membersOf: (team) => membersOf(desks.current(), team),
    peopleWith: (role, service) => peopleWith(desks.current(), role, service),
    listed: () => listedPeople(desks.current()),
    accountChanged: (work, account, profile) => accountChanged(lookup, work, account, profile),
    ...linking(parts, lookup),
  }
}
