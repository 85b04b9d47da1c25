import type { AccountRef } from '../chat/address.js'
import { seconds } from '../kernel/duration.js'
import type { AccountRow } from '../organisation/index.js'
import type { Person } from './person.js'

/** What the directory remembers of an account. */
export type Known = Pick<AccountRow, 'word' | 'person' | 'name' | 'language' | 'zone' | 'linked' | 'active' | 'guest'>

/** What was read from the database, for as long as it may be believed. */
export interface Memory {
  readonly accounts: Remembered<Known>
  readonly people: Remembered<Person>
  readonly accountsOf: Remembered<readonly AccountRef[]>
  /** The groups that an account is in, as words. */
  readonly groupsOf: Remembered<readonly string[]>
  /** Forgets what a write made wrong. */
  forget(what: { readonly account?: string; readonly people?: readonly string[] }): void
}

export interface Remembered<T> {
  get(key: string): T | undefined
  /** Whatever is there, however old: for what may be slightly wrong, as a language. */
  last(key: string): T | undefined
  /** Reads with `read` what is not remembered, and remembers it. */
  through(key: string, read: () => Promise<T | undefined>): Promise<T | undefined>
  put(key: string, value: T): void
}

/**
 * On SQLite this process is the only writer, so what it remembers stays true until it writes itself. On PostgreSQL others
 * write too: there nothing is believed for longer than a second.
 */
export function createMemory(options: {
  readonly dialect: 'sqlite' | 'postgres'
  readonly now: () => number
  readonly version: () => number
}): Memory {
  const lifetime = options.dialect === 'sqlite' ? Number.POSITIVE_INFINITY : seconds(1)
  const tables: Map<string, Kept<unknown>>[] = []
  let version = 0
  let writes = 0

  const remembered = <T>(): Remembered<T> => {
    const table = new Map<string, Kept<T>>()
    tables.push(table)
    const put = (key: string, value: T): void => void table.set(key, { value, at: options.now() })
    const get = (key: string): T | undefined => {
      renew()
      const kept = table.get(key)
      return kept && options.now() - kept.at < lifetime ? kept.value : undefined
    }
    return {
      get,
      put,
      last: (key) => table.get(key)?.value,
      async through(key, read) {
        const there = get(key)
        if (there !== undefined) return there
        const before = writes
        const found = await read()
        // A write that committed while we read may have made this wrong, and nothing would ever correct it.
        if (found !== undefined && writes === before) put(key, found)
        return found
      },
    }
  }
  /** Another desk file is in force: whose an account is may have changed with it. */
  const renew = (): void => {
    if (options.version() === version) return
    version = options.version()
    writes++
    for (const table of tables) table.clear()
  }
  const accounts = remembered<Known>()
  const people = remembered<Person>()
  const accountsOf = remembered<readonly AccountRef[]>()
  const groupsOf = remembered<readonly string[]>()
  const [accountTable, peopleTable, accountsOfTable, groupsOfTable] = tables
  return {
    accounts,
    people,
    accountsOf,
    groupsOf,
    forget({ account, people: ids = [] }) {
      writes++
      if (account !== undefined) {
        accountTable?.delete(account)
        groupsOfTable?.delete(account)
      }
      for (const id of ids) {
        peopleTable?.delete(id)
        accountsOfTable?.delete(id)
      }
    },
  }
}

interface Kept<T> {
  readonly value: T
  readonly at: number
}
