import { appendFileSync } from 'node:fs'
import sqlite3 from 'sqlite3'

/**
 * Loaded into the desk's process in front of it (`node --import`): writes every prepared statement down that goes to
 * SQLite, with its values and how long it took, so that the very same can be done without the desk.
 */
export interface Traced {
  readonly sql: string
  readonly params: readonly (string | number | null)[]
  /** Milliseconds from the call to its answer. */
  readonly took: number
  /** Which of the process's connections it went over; each has its own number. */
  readonly connection: number
}

type Callback = (this: unknown, ...answer: unknown[]) => void
type Method = (this: object, ...args: unknown[]) => unknown
type Methods = Record<string, Method>

const connections = new WeakMap<object, number>()
let opened = 0

const file = process.env.BENCH_STATEMENTS
if (file) watch(file)

function watch(into: string): void {
  const database = sqlite3.Database.prototype as unknown as Methods
  const prepare = database.prepare as Method
  database.prepare = function (...args) {
    const connection = connections.get(this) ?? ++opened
    connections.set(this, connection)
    const statement = prepare.apply(this, args) as Methods
    for (const name of ['run', 'all'] as const) {
      statement[name] = written(statement[name] as Method, into, { sql: String(args[0]), connection })
    }
    return statement
  }
}

function written(original: Method, into: string, of: Pick<Traced, 'sql' | 'connection'>): Method {
  return function (params, callback) {
    const begun = performance.now()
    const watching: Callback = function (...answer) {
      appendFileSync(into, `${JSON.stringify({ ...of, params, took: performance.now() - begun })}\n`)
      return (callback as Callback).apply(this, answer)
    }
    return original.call(this, params, watching)
  }
}
