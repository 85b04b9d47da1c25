import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrations } from '../../migrations/index.js'
import type { Clock } from '../../src/kernel/clock.js'
import { type Location, locationOf, openStore, type Store } from '../../src/store/index.js'
import { manualClock } from './clock.js'
import { migratedPostgres } from './postgres.js'

/** The databases that everything must hold on. */
export const dialects = ['sqlite', 'postgres'] as const
export type Dialect = (typeof dialects)[number]

export interface TestStore extends Store {
  /** Opens a second store on the same database, as another process would. PostgreSQL only. */
  beside(clock: Clock): Promise<Store>
}

/** A real store on a fresh database, up to date. Closing it leaves nothing behind. */
export async function openTestStore(dialect: Dialect, clock: Clock = manualClock()): Promise<TestStore> {
  const home = mkdtempSync(join(tmpdir(), 'frontdesk-store-'))
  const location = dialect === 'sqlite' ? fileIn(home) : located(await migratedPostgres(migrateIn))
  const store = await openStore({ location, migrations, clock })
  const others: Store[] = []
  return {
    ...store,
    async beside(theirs) {
      const other = await openStore({ location, migrations, clock: theirs })
      others.push(other)
      return other
    },
    async close() {
      for (const each of [...others, store]) await each.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Brings an empty database up to date, and leaves it. */
export async function migrateIn(url: string): Promise<void> {
  const store = await openStore({ location: located(url), migrations, clock: manualClock() })
  await store.close()
}

const fileIn = (home: string): Location => ({ dialect: 'sqlite', file: join(home, 'frontdesk.sqlite') })

function located(url: string): Location {
  const location = locationOf(url, '/')
  if (!location) throw new Error(`not a database: ${url}`)
  return location
}
