import { type AccountRef, accountWord } from '../chat/address.js'
import type { Clock } from '../kernel/clock.js'
import { Refusal } from '../kernel/errors.js'
import { accountTable, type Desks, type HandOver, personTable } from '../organisation/index.js'
import type { Work } from '../store/index.js'
import { personIn } from './accounts.js'
import { createLinkCodes } from './link-codes.js'
import { forgetLater, type Lookup } from './lookup.js'
import type { Person } from './person.js'

export interface LinkingParts {
  readonly desks: Desks
  readonly clock: Clock
  /** Gives the open records of one person to another. */
  readonly handOver?: HandOver
}

/** Links accounts to people and takes them apart again. */
export function linking({ desks, clock, handOver = async () => {} }: LinkingParts, lookup: Lookup) {
  const codes = createLinkCodes({ clock })
  const holderIn = async (work: Work, id: string): Promise<Person> => {
    const row = await work.one(personTable, { id })
    if (!row) throw new Error('a code belongs to nobody')
    return personIn(row)
  }
  return {
    offerCode: codes.offer,
    spendCode: async (work: Work, code: string, by: string) => holderIn(work, await codes.spend(work, code, by)),
    async redeem(work: Work, code: string, account: AccountRef) {
      if (account.platform === 'console') throw new Refusal('people.already_linked')
      const before = await work.one(accountTable, { word: accountWord(account) })
      const id = await codes.redeem(work, code, account, handOver)
      forgetLater(lookup, work, accountWord(account), id, ...(before ? [before.person] : []))
      return { person: await holderIn(work, id) }
    },
    async unlink(work: Work, account: AccountRef) {
      const word = accountWord(account)
      const there = await work.hold(accountTable, { word })
      if (!there?.linked) throw new Refusal('people.not_linked')
      const inFile = desks.current().people.get(there.person)
      if (inFile?.accounts.some((one) => accountWord(one) === word)) throw new Refusal('people.listed_account')
      await work.remove(accountTable, { word })
      work.audit('account.unlinked', word, { person: there.person })
      forgetLater(lookup, work, word, there.person)
    },
  }
}
