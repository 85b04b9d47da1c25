import type { Block, Card, Inline, Item, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { crashed, overran, type PastRun, type Standing } from '../schedule/index.js'

/** Where every job stands: how its last run went, and when the next one is due. */
export function jobsCard(standings: readonly Standing[], voice: Voice): Card {
  const failing = standings.filter(({ failures }) => failures > 0).length
  return {
    title: [voice.say('jobs.title')],
    tone: failing > 0 ? 'bad' : 'plain',
    blocks: [{ kind: 'list', items: standings.map((standing) => itemOf(standing, voice)) }],
    page: '/jobs',
  }
}

/** What somebody reads who had a job run: it goes on behind them. */
export const jobBegunCard = (name: string, voice: Voice): Card => ({
  title: voice.line('jobs.begun', { name: { kind: 'code', text: name } }),
  tone: 'good',
  blocks: [{ kind: 'note', line: voice.line('jobs.begun_hint') }],
  page: '/jobs',
})

/** The runs of the past, as the list below the jobs. */
export function jobRunsBlock(runs: readonly PastRun[], nameOf: (id: string) => string, voice: Voice): Block {
  if (runs.length === 0) return { kind: 'note', line: [voice.say('jobs.no_runs')] }
  return { kind: 'list', items: runs.map((run) => ({ line: runLine(run, voice), ...runDetail(run, nameOf, voice) })) }
}

function itemOf(standing: Standing, voice: Voice): Item {
  const { name, timing } = standing
  const about = voice.say(`jobs.about.${name.replaceAll('-', '_')}`)
  const parts = [lastOf(standing, voice), nextOf(standing, voice), ...noted(standing, voice)]
  return {
    line: [`${signOf(standing)} `, { kind: 'code', text: name }, ` – ${about}`],
    detail: parts.flatMap((part, at): Line => (at > 0 ? [' · ', ...part] : part)),
    // What every process does every second anyway needs nobody's hand.
    ...(timing ? { action: runAction(name, voice) } : {}),
  }
}

const runAction = (name: string, voice: Voice) =>
  ({
    kind: 'press',
    label: voice.say('jobs.run'),
    press: { command: 'desk jobs', args: { run: name } },
  }) as const

const signOf = ({ failures, runningSince, last }: Standing): string =>
  failures > 0 ? '❗' : runningSince ? '⏳' : last ? '✓' : '·'

function lastOf({ runningSince, last }: Standing, voice: Voice): Line {
  if (runningSince) return voice.line('jobs.running', { since: moment(runningSince) })
  if (!last) return [voice.say('jobs.never')]
  const at = moment(last.at)
  if (last.error === undefined) return voice.line('jobs.done', { at, took: tookText(last.took, voice) })
  return voice.line('jobs.failed', { at, error: errorOf(last.error, voice) })
}

function nextOf({ timing, next }: Standing, voice: Voice): Line {
  if (!timing) return [voice.say('jobs.every_second')]
  const times: Inline = { kind: 'code', text: `${timing.cron} ${timing.zone}` }
  const policy = voice.say(`jobs.missed.${timing.missed}`)
  if (!next) return voice.line('jobs.no_next', { times })
  return voice.line('jobs.next', { at: moment(next), times, policy })
}

function noted({ failures, cut }: Standing, voice: Voice): readonly Line[] {
  return [
    ...(failures > 1 ? [[voice.say('jobs.in_a_row', { count: failures })]] : []),
    ...(cut ? [voice.line('jobs.cut', { from: moment(cut) })] : []),
  ]
}

const moment = (at: Date): Inline => ({ kind: 'time', at: at.toISOString(), style: 'moment' })

function errorOf(error: string, voice: Voice): Inline {
  if (error === overran) return voice.say('jobs.overran')
  return error === crashed ? voice.say('jobs.crashed') : { kind: 'code', text: error }
}

/** `120 ms`, `2.4 s`. */
function tookText(took: number, voice: Voice): string {
  const number = new Intl.NumberFormat(voice.language, { maximumFractionDigits: 1 })
  return took < 1_000
    ? voice.say('jobs.milliseconds', { n: number.format(took) })
    : voice.say('jobs.seconds', { n: number.format(took / 1_000) })
}

function runLine({ job, at, outcome, took = 0, error }: PastRun, voice: Voice): Line {
  const sign = outcome === 'failed' ? '❗' : outcome === 'done' ? '✓' : '⏳'
  const how: Line =
    outcome === 'failed'
      ? [' · ', errorOf(error ?? '', voice)]
      : outcome === 'done'
        ? [` · ${tookText(took, voice)}`]
        : []
  return [`${sign} `, moment(at), ' ', { kind: 'code', text: job }, ...how]
}

function runDetail({ tries, by }: PastRun, nameOf: (id: string) => string, voice: Voice): { readonly detail?: Line } {
  const notes = [
    ...(by === undefined ? [] : [voice.say('jobs.by', { name: nameOf(by) })]),
    ...(tries > 1 ? [voice.say('jobs.tries', { count: tries })] : []),
  ]
  return notes.length > 0 ? { detail: [notes.join(' · ')] } : {}
}
