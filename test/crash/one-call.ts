import { migrations } from '../../migrations/index.js'
import { openStore } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { deskOver } from '../builders/desk.js'

/** A desk on the database that it is told begins what is due, and waits for the answers until it is killed. */
const [, , database = '', at = ''] = process.argv
const clock = manualClock(at)
const location = database.startsWith('postgres:')
  ? ({ dialect: 'postgres', url: database } as const)
  : ({ dialect: 'sqlite', file: database } as const)
const store = await openStore({ location, migrations, clock })
const origin = { ...store, beside: () => Promise.reject(new Error('alone')) }
const desk = await deskOver(store, origin, clock, undefined, {
  secretOf: () => 'between us',
  ...(process.argv[4] ? { scriptsDir: process.argv[4] } : {}),
})
await desk.parts.automation.look()
await desk.parts.automation.settled()
process.exit(0)
