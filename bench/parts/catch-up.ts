import { join } from 'node:path'
import { pino } from 'pino'
import { createSlack } from '../../adapters/slack/index.js'
import { type Assembled, assemble, openDatabase, practiceNames } from '../../src/assemble.js'
import type { Config } from '../../src/config.js'
import { hours, minutes, seconds } from '../../src/kernel/duration.js'
import { randomIds } from '../../src/kernel/ids.js'
import { createDesks } from '../../src/organisation/index.js'
import { type FakeSlack, openFakeSlack, type RateLimitOptions } from '../../test/fakes/slack/index.js'
import { type Figure, figure } from '../figure.js'
import { type HastyClock, hastyClock } from '../hasty-clock.js'
import { newFolder } from '../processes.js'

const threads = 20
const messages = 1_000
const channel = 'C0RECEPTION'
/** What an app outside Slack's Marketplace gets with one call, the thread's first message among it. */
const page = 15

/** A thousand messages in twenty threads that were missed, against a Slack that holds the desk to its limits. */
export async function catchUp(): Promise<readonly Figure[]> {
  const usual = await measured({})
  const scarce = await measured({ scarceHistory: true })
  const least = ((threads * Math.ceil((messages / threads + 1) / page) - 1) * minutes(1)) / 1_000
  return [
    figure({
      figure: 'catch-up.Slack, usual limits',
      value: usual.took,
      unit: 's',
      atMost: 60,
      detail: { calls: usual.calls, 'refused for haste': usual.refused, 'messages lost': messages - usual.taken },
    }),
    figure({
      figure: 'catch-up.Slack, one call a minute',
      value: scarce.took,
      unit: 's',
      limit: least,
      atMost: least * 1.05,
      detail: { calls: scarce.calls, 'messages lost': messages - scarce.taken },
    }),
    figure({
      figure: 'catch-up.lost or doubled',
      value: Math.abs(messages - usual.taken) + Math.abs(messages - scarce.taken),
      unit: 'messages',
      limit: 0,
      atMost: 0,
    }),
  ]
}

interface Measured {
  /** Seconds by the platform's clock. */
  readonly took: number
  readonly taken: number
  readonly calls: number
  readonly refused: number
}

async function measured(rateLimits: RateLimitOptions): Promise<Measured> {
  let handled = 0
  let asked = (): number => 0
  const clock = hastyClock(() => handled + asked())
  const slack = await openFakeSlack({ rateLimits, now: () => clock.now().getTime() })
  asked = () => slack.requests.length
  slack.addChannel({ id: channel, name: 'reception' })
  for (let n = 0; n < threads; n++) slack.addUser({ id: `U0GUEST${n}`, name: `guest${n}` })
  const desk = await openDesk(slack, clock, () => handled++)
  await withThreads(desk, slack, clock)
  await desk.catchUp.pass()
  clock.forward(hours(1))
  await talk(slack, clock)
  const [before, begun] = [slack.requests.length, clock.now().getTime()]
  await desk.catchUp.pass()
  const took = (clock.now().getTime() - begun) / 1_000
  const [row] = await desk.store.read.rows<{ n: number }>('SELECT count(*) AS n FROM "remark"')
  const refused = slack.requests.slice(before).filter(({ status }) => status === 429).length
  const calls = slack.requests.length - before
  for (const platform of desk.platforms) await platform.stop()
  await desk.store.close()
  await slack.close()
  clock.stop()
  return { took, taken: Number(row?.n), calls, refused }
}

async function openDesk(slack: FakeSlack, clock: HastyClock, handled: () => void): Promise<Assembled> {
  const dataDir = newFolder()
  const log = pino({ level: 'error' }, process.stderr)
  const location = { dialect: 'sqlite', file: join(dataDir, 'frontdesk.sqlite') } as const
  const config: Config = { host: '127.0.0.1', port: 0, location, deskFile: '', dataDir, logLevel: 'error' }
  const store = await openDatabase(config, clock)
  const desks = createDesks({ store, log })
  await desks.apply({ kind: 'operator' }, deskFile(slack.teamId), { practices: practiceNames })
  const { botToken, signingSecret, apiUrl } = slack
  const wait = (milliseconds: number): Promise<void> => clock.wait(milliseconds)
  const platform = createSlack({ botToken, signingSecret, apiUrl, clock, ids: randomIds, log, wait })
  const desk = await assemble({ config, clock, ids: randomIds, log, also: [platform], web: false }, store, desks)
  await platform.start(desk.house)
  const { handle } = desk.house
  desk.house.handle = async (inbound) => {
    const reply = await handle(inbound)
    handled()
    return reply
  }
  return desk
}

const deskFile = (team: string): string => `
organisation: {name: Bench, language: en, zone: Europe/Zurich}
people: {ana: {name: Ana Keller}}
teams: {reception: {name: Reception, members: [ana]}}
roles: [{role: agent, to: team:reception}]
services: {}
routes: [{records: all, to: 'slack:${team}/${channel}', facts: all}]
`

/** Twenty incidents, each with its card and its thread. */
async function withThreads({ house, relay }: Assembled, slack: FakeSlack, clock: HastyClock): Promise<void> {
  for (let n = 0; n < threads; n++) {
    await house.handle({
      kind: 'press',
      ids: [`bench:${n}`],
      account: { platform: 'slack', workspace: slack.teamId, user: `U0GUEST${n}` },
      profile: {},
      place: { platform: 'slack', workspace: slack.teamId, channel },
      at: clock.now().toISOString(),
      canOpenForm: false,
      command: 'incident report',
      // They look alike, and are said to be none of the others.
      args: { what: `lamp ${n} is dark`, work: 'stopped', affects: 'me', same: 'none' },
    })
  }
  while (slack.messages(channel).length < threads) {
    clock.forward(seconds(2))
    await relay.pass()
  }
}

/** People go on talking, in all threads by turns. */
async function talk(slack: FakeSlack, clock: HastyClock): Promise<void> {
  const cards = slack.messages(channel).filter((message) => !message.thread_ts || message.thread_ts === message.ts)
  for (let n = 0; n < messages; n++) {
    clock.forward(500)
    const threadTs = cards[n % threads]?.ts ?? ''
    await slack.say(`U0GUEST${n % threads}`, channel, `word ${n}`, { threadTs })
  }
}
