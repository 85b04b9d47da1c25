import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startDesk } from '../desk.js'
import type { Asked, Loaded, Opened, Question } from '../discord.js'
import { channelNumbered, commandOf, guild, token } from '../discord-names.js'
import { type Figure, figure, median } from '../figure.js'
import { type Helper, newFolder, startHelper } from '../processes.js'
import { type Around, byTurns } from './around.js'

const rounds = 5
const seconds = 3
const places = 5
const records = 20

/** A Discord in a process of its own. */
export async function startDiscord() {
  const helper: Helper = startHelper('discord.js')
  const ask = <Answer>(question: Question): Promise<Answer> => helper.ask(question)
  const { apiUrl } = await ask<Opened>({ kind: 'open' })
  return { ask, apiUrl, end: () => helper.end(), env: { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl } }
}
type Discord = Awaited<ReturnType<typeof startDiscord>>

/** `/desk help` over the gateway beside discord.js that only replies, and a card in five places that is edited. */
export const discord = async (around: Around): Promise<readonly Figure[]> => [
  ...(await help(around)),
  await fanOut(around),
]

async function help(around: Around): Promise<readonly Figure[]> {
  const [ofDesk, ofBare] = [await startDiscord(), await startDiscord()]
  const desk = await startDesk({ folder: newFolder(), api: around.api, env: ofDesk.env })
  const bare = startHelper('bare-discord.js')
  await bare.ask({ apiUrl: ofBare.apiUrl })
  const load = { kind: 'load', words: ['desk', 'help'], inFlight: 32, seconds } as const
  await ofDesk.ask({ kind: 'connected' })
  await ofDesk.ask<Loaded>({ ...load, seconds: 1.5 })
  await ofBare.ask<Loaded>({ ...load, seconds: 1.5 })
  const { ones, others } = await byTurns(
    rounds,
    () => ofDesk.ask<Loaded>(load),
    () => ofBare.ask<Loaded>(load),
  )
  await desk.stop()
  await Promise.all([bare.end(), ofDesk.end(), ofBare.end()])
  const perSecond = median(ones.map((one) => one.perSecond))
  const limit = median(others.map((one) => one.perSecond))
  const detail = {
    'desk per second': Math.round(perSecond),
    'bare discord.js per second': Math.round(limit),
    ratios: ones.map((one, at) => Number((one.perSecond / (others[at]?.perSecond ?? Number.NaN)).toFixed(3))),
  }
  return [
    figure({
      figure: 'discord.help.throughput',
      value: perSecond / limit,
      unit: '× bare discord.js',
      limit: 1,
      atLeast: 0.5,
      detail,
    }),
    figure({
      figure: 'discord.help.callback p99',
      value: median(ones.map((one) => one.p99)),
      limit: median(others.map((one) => one.p99)),
      unit: 'ms',
      atMost: 100,
    }),
  ]
}

/**
 * A record whose card stands in five channels is taken: from the answer, which comes after the commit, until the last of
 * the five edits is under way. Discord answers each edit late, so that they cannot go one after the other.
 */
async function fanOut(around: Around): Promise<Figure> {
  const there = await startDiscord()
  const folder = newFolder()
  const deskFile = join(folder, 'desk.yaml')
  writeFileSync(deskFile, deskWith(places))
  const desk = await startDesk({ folder, api: around.api, env: { ...there.env, DESK_FILE: deskFile } })
  await there.ask({ kind: 'connected' })
  const spans: number[] = []
  for (let n = 1; n <= records; n++) {
    await there.ask({ kind: 'slow', milliseconds: 0 })
    const options = [
      option('what', ['a', 'b', 'c', 'd'].map((word) => `${word}x${n}`).join(' ')),
      option('work', 'stopped'),
      option('affects', 'me'),
    ]
    const { at: reported } = await there.ask<{ at: number }>({
      kind: 'once',
      interaction: commandOf(['incident', 'report'], options),
    })
    await posts(there, 'POST', reported, places)
    await there.ask({ kind: 'slow', milliseconds: 250 })
    const { at: taken } = await there.ask<{ at: number }>({
      kind: 'once',
      interaction: commandOf(['incident', 'describe'], [option('record', `INC-${n}`), option('details', 'It leaks.')]),
    })
    const edits = await posts(there, 'PATCH', taken - 50, places)
    spans.push(Math.max(...edits) - taken)
  }
  await desk.stop()
  await there.end()
  return figure({
    figure: 'discord.fan-out of five edits',
    value: median(spans),
    unit: 'ms',
    atMost: 100,
    detail: { 'slowest ms': Math.round(Math.max(...spans)), records, 'milliseconds that Discord takes for each': 250 },
  })
}

const option = (name: string, value: string): object => ({ name, type: 3, value })

/** When the first request of this kind came for each of so many channels. */
async function posts({ ask }: Discord, method: string, since: number, wanted: number): Promise<readonly number[]> {
  for (let tries = 0; tries < 400; tries++) {
    const { requests } = await ask<{ requests: readonly Asked[] }>({ kind: 'requests', since })
    const first = new Map<string, number>()
    for (const { at, method: how, path } of requests) {
      const channel = /^\/channels\/(\d+)\/messages/.exec(path)?.[1]
      if (how === method && channel && !first.has(channel)) first.set(channel, at)
    }
    if (first.size >= wanted) return [...first.values()]
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`${wanted} requests ${method} did not come`)
}

function deskWith(channels: number): string {
  const to = Array.from({ length: channels }, (_, n) => `discord:${guild}/${channelNumbered(n)}`).join(', ')
  return `organisation: { name: Bench, language: en, zone: Europe/Zurich }
routes:
  - { records: incident, to: [${to}], facts: card }
`
}
