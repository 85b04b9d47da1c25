import pg from 'pg'
import sqlite3 from 'sqlite3'
import { migrations } from '../../migrations/index.js'
import { openStore } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { deskOver } from '../builders/desk.js'
import { give } from '../builders/person-at-desk.js'
import { theReport } from './the-report.js'
import { theVote } from './the-vote.js'

/**
 * A desk on the SQLite file or the PostgreSQL that it is told takes one report or one vote, and is killed right after the n-th
 * statement of its unit of work. Ends by itself when fewer are needed: then it says what it answered.
 */
const [, , file = '', nth = '', what = 'report'] = process.argv
const clock = manualClock()
const location = file.startsWith('postgres:')
  ? ({ dialect: 'postgres', url: file } as const)
  : ({ dialect: 'sqlite', file } as const)
const store = await openStore({ location, migrations, clock })
const desk = await deskOver(store, { ...store, beside: () => Promise.reject(new Error('alone')) }, clock)

type Method = (this: sqlite3.Statement, ...args: unknown[]) => sqlite3.Statement
let begun = false
let done = 0
const count = (): void => {
  if (++done === Number(nth)) process.kill(process.pid, 'SIGKILL')
}
for (const method of ['run', 'all'] as const) {
  const statement = sqlite3.Statement.prototype as unknown as Record<typeof method, Method> & { readonly sql: string }
  const original = statement[method]
  statement[method] = function (...rest) {
    begun ||= (this as unknown as { sql: string }).sql.startsWith('BEGIN')
    const answer = rest.pop() as (...args: unknown[]) => void
    const counts = begun
    return original.call(this, ...rest, function (this: unknown, ...args: unknown[]) {
      if (counts) count()
      answer.apply(this, args)
    })
  }
}

type Query = (this: pg.Client, ...args: unknown[]) => Promise<unknown>
const client = pg.Client.prototype as unknown as { query: Query }
const query = client.query
client.query = function (...args) {
  begun ||= String(args[0]).startsWith('START TRANSACTION')
  const counts = begun
  const answer = query.apply(this, args)
  return counts && answer ? answer.finally(count) : answer
}

const { text } = await give(desk, what === 'vote' ? theVote : theReport)
process.stdout.write(text)
process.exit(0)
