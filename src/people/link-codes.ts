import { createHash } from 'node:crypto'
import { type AccountRef, accountFrom, accountWord } from '../chat/address.js'
import type { Clock } from '../kernel/clock.js'
import { after, minutes } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import { typedCode } from '../kernel/ids.js'
import { accountTable, personTable } from '../organisation/index.js'
import type { Work } from '../store/index.js'
import { type LinkCodeRow, linkCodeTable } from './table.js'

const life = minutes(10)
const wrongTries = 5

/** Codes that carry a person from one screen to another: from where they are known to where they are not yet. */
export interface LinkCodes {
  /** A new code for a person, good once and for ten minutes. Codes they were given before are void. */
  offer(work: Work, person: string, account?: AccountRef): Promise<string>
  /**
   * Spends a code and tells whose it was, and which account asked for it. `by` is who types it, for counting wrong tries.
   * Refuses with `people.code_wrong` (also when it is too old, or its account is not theirs any more) and after five wrong
   * ones within ten minutes with `people.code_too_many`.
   */
  spend(work: Work, code: string, by: string): Promise<Spent>
}

export interface Spent {
  readonly person: string
  /** Absent where the operator asked. */
  readonly account?: string | undefined
}

export function createLinkCodes({ clock }: { readonly clock: Clock }): LinkCodes {
  const tries = createTries(clock)
  return {
    async spend(work, code, by) {
      tries.check(by)
      const digest = digestOf(code)
      const [row] = await work.find(linkCodeTable, { digest })
      // Of two who spend the same code at once only one removes the row.
      const mine = row !== undefined && (await work.remove(linkCodeTable, { digest })) === 1
      const good = mine && row.expiresAt > work.now && (await isTheirs(work, row))
      if (good) return { person: row.person, account: row.account }
      tries.wrong(by)
      throw new Refusal('people.code_wrong')
    },
    async offer(work, person, account) {
      const code = typedCode()
      await work.remove(linkCodeTable, { person })
      await work.run('DELETE FROM "link_code" WHERE "expires_at" < ?', [work.now.toISOString()])
      await work.insert(linkCodeTable, {
        digest: digestOf(code),
        person,
        account: account && accountWord(account),
        expiresAt: after(work.now, life),
      })
      return code
    },
  }
}

/** Whether who asked for a code is there still, and the account they asked on is active and theirs. */
async function isTheirs(work: Work, { person, account: word }: LinkCodeRow): Promise<boolean> {
  if (!(await work.one(personTable, { id: person }))?.active) return false
  const account = word === undefined ? undefined : accountFrom(word)
  if (!account || account.platform === 'console') return true
  const there = await work.one(accountTable, { word: accountWord(account) })
  return there?.person === person && there.active
}

/** What is typed may be in capitals and without its dash; letters that look like digits are read as those. */
const digestOf = (code: string): string => {
  const plain = code
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1')
  return createHash('sha256').update(plain).digest('hex')
}

/** Counts wrong tries in memory: a guess in ten million needs more than a restart to become likely. */
function createTries(clock: Clock) {
  const counted = new Map<string, { readonly count: number; readonly until: number }>()
  const now = (): number => clock.now().getTime()
  const present = (by: string) => {
    const there = counted.get(by)
    return there && there.until > now() ? there : undefined
  }
  return {
    check(by: string): void {
      if ((present(by)?.count ?? 0) >= wrongTries) throw new Refusal('people.code_too_many')
    },
    wrong(by: string): void {
      const there = present(by)
      if (counted.size > 1_000) for (const [word, { until }] of counted) if (until <= now()) counted.delete(word)
      counted.set(by, { count: (there?.count ?? 0) + 1, until: there?.until ?? now() + life })
    },
  }
}
