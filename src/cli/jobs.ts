import type { Voice } from '../chat/language.js'
import { nearestWord } from '../chat/near.js'
import { jobNames, jobPlans, timingIn } from '../jobs.js'
import { systemClock } from '../kernel/clock.js'
import { Refusal } from '../kernel/errors.js'
import { crashed, type Standing, standingsOf } from '../schedule/index.js'
import { withOrders } from './backstage.js'
import type { CliCall } from './command.js'
import { inForce, looking } from './looking.js'
import { instantText, table } from './shown.js'
import { print } from './terminal.js'

/** Shows how every job went, and when it is due again. */
export async function jobs({ config, terminal, voice, tell }: CliCall): Promise<number> {
  const settings = config()
  const present = await inForce(settings)
  if (!present) throw new Refusal('organisation.missing')
  if (!present.organisation) throw new Refusal('organisation.broken', { problems: 1 })
  const timing = timingIn(present.organisation)
  const standings = await looking(settings, (read) =>
    standingsOf(read, { jobs: jobPlans, timing, now: systemClock.now() }),
  )
  table(
    terminal.output,
    standings.map((standing) => lineOf(standing, voice)),
  )
  tell('jobs.how')
  return 0
}

function lineOf(standing: Standing, voice: Voice): readonly string[] {
  const { name, timing, next, failures } = standing
  return [
    name,
    lastOf(standing, voice),
    next ? voice.say('cli.jobs.next', { at: instantText(next) }) : '',
    timing ? `${timing.cron} ${timing.zone} ${timing.missed}` : voice.say('jobs.every_second'),
    failures > 1 ? voice.say('jobs.in_a_row', { count: failures }) : '',
  ]
}

function lastOf({ runningSince, last }: Standing, voice: Voice): string {
  if (runningSince) return voice.say('jobs.running', { since: instantText(runningSince) })
  if (!last) return voice.say('jobs.never')
  const { at, took, error } = last
  if (error === undefined) return voice.say('jobs.done', { at: instantText(at), took: `${took} ms` })
  const why = error === crashed ? voice.say('jobs.crashed') : error
  return voice.say('jobs.failed', { at: instantText(at), error: why })
}

/** Runs one job now, whatever its times are, and tells how it went. */
export async function runJob({ config, terminal, voice, given: [typed = ''], tell }: CliCall): Promise<number> {
  if (!jobNames.includes(typed)) {
    const near = nearestWord(typed, jobNames)
    if (near !== undefined) throw new Refusal('cli.unknown_job_near', { typed, near })
    throw new Refusal('cli.unknown_job', { typed, names: jobNames.join(', ') })
  }
  const outcome = await withOrders(config(), (orders) => orders.runJob(typed))
  if (outcome.kind === 'busy') throw new Refusal('cli.job_busy', { name: typed })
  if (outcome.kind === 'done') {
    tell('jobs.done', { name: typed, took: outcome.took })
    return 0
  }
  print(terminal.errors, voice.say('cli.jobs.failed', { name: typed, error: outcome.error }))
  return 1
}
