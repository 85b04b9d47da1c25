import { mkdirSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import pg from 'pg'
import sqlite3 from 'sqlite3'
import { DataSource, type MixedList } from 'typeorm'

/** Where the records are kept. */
export type Location =
  | { readonly dialect: 'sqlite'; readonly file: string }
  | { readonly dialect: 'postgres'; readonly url: string }

/** Reads `sqlite:data/frontdesk.sqlite` or `postgres://…`; undefined when it is neither. */
export function locationOf(url: string, root: string): Location | undefined {
  const sqlite = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1]
  if (sqlite) return { dialect: 'sqlite', file: isAbsolute(sqlite) ? sqlite : resolve(root, sqlite) }
  return /^postgres(ql)?:\/\//.test(url) ? { dialect: 'postgres', url } : undefined
}

/** One small class for all migrations: each file in `migrations/` exports one. */
export type Migrations = MixedList<new () => object>

/**
 * The driver as it is. TypeORM asks it to be `verbose`, which makes a stack trace of every single call, in case it fails.
 */
const driver: typeof sqlite3 = Object.assign(Object.create(sqlite3), {
  verbose(this: typeof sqlite3) {
    return this
  },
})

/**
 * The writing connection. SQLite: one connection, WAL, FULL sync, so that what was answered as done survives a power
 * cut. `busyErrorRetry` must stay unset: TypeORM would then try for ever.
 */
export async function openSource(location: Location, migrations: Migrations): Promise<DataSource> {
  if (location.dialect === 'sqlite') {
    mkdirSync(dirname(location.file), { recursive: true })
    const source = new DataSource({
      type: 'sqlite',
      driver,
      database: location.file,
      enableWAL: true,
      busyTimeout: 10_000,
      migrations: migrations as never,
      migrationsTransactionMode: 'each',
    })
    await source.initialize()
    for (const pragma of ['synchronous = FULL', 'foreign_keys = ON', 'cache_size = -8000', 'temp_store = MEMORY']) {
      await source.query(`PRAGMA ${pragma}`)
    }
    return source
  }
  wholeNumbers()
  return new DataSource({
    type: 'postgres',
    url: location.url,
    migrations: migrations as never,
    migrationsTransactionMode: 'each',
    applicationName: 'frontdesk',
    extra: { max: 10, statement_timeout: 30_000, idle_in_transaction_session_timeout: 30_000 },
  }).initialize()
}

/** Counts and serials come as bigint, which pg hands over as text; ours never leave the safe integers. */
const wholeNumbers = (): void => pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/**
 * The connections that only read and see only what is committed. On PostgreSQL they are a pool of their own: units that
 * hold all connections of one pool while they wait for another connection of it would wait for each other for ever.
 */
export async function openReading(location: Location): Promise<DataSource> {
  if (location.dialect === 'sqlite') return openReadOnly(location.file)
  wholeNumbers()
  return new DataSource({
    type: 'postgres',
    url: location.url,
    applicationName: 'frontdesk',
    extra: { max: 10, statement_timeout: 30_000, options: '-c default_transaction_read_only=on' },
  }).initialize()
}

async function openReadOnly(file: string): Promise<DataSource> {
  const source = new DataSource({
    type: 'sqlite',
    driver,
    database: file,
    flags: sqlite3.OPEN_READONLY,
    busyTimeout: 5_000,
  })
  await source.initialize()
  await source.query('PRAGMA query_only = ON')
  await source.query('PRAGMA cache_size = -16000')
  return source
}
