import sqlite3 from 'sqlite3'
import { percentile } from './figure.js'
import { serve } from './processes.js'
import { repeated, type Step, type Template } from './template.js'

/**
 * The limit of reports: the npm package sqlite3 on one connection, WAL and synchronous FULL as the desk has it, doing a
 * report's statements one after the other, and the same transaction for each report.
 */
export interface Replay {
  readonly file: string
  readonly template: Template
  readonly seconds: number
}

export interface ReplayResult {
  readonly done: number
  readonly perSecond: number
  readonly p99: number
}

let database: sqlite3.Database | undefined
// Past every report that was recorded.
let repeats = 1_000

serve(async ({ file, template, seconds }: Replay): Promise<ReplayResult> => {
  database ??= await opened(file)
  const times: number[] = []
  const begun = performance.now()
  while (performance.now() - begun < seconds * 1_000) {
    const started = performance.now()
    for (const step of repeated(template, ++repeats)) await run(database, step)
    times.push(performance.now() - started)
  }
  const took = (performance.now() - begun) / 1_000
  return { done: times.length, perSecond: times.length / took, p99: percentile(times, 0.99) }
})

async function opened(file: string): Promise<sqlite3.Database> {
  const made = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opening: sqlite3.Database = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(opening)))
  })
  const pragmas = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'cache_size = -16000']
  for (const pragma of pragmas) await run(made, { sql: `PRAGMA ${pragma}`, params: [] })
  return made
}

const ready = new Map<string, sqlite3.Statement>()

/** Each statement is prepared once, as the desk has it too. */
const run = (on: sqlite3.Database, { sql, params }: Step): Promise<void> =>
  new Promise((resolve, reject) => {
    const ended = (error: Error | null): void => (error ? reject(error) : resolve())
    const statement = ready.get(sql) ?? on.prepare(sql)
    ready.set(sql, statement)
    // A statement that gives rows has to be read to its end.
    if (/RETURNING|SELECT|PRAGMA/.test(sql)) statement.all(params, ended)
    else statement.run(params, ended)
  })
