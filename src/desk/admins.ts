import { type AccountRef, accountWord } from '../chat/address.js'
import type { Work } from '../store/index.js'
import type { Parts } from './parts.js'

/** One account of each administrator: on this platform where they have one, else on any that is connected. */
async function adminsFor(parts: Parts, platform: string): Promise<readonly AccountRef[]> {
  const admins = await parts.directory.peopleWith('admin')
  const accounts = await Promise.all(admins.map((person) => parts.directory.accountsOf(person.id)))
  return accounts.flatMap((list) => {
    const reachable = list.filter((account) => parts.connected.has(account.platform))
    return reachable.find((account) => account.platform === platform) ?? reachable[0] ?? []
  })
}

interface Told {
  /** Its identity: the same fact is told once. */
  readonly fact: string
  readonly words: string
  readonly params: Readonly<Record<string, string | number>>
}

/** Tells every administrator once a fact: a sentence, in the unit of work that made it true. */
export async function tellAdmins(
  parts: Parts,
  work: Work,
  platform: string,
  { fact, words, params }: Told,
): Promise<void> {
  for (const person of await adminsFor(parts, platform)) {
    await parts.outbox.tell(work, {
      key: `admins/${fact}/${accountWord(person)}`,
      lane: 'update',
      to: { person },
      what: { show: 'notice', words, params },
    })
  }
}
