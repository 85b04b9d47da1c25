import { type AccountRef, accountWord } from '../chat/address.js'
import { Refusal } from '../kernel/errors.js'
import { type AccountRow, accountTable, type PersonRow, personTable } from '../organisation/index.js'
import type { Reader } from '../store/index.js'

/** One of the two who are to be one: a person, and the account through which they say so. */
export interface Side {
  readonly person: string
  /** Absent where the operator gave the code. */
  readonly account?: AccountRef | undefined
}

/** Who is left when two become one, and who becomes them. */
export interface LinkPlan {
  readonly stays: PersonRow
  readonly goes: PersonRow
  /** The accounts of the one who goes: all of them change hands. */
  readonly accounts: readonly AccountRow[]
}

/**
 * Whose identity stays: that of the desk file; between two whom it does not name, of the one with an account linked before, else of
 * the side that gave the code. Refuses with `people.code_own`, `people.two_persons` and `people.link_left`.
 */
export async function planLink(reader: Reader, giver: Side, taker: Side): Promise<LinkPlan> {
  if (giver.person === taker.person) throw new Refusal('people.code_own')
  const [given, taken] = [await standing(reader, giver), await standing(reader, taker)]
  if (given.person.listed && taken.person.listed)
    throw new Refusal('people.two_persons', { one: given.person.name, other: taken.person.name })
  const [stays, goes] = rank(taken) > rank(given) ? [taken, given] : [given, taken]
  return { stays: stays.person, goes: goes.person, accounts: goes.accounts }
}

interface Standing {
  readonly person: PersonRow
  readonly accounts: readonly AccountRow[]
}

const rank = ({ person, accounts }: Standing): number =>
  person.listed ? 2 : accounts.some(({ linked }) => linked) ? 1 : 0

/** A side as it is now; refused where its person or its account is active no more. */
async function standing(reader: Reader, { person: id, account }: Side): Promise<Standing> {
  const person = await reader.one(personTable, { id })
  const accounts = await reader.find(accountTable, { person: id })
  const word = account && account.platform !== 'console' ? accountWord(account) : undefined
  const own = word === undefined || accounts.some((one) => one.word === word && one.active)
  if (!person?.active || !own) throw new Refusal('people.link_left')
  return { person, accounts }
}

/** Who an account belongs to in this very moment. */
export async function holderNow(reader: Reader, account: AccountRef): Promise<string | undefined> {
  if (account.platform === 'console') return account.user
  return (await reader.one(accountTable, { word: accountWord(account) }))?.person
}
