import { parseArgs } from 'node:util'
import { dropDatabases, endPostgres } from '../builders/postgres.js'
import { dialects } from '../builders/store.js'
import { runSchedule } from './schedule.js'
import { shrink } from './shrink.js'
import { openTemplate } from './world.js'

/** Runs many schedules: progress on stderr, a summary as JSON on stdout, and 1 where anything was wrong. */

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    database: { type: 'string', default: 'sqlite' },
    processes: { type: 'string', default: '5' },
    /** It stops after so many failures, and after so many minutes. */
    most: { type: 'string', default: '5' },
    minutes: { type: 'string', default: '240' },
  },
})
const dialect = dialects.find((name) => name === values.database)
if (!dialect) {
  process.stderr.write(`There is no database ${values.database}. There are: ${dialects.join(', ')}.\n`)
  process.exit(1)
}
const [schedules = 0, seed = 1, most = 5] = [values.schedules, values.seed, values.processes].map(Number)
const [mostFailures = 5, minutes = 240] = [values.most, values.minutes].map(Number)
const template = await openTemplate(dialect)
const began = performance.now()
const sums = { schedules: 0, steps: 0, sweeps: 0, kills: 0, alerts: 0, messages: 0 }
const failures: object[] = []
const goesOn = (): boolean => failures.length < mostFailures && performance.now() - began < minutes * 60_000
for (let nth = 0; nth < schedules && goesOn(); nth++) {
  // Each schedule can be run by itself, by its own seed.
  const own = seed + nth
  const processes = dialect === 'sqlite' ? 1 : 1 + (own % most)
  const outcome = await runSchedule(template, { seed: own, processes })
  sums.schedules++
  for (const name of ['steps', 'sweeps', 'kills', 'alerts', 'messages'] as const) sums[name] += outcome[name]
  if (sums.schedules % 100 === 0) {
    const each = (performance.now() - began) / sums.schedules
    process.stderr.write(`${sums.schedules} of ${schedules}, ${failures.length} wrong, ${each.toFixed(0)} ms each\n`)
  }
  if (outcome.violations.length === 0) continue
  const shortest = await shrink(template, { seed: own, processes }, outcome)
  process.stderr.write(`\nseed ${own}: wrong\n${[...shortest.trace, ...shortest.violations].join('\n')}\n\n`)
  failures.push({ seed: own, steps: shortest.steps, violations: shortest.violations })
}
const seconds = Math.round((performance.now() - began) / 100) / 10
process.stdout.write(`${JSON.stringify({ database: dialect, seed, ...sums, seconds, failures }, undefined, 2)}\n`)
await template.close()
await dropDatabases()
await endPostgres()
process.exit(failures.length > 0 ? 1 : 0)
