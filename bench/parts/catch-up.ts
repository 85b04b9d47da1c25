import { join } from 'node:path'
import { pino } from 'pino'
import { type Assembled, assemble, openDatabase, practiceNames } from '../../src/assemble.js'
import { placeWord } from '../../src/chat/address.js'
import type { Config } from '../../src/config.js'
import { hours, minutes, seconds } from '../../src/kernel/duration.js'
import { randomIds } from '../../src/kernel/ids.js'
import { createDesks } from '../../src/organisation/index.js'
import { type Figure, figure } from '../figure.js'
import { type HastyClock, hastyClock } from '../hasty-clock.js'
import { discordStage, type MissedStage, slackStage } from '../missed-stages.js'
import { newFolder } from '../processes.js'

const threads = 20
const messages = 1_000
/** What an app outside Slack's Marketplace gets with one call, the thread's first message among it. */
const page = 15

type OpenStage = (clock: HastyClock) => Promise<MissedStage>

/** A thousand messages in twenty threads that were missed, against platforms that hold the desk to their limits. */
export async function catchUp(): Promise<readonly Figure[]> {
  const usual = await measured((clock) => slackStage(clock, threads, {}))
  const scarce = await measured((clock) => slackStage(clock, threads, { scarceHistory: true }))
  const discord = await measured((clock) => discordStage(clock, threads))
  const least = ((threads * Math.ceil((messages / threads + 1) / page) - 1) * minutes(1)) / 1_000
  const all = [usual, scarce, discord]
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
      figure: 'catch-up.Discord',
      value: discord.took,
      unit: 's',
      atMost: 60,
      detail: { calls: discord.calls, 'refused for haste': discord.refused, 'messages lost': messages - discord.taken },
    }),
    figure({
      figure: 'catch-up.lost or doubled',
      value: all.reduce((sum, { taken }) => sum + Math.abs(messages - taken), 0),
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

async function measured(open: OpenStage): Promise<Measured> {
  let handled = 0
  let asked = (): number => 0
  const clock = hastyClock(() => handled + asked())
  const stage = await open(clock)
  asked = () => stage.calls().all
  const desk = await openDesk(stage, clock, () => handled++)
  await stage.ready()
  await withThreads(desk, stage, clock)
  await desk.catchUp.pass()
  clock.forward(hours(1))
  stage.deafen()
  await talk(stage, clock)
  await stage.hear()
  while (desk.platforms.some((platform) => !platform.listeningSince?.()))
    await new Promise((resolve) => setTimeout(resolve, 20))
  const [before, begun] = [stage.calls(), clock.now().getTime()]
  await desk.catchUp.pass()
  const took = (clock.now().getTime() - begun) / 1_000
  const [row] = await desk.store.read.rows<{ n: number }>('SELECT count(*) AS n FROM "remark"')
  const after = stage.calls()
  for (const platform of desk.platforms) await platform.stop()
  await desk.store.close()
  await stage.close()
  clock.stop()
  return { took, taken: Number(row?.n), calls: after.all - before.all, refused: after.refused - before.refused }
}

async function openDesk(stage: MissedStage, clock: HastyClock, handled: () => void): Promise<Assembled> {
  const dataDir = newFolder()
  const log = pino({ level: 'error' }, process.stderr)
  const location = { dialect: 'sqlite', file: join(dataDir, 'frontdesk.sqlite') } as const
  const config: Config = { host: '127.0.0.1', port: 0, location, deskFile: '', dataDir, logLevel: 'error' }
  const store = await openDatabase(config, clock)
  const desks = createDesks({ store, log })
  await desks.apply({ kind: 'operator' }, deskFile(placeWord(stage.place)), { practices: practiceNames })
  const platform = stage.platform(log)
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

const deskFile = (place: string): string => `
organisation: {name: Bench, language: en, zone: Europe/Zurich}
people: {ana: {name: Ana Keller}}
teams: {reception: {name: Reception, members: [ana]}}
roles: [{role: agent, to: team:reception}]
services: {}
routes: [{records: all, to: '${place}', facts: all}]
`

/** Twenty incidents, each with its card and its thread. */
async function withThreads({ house, relay }: Assembled, stage: MissedStage, clock: HastyClock): Promise<void> {
  const press = (n: number, command: string, args: Readonly<Record<string, string>>) =>
    house.handle({
      kind: 'press',
      ids: [`bench:${command}:${n}`],
      account: stage.account(n),
      profile: {},
      place: stage.place,
      at: clock.now().toISOString(),
      canOpenForm: false,
      command,
      args,
    })
  for (let n = 0; n < threads; n++) {
    // They look alike, and are said to be none of the others.
    await press(n, 'incident report', { what: `lamp ${n} is dark`, work: 'stopped', affects: 'me', same: 'none' })
    // A thread is there when something was told in it.
    await press(n, 'incident describe', { record: `INC-${n + 1}`, details: 'It is in the corridor.' })
  }
  while (stage.cards() < threads) {
    clock.forward(seconds(2))
    await relay.pass()
  }
}

/** People go on talking, in all threads by turns. */
async function talk(stage: MissedStage, clock: HastyClock): Promise<void> {
  for (let n = 0; n < messages; n++) {
    clock.forward(500)
    await stage.say(n % threads, n % threads, `word ${n}`)
  }
}
