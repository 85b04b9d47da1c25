import { type AccountRef, accountWord } from '../chat/address.js'
import type { Clock } from '../kernel/clock.js'
import { Refusal } from '../kernel/errors.js'
import type { Ids } from '../kernel/ids.js'
import {
  type AccountRow,
  accountTable,
  type Desks,
  type HandedOver,
  type HandOver,
  personTable,
} from '../organisation/index.js'
import type { Reader, Work } from '../store/index.js'
import { personIn } from './accounts.js'
import { createLinkAsks, type Join, type LinkAsks } from './link-asks.js'
import { createLinkCodes } from './link-codes.js'
import { type LinkPlan, planLink } from './link-plan.js'
import { forgetLater, type Lookup } from './lookup.js'
import type { Person } from './person.js'
import { type RightsBook, rightsWord, together, without } from './rights.js'
import { linkCodeTable } from './table.js'

export interface LinkingParts {
  readonly desks: Desks
  readonly clock: Clock
  readonly ids: Ids
  /** Gives the open records of one person to another. */
  readonly handOver?: HandOver
}

/** Links accounts to people and takes them apart again. */
export interface Linking {
  /** A code with which the person can link another account, for the account that asks. */
  offerCode(work: Work, person: string, account?: AccountRef): Promise<string>
  /** Whose a code is, spending it: to sign in where there is no account yet. `by` counts wrong tries. */
  spendCode(work: Work, code: string, by: string): Promise<Person>
  readonly links: LinkAsks
  /** Makes a person who was met the same as another one, on somebody else's word. Refuses as `planLink`. */
  adopt(work: Work, stranger: string, person: string, reason: string): Promise<Adopted>
  /** The accounts of a person that can be unlinked: linked by somebody, and not named by the desk file. */
  unlinkable(reader: Reader, person: string): Promise<readonly AccountRow[]>
  /**
   * Makes an account a stranger's again: it lends no rights of theirs, and the records stay with the person. Refuses with
   * `people.not_linked`, `people.listed_account` and, where the person would be left without any, `people.last_account`.
   */
  unlink(work: Work, account: AccountRef, reason?: string): Promise<Person>
}

export interface Adopted {
  readonly plan: LinkPlan
  readonly records: readonly HandedOver[]
}

export function linking(parts: LinkingParts, lookup: Lookup, book: RightsBook): Linking {
  const { desks, clock, ids } = parts
  const codes = createLinkCodes({ clock })
  const join = joining(parts, lookup, book)
  const holderIn = async (work: Work, id: string): Promise<Person> => {
    const row = await work.one(personTable, { id })
    if (!row) throw new Error('an account belongs to nobody')
    return personIn(row)
  }
  const isListed = ({ person, word }: AccountRow): boolean =>
    desks
      .current()
      .people.get(person)
      ?.accounts.some((one) => accountWord(one) === word) ?? false
  return {
    offerCode: codes.offer,
    spendCode: async (work, code, by) => holderIn(work, (await codes.spend(work, code, by)).person),
    links: createLinkAsks({ codes, ids, join }),
    async adopt(work, stranger, person, reason) {
      const plan = await planLink(work, { person }, { person: stranger })
      // Who is chosen to stay stays: an administrator says which of the two is known.
      if (plan.stays.id !== person) throw new Refusal('people.not_a_stranger', { name: plan.stays.name })
      return { plan, records: await join(work, plan, { reason }) }
    },
    async unlinkable(reader, person) {
      const accounts = await reader.find(accountTable, { person, linked: true })
      return accounts.filter((account) => !isListed(account))
    },
    async unlink(work, account, reason) {
      const word = accountWord(account)
      const there = await work.hold(accountTable, { word })
      if (!there?.linked) throw new Refusal('people.not_linked')
      if (isListed(there)) throw new Refusal('people.listed_account')
      const person = await holderIn(work, there.person)
      const others = (await work.find(accountTable, { person: person.id })).length - 1
      if (!person.listed && others === 0) throw new Refusal('people.last_account', { name: person.name })
      await work.remove(accountTable, { word })
      await work.remove(linkCodeTable, { person: person.id, account: word })
      work.audit('account.unlinked', word, { person: person.id, ...(reason === undefined ? {} : { reason }) })
      forgetLater(lookup, work, word, person.id)
      return person
    },
  }
}

/** Makes two people one: accounts and open records change hands, and who went is put away. */
const joining =
  ({ handOver = async () => [] }: LinkingParts, lookup: Lookup, book: RightsBook): Join =>
  async (work, plan, why) => {
    const { stays, goes, accounts } = plan
    const gained = without(await book.ofBoth(plan), together(await book.ofPerson(goes.id)))
    const own = await work.find(accountTable, { person: stays.id })
    for (const { word } of [...accounts, ...own]) {
      await work.update(accountTable, { word }, { person: stays.id, linked: true })
      forgetLater(lookup, work, word, stays.id, goes.id)
    }
    await work.update(personTable, { id: goes.id }, { active: false })
    await work.remove(linkCodeTable, { person: goes.id })
    const records = await handOver(work, goes.id, stays.id)
    const data = {
      person: stays.id,
      from: goes.id,
      records: records.map(({ number }) => number).join(', '),
      gained: rightsWord(gained),
    }
    for (const { word } of accounts) work.audit('account.linked', word, { ...data, ...why })
    return records
  }
