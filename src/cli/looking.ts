import { existsSync } from 'node:fs'
import { CataloguePictures1700000000025 } from '../../migrations/1700000000025-catalogue-pictures.js'
import { migrations } from '../../migrations/index.js'
import type { Config } from '../config.js'
import { Refusal } from '../kernel/errors.js'
import {
  type KnownPicture,
  knownPictures,
  newestVersion,
  type Organisation,
  organisationIn,
} from '../organisation/index.js'
import { openReader, type Reader } from '../store/index.js'
import { databaseTrouble } from '../trouble.js'

/** Whether there is anything to look into: a PostgreSQL is always taken to be there. */
export const hasDatabase = ({ location }: Config): boolean =>
  location.dialect === 'postgres' || existsSync(location.file)

/**
 * Looks into the database, also while a desk is running on it. Refuses with `cli.no_database`, `cli.not_migrated` and
 * `start.database`.
 */
export async function looking<T>(config: Config, look: (read: Reader) => Promise<T>): Promise<T> {
  return lookingAtAll(config, async (read) => {
    if ((await pendingMigrations(read)).length > 0) throw new Refusal('cli.not_migrated')
    return look(read)
  })
}

/** The same for a database that may not be up to date. */
export async function lookingAtAll<T>(config: Config, look: (read: Reader) => Promise<T>): Promise<T> {
  if (!hasDatabase(config)) throw new Refusal('cli.no_database', { file: placeOfFile(config) })
  const reader = await openReader(config.location).catch((error: unknown) => {
    throw databaseTrouble(error, config)
  })
  try {
    return await look(reader.read)
  } finally {
    await reader.close()
  }
}

const placeOfFile = ({ location }: Config): string => (location.dialect === 'sqlite' ? location.file : '')

/** The names of the migrations that have not been run. */
export async function pendingMigrations(read: Reader): Promise<readonly string[]> {
  const there =
    read.dialect === 'sqlite'
      ? await read.rows(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'`)
      : await read.rows(`SELECT 1 WHERE to_regclass('migrations') IS NOT NULL`)
  const done = there.length > 0 ? await read.rows<{ name: string }>('SELECT "name" FROM "migrations"') : []
  const names = new Set(done.map(({ name }) => name))
  return migrations.map(({ name }) => name).filter((name) => !names.has(name))
}

/** What is in force: the version's number and digest, and what it says, when this program can read it. */
export interface InForce {
  readonly version: number
  readonly digest: string
  readonly organisation?: Organisation
  readonly pictures: ReadonlyMap<string, KnownPicture>
}

/** The version in force; undefined where there is no database, or none in it yet. */
export async function inForce(config: Config): Promise<InForce | undefined> {
  if (!hasDatabase(config)) return undefined
  return lookingAtAll(config, async (read) => {
    // Neither version nor table: then the first one is still to come, whatever else is missing.
    const [first] = migrations
    const pending = await pendingMigrations(read)
    if (first && pending.includes(first.name)) return undefined
    const newest = await newestVersion(read)
    if (!newest) return undefined
    const organisation = organisationIn(newest)
    const pictures = pending.includes(CataloguePictures1700000000025.name) ? new Map() : await knownPictures(read)
    return { version: newest.id, digest: newest.digest, pictures, ...(organisation ? { organisation } : {}) }
  })
}
