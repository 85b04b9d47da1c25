import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import sqlite3 from 'sqlite3'

/** Another process has the database: a sentence for the terminal, in `message`. */
export class Taken extends Error {
  override readonly name = 'Taken'
}

/**
 * Takes a SQLite database for this process alone. The lock is SQLite's own on a neighbouring file, held by an open
 * exclusive transaction: the operating system lets it go when the process ends, however it ends.
 */
export async function takeAlone(file: string): Promise<{ release(): Promise<void> }> {
  mkdirSync(dirname(file), { recursive: true })
  const beside = `${file}.lock`
  const database = await opened(beside)
  await new Promise<void>((resolve, reject) => {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;', (error) => {
      if (!error) return resolve()
      database.close(() => {
        reject((error as { code?: string }).code === 'SQLITE_BUSY' ? new Taken(sentence(file)) : error)
      })
    })
  })
  chmodSync(beside, 0o600)
  return { release: () => new Promise((resolve) => database.close(() => resolve())) }
}

const sentence = (file: string): string =>
  `Another Frontdesk process is using ${file}. SQLite serves one process: stop the other one, ` +
  'or give this one its own file with DATABASE_URL=sqlite:other.sqlite, or move to PostgreSQL to run several.'

function opened(file: string): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const database: sqlite3.Database = new sqlite3.Database(file, (error) =>
      error ? reject(error) : resolve(database),
    )
  })
}
