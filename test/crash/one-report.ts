import sqlite3 from 'sqlite3'
import { migrations } from '../../migrations/index.js'
import { openStore } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { deskOver } from '../builders/desk.js'
import { give } from '../builders/person-at-desk.js'
import { theReport } from './the-report.js'

/**
 * A desk on the SQLite file that it is told takes one report, and is killed right after the n-th statement of its unit of
 * work. Ends by itself when the report needs fewer: then it says what it answered.
 */
const [, , file = '', nth = ''] = process.argv
const clock = manualClock()
const store = await openStore({ location: { dialect: 'sqlite', file }, migrations, clock })
const desk = await deskOver(store, { ...store, beside: () => Promise.reject(new Error('alone')) }, clock)

type Method = (this: sqlite3.Statement, ...args: unknown[]) => sqlite3.Statement
let begun = false
let done = 0
for (const method of ['run', 'all'] as const) {
  const statement = sqlite3.Statement.prototype as unknown as Record<typeof method, Method> & { readonly sql: string }
  const original = statement[method]
  statement[method] = function (...rest) {
    begun ||= (this as unknown as { sql: string }).sql.startsWith('BEGIN')
    const answer = rest.pop() as (...args: unknown[]) => void
    const counts = begun
    return original.call(this, ...rest, function (this: unknown, ...args: unknown[]) {
      if (counts && ++done === Number(nth)) process.kill(process.pid, 'SIGKILL')
      answer.apply(this, args)
    })
  }
}

const { text } = await give(desk, theReport)
process.stdout.write(text)
process.exit(0)
