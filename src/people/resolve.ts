import { type AccountRef, accountFrom } from '../chat/address.js'
import { Refusal } from '../kernel/errors.js'
import { oneLine } from '../kernel/text.js'
import type { Organisation } from '../organisation/index.js'
import type { Caller, Person } from './person.js'

/** What finding a person needs from the directory. */
export interface Finding {
  readonly organisation: Organisation
  person(id: string): Promise<Person | undefined>
  holderOf(account: AccountRef): Promise<Person | undefined>
  /** Makes a requester of an account that nobody has seen. */
  meet(account: AccountRef): Promise<Person>
}

/**
 * The person a word means: `@ana` or `ana` by the id or the whole name in the desk file, `platform:workspace/user` with or
 * without an `@`, a bare id, `me`. Names that people give themselves on a platform are never looked at: anyone can take any. No guess: two
 * people of one name refuse with `people.ambiguous`.
 */
export async function resolvePerson(
  word: string,
  caller: Caller | undefined,
  find: Finding,
): Promise<Person | undefined> {
  const typed = oneLine(word).replace(/^@/, '')
  const account = accountFrom(typed)
  const found = account ? await byAccount(account, caller, find) : await byName(typed, caller, find)
  return found?.active ? found : undefined
}

async function byAccount(account: AccountRef, caller: Caller | undefined, find: Finding): Promise<Person | undefined> {
  const holder = await find.holderOf(account)
  if (holder || account.platform === 'console') return holder
  // Only where the caller is themselves can the platform have vouched for it; other words are just typed.
  const isNear = caller?.account.platform === account.platform && caller.account.workspace === account.workspace
  return isNear ? find.meet(account) : undefined
}

async function byName(typed: string, caller: Caller | undefined, find: Finding): Promise<Person | undefined> {
  const { people } = find.organisation
  const listed = people.get(typed) ?? people.get(typed.toLowerCase())
  if (listed) return find.person(listed.id)
  if (caller && (typed === 'me' || typed === 'mig')) return caller.person
  const named = [...people.values()].filter(({ name }) => folded(name) === folded(typed))
  if (named.length > 1)
    throw new Refusal('people.ambiguous', { word: typed, ids: named.map(({ id }) => `@${id}`).join(', ') })
  return find.person(named[0]?.id ?? typed)
}

const folded = (name: string): string => oneLine(name).normalize('NFC').toLowerCase()
