import { pino } from 'pino'
import { migrations } from '../../migrations/index.js'
import { createRunner } from '../../src/schedule/index.js'
import { locationOf, openStore } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'

/** A process that is killed in the middle of a job, over the database that it is told. */
const location = locationOf(process.argv[2] ?? '', '/')
if (!location) throw new Error('not a database')
const clock = manualClock('2031-03-03T22:00:00.000Z')
const store = await openStore({ location, migrations, clock })
const run = async () => void process.kill(process.pid, 'SIGKILL')
const jobs = [{ name: 'sweep', cron: '0 * * * *', missed: 'skip', run }] as const
await createRunner({ store, clock, log: pino({ level: 'silent' }), jobs }).tick()
