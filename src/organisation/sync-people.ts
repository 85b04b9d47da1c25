import { type AccountRef, accountWord } from '../chat/address.js'
import type { Work } from '../store/index.js'
import type { ListedPerson, Organisation } from './organisation.js'
import { accountTable, personTable } from './table.js'

/** A record that changed hands. */
export interface HandedOver {
  readonly id: number
  readonly number: string
}

/** Gives the open records of one person to another, and tells which: whoever knows records does it. */
export type HandOver = (work: Work, from: string, to: string) => Promise<readonly HandedOver[]>

/**
 * Brings people and accounts in line with the file. Who left the file is deactivated with all their accounts; an account
 * that left it becomes a stranger's again. Accounts that people linked by a code are not the file's to take away.
 */
export async function syncPeople(
  work: Work,
  before: Organisation | undefined,
  after: Organisation,
  handOver: HandOver = async () => [],
): Promise<void> {
  for (const person of await work.find(personTable, { listed: true })) {
    if (!after.people.has(person.id))
      await work.update(personTable, { id: person.id }, { listed: false, active: false })
  }
  for (const person of after.people.values()) await list(work, person)
  await unlinkDropped(work, before, after)
  for (const person of after.people.values()) {
    for (const account of person.accounts) await linkTo(work, account, person.id, handOver)
  }
}

async function list(work: Work, { id, name, language, zone }: ListedPerson): Promise<void> {
  const shown = { name, language, zone, listed: true, active: true }
  const there = await work.update(personTable, { id }, shown)
  if (there === 0) await work.insert(personTable, { id, ...shown, createdAt: work.now })
}

async function unlinkDropped(work: Work, before: Organisation | undefined, after: Organisation): Promise<void> {
  const kept = new Set([...after.people.values()].flatMap((person) => person.accounts.map(accountWord)))
  for (const person of before?.people.values() ?? []) {
    if (!after.people.has(person.id)) continue
    for (const word of person.accounts.map(accountWord)) {
      if (kept.has(word)) continue
      await work.remove(accountTable, { word, person: person.id })
      work.audit('account.unlinked', word, { person: person.id })
    }
  }
}

/**
 * Makes an account a person's own, with their rights. What it was before, a requester met on the platform, hands over its
 * open records and is put away when this was its last account.
 */
export async function linkTo(work: Work, account: AccountRef, person: string, handOver: HandOver): Promise<void> {
  const word = accountWord(account)
  const there = await work.hold(accountTable, { word })
  if (there?.linked && there.person === person) return
  if (there) await work.update(accountTable, { word }, { person, linked: true, active: true })
  else await work.insert(accountTable, { word, ...account, person, linked: true, active: true, since: work.now })
  const from = there && there.person !== person ? there.person : undefined
  work.audit('account.linked', word, from === undefined ? { person } : { person, from })
  if (from !== undefined) await putAway(work, from, person, handOver)
}

async function putAway(work: Work, from: string, to: string, handOver: HandOver): Promise<void> {
  const old = await work.one(personTable, { id: from })
  if (!old || old.listed) return
  if ((await work.find(accountTable, { person: from })).length > 0) return
  await work.update(personTable, { id: from }, { active: false })
  await handOver(work, from, to)
}
