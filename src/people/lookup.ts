import type { AccountRef } from '../chat/address.js'
import type { Clock } from '../kernel/clock.js'
import { accountTable, type Desks, type ListedPerson, personTable } from '../organisation/index.js'
import type { Store, Work } from '../store/index.js'
import { personIn } from './accounts.js'
import { createMemory, type Known, type Memory } from './memory.js'
import type { Person } from './person.js'

/** Reads people and accounts: the desk file first, then what is remembered, then the database. */
export interface Lookup {
  readonly memory: Memory
  known(word: string): Promise<Known | undefined>
  person(id: string): Promise<Person | undefined>
  peopleByIds(ids: Iterable<string>): Promise<ReadonlyMap<string, Person>>
  accountsOf(id: string): Promise<readonly AccountRef[]>
}

/** The console is the desk's own: there a person of the desk file is their account. */
export const consoleAccount = (user: string): AccountRef => ({ platform: 'console', workspace: 'local', user })

export const listedPerson = ({ id, name, language, zone }: ListedPerson): Person => ({
  id,
  name,
  ...(language ? { language } : {}),
  ...(zone ? { zone } : {}),
  active: true,
  listed: true,
})

export function createLookup(parts: { readonly store: Store; readonly desks: Desks; readonly clock: Clock }): Lookup {
  const { store, desks, clock } = parts
  const memory = createMemory({
    dialect: store.dialect,
    now: () => clock.now().getTime(),
    version: () => desks.current().version,
  })
  const inFile = (id: string): Person | undefined => {
    const found = desks.current().people.get(id)
    return found && listedPerson(found)
  }
  const person: Lookup['person'] = async (id) =>
    inFile(id) ??
    memory.people.through(id, async () => {
      const row = await store.read.one(personTable, { id })
      return row && personIn(row)
    })
  return {
    memory,
    person,
    known: (word) => memory.accounts.through(word, () => store.read.one(accountTable, { word })),
    async peopleByIds(ids) {
      const found = new Map<string, Person>()
      const wanted: string[] = []
      for (const id of new Set(ids)) {
        const there = inFile(id) ?? memory.people.get(id)
        if (there) found.set(id, there)
        else wanted.push(id)
      }
      for (let from = 0; from < wanted.length; from += 500) {
        const some = wanted.slice(from, from + 500)
        const marks = some.map(() => '?').join(', ')
        const rows = await store.read.select(personTable, `WHERE t.id IN (${marks})`, some)
        for (const row of rows) found.set(row.id, personIn(row))
      }
      return found
    },
    async accountsOf(id) {
      if (!(await person(id))?.active) return []
      const found = await memory.accountsOf.through(id, async () => {
        const rows = await store.read.select(
          accountTable,
          'WHERE t.person = ? AND t.active = 1 ORDER BY t.since, t.word',
          [id],
        )
        return rows.map(({ platform, workspace, user }) => ({ platform, workspace, user }))
      })
      return inFile(id) ? [...(found ?? []), consoleAccount(id)] : (found ?? [])
    },
  }
}

/** After the commit, what is remembered of these is wrong. */
export const forgetLater = ({ memory }: Lookup, work: Work, account: string, ...people: readonly string[]): void =>
  work.afterCommit(() => memory.forget({ account, people }))
