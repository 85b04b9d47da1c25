import { type AccountRef, accountWord } from '../chat/address.js'
import type { Profile } from '../chat/inbound.js'
import { type Language, nearest } from '../chat/language.js'
import { within } from '../chat/patience.js'
import type { Clock } from '../kernel/clock.js'
import { Refusal } from '../kernel/errors.js'
import type { Ids } from '../kernel/ids.js'
import { accountTable, type Desks, personTable } from '../organisation/index.js'
import type { Store, Work } from '../store/index.js'
import { meet, newsIn, personIn, takeNews, toldBy } from './accounts.js'
import { type Groups, unlessOutage } from './groups.js'
import { consoleAccount, forgetLater, type Lookup } from './lookup.js'
import type { Known } from './memory.js'
import type { Caller, Person } from './person.js'
import { noRights, type RightsBook, together } from './rights.js'

export interface CallerParts {
  readonly store: Store
  readonly desks: Desks
  readonly clock: Clock
  readonly ids: Ids
}

/** How long somebody who is met waits for their platform to tell whether a followed group is theirs. Milliseconds. */
const patience = 700

/** Who acts: strangers are met, news is kept, and whoever may not act is refused. */
export function callersIn(
  { store, desks, clock, ids }: CallerParts,
  lookup: Lookup,
  { groups, book }: { readonly groups: Groups; readonly book: RightsBook },
) {
  const stranger = (account: AccountRef, profile: Profile) =>
    store.work({ kind: 'desk', job: 'directory' }, async (work) => {
      const language = desks.current().language
      const met = await meet(work, { account, told: toldBy(profile), id: ids.next(), language })
      work.afterCommit(() => lookup.memory.accounts.put(met.known.word, met.known))
      return met
    })
  const refresh = (known: Known, profile: Profile) =>
    store.work({ kind: 'desk', job: 'directory' }, async (work) => {
      await takeNews(work, known, newsIn(known, toldBy(profile)))
      forgetLater(lookup, work, known.word, known.person)
      const person = await work.one(personTable, { id: known.person })
      return person && personIn(person)
    })
  /** The first word of somebody of a followed group shall not be refused because nobody has asked yet. */
  const introduce = async (account: AccountRef): Promise<void> => {
    await within(patience, groups.ask([account]).catch(unlessOutage))
  }
  const known = async (account: AccountRef, profile: Profile): Promise<{ known: Known; person: Person }> => {
    const there = await lookup.known(accountWord(account))
    if (!there) {
      const met = await stranger(account, profile)
      if (!profile.groups) await introduce(account)
      return met
    }
    const isNews = Object.keys(newsIn(there, toldBy(profile))).length > 0
    const person = (isNews ? await refresh(there, profile) : undefined) ?? (await lookup.person(there.person))
    if (!person) throw new Error('an account has no person')
    return { known: isNews ? { ...there, ...newsIn(there, toldBy(profile)) } : there, person }
  }
  const callerAs = async (account: AccountRef, person: Person, linked: boolean, known?: Known): Promise<Caller> => {
    if (!linked && !known) return asNobody(account, person)
    const rights = together(linked ? await book.ofPerson(person.id) : known ? await book.ofAccount(known) : [])
    const { teams } = desks.current()
    return {
      person,
      account,
      linked,
      ...(!linked && rights.grants.length + rights.teams.length > 0 ? { vouched: true } : {}),
      ...rights,
      leads: rights.teams.filter((team) => teams.get(team)?.lead === person.id),
    }
  }
  return {
    async callerOf(account: AccountRef, profile: Profile, at = clock.now()): Promise<Caller> {
      refuseOutsiders(profile)
      if (account.platform === 'console') {
        const person = await ofConsole(lookup, account)
        return callerAs(account, person, person.listed)
      }
      const found = await known(account, profile)
      if (!found.known.active || !found.person.active) throw new Refusal('people.deactivated')
      await groups.told(account, profile.groups, at)
      if (found.known.guest) return asNobody(account, found.person)
      return callerAs(account, found.person, found.known.linked, found.known)
    },
    async holderOf(account: AccountRef): Promise<Person | undefined> {
      if (account.platform === 'console') return onConsole(lookup, account)
      const there = await lookup.known(accountWord(account))
      return there && lookup.person(there.person)
    },
    meet: async (account: AccountRef): Promise<Person> => (await stranger(account, {})).person,
  }
}

const asNobody = (account: AccountRef, person: Person): Caller => ({
  person,
  account,
  linked: false,
  ...noRights,
  leads: [],
})

function refuseOutsiders(profile: Profile): void {
  if (profile.bot) throw new Refusal('people.bot')
  if (profile.external) throw new Refusal('people.external')
  if (profile.deactivated) throw new Refusal('people.deactivated')
}

async function onConsole(lookup: Lookup, account: AccountRef): Promise<Person | undefined> {
  if (accountWord(account) !== accountWord(consoleAccount(account.user))) return undefined
  const person = await lookup.person(account.user)
  if (!person?.active) return undefined
  // Who is in no desk file came by a code from an account of theirs: when that is gone, so are they.
  return person.listed || (await lookup.accountsOf(person.id)).length > 0 ? person : undefined
}

async function ofConsole(lookup: Lookup, account: AccountRef): Promise<Person> {
  const person = await onConsole(lookup, account)
  if (!person) throw new Refusal('people.unknown_person', { id: account.user })
  return person
}

export function languageOf(
  { desks }: CallerParts,
  { memory }: Lookup,
  account: AccountRef,
  profile?: Profile,
): Language {
  const { people, languages, language } = desks.current()
  const known = memory.accounts.last(accountWord(account))
  const id = account.platform === 'console' ? account.user : known?.person
  const person = id === undefined ? undefined : (people.get(id) ?? memory.people.last(id))
  const wished = nearest(profile?.language) ?? nearest(known?.language) ?? person?.language
  return wished && languages.includes(wished) ? wished : language
}

export function nameOf({ desks }: CallerParts, { memory }: Lookup, account: AccountRef): string | undefined {
  const word = accountWord(account)
  const listed = [...desks.current().people.values()].find(({ accounts }) =>
    accounts.some((one) => accountWord(one) === word),
  )
  const known = memory.accounts.last(word)
  return listed?.name ?? (known && memory.people.last(known.person)?.name) ?? known?.name
}

/** A platform told that an account changed. */
export async function accountChanged(lookup: Lookup, work: Work, account: AccountRef, profile: Profile): Promise<void> {
  const word = accountWord(account)
  const known = await work.hold(accountTable, { word })
  if (!known) return
  const active = !profile.deactivated
  if (known.active !== active) {
    await work.update(accountTable, { word }, { active })
    work.audit(active ? 'account.reactivated' : 'account.deactivated', word, { person: known.person })
  }
  const news = newsIn(known, toldBy(profile))
  if (Object.keys(news).length > 0) await takeNews(work, known, news)
  forgetLater(lookup, work, word, known.person)
}
