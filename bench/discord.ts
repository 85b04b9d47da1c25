import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { application, bot, channelNumbered, commandOf, guild } from './discord-names.js'
import { percentile } from './figure.js'
import { serve } from './processes.js'

/**
 * The least that is Discord, in a process of its own: a gateway that sends interactions, and an API that says yes to
 * everything and notes when it was asked. It never slows down whoever is connected.
 */

export type Question =
  | { readonly kind: 'open' }
  /** Answered when somebody is at the gateway. */
  | { readonly kind: 'connected' }
  /** Interactions of one command, so many in flight, each until its callback has come. */
  | { readonly kind: 'load'; readonly words: readonly string[]; readonly inFlight: number; readonly seconds: number }
  /** One interaction; the answer tells when its callback came, in milliseconds of this process. */
  | { readonly kind: 'once'; readonly interaction: object }
  /** Everything that was asked of the API since `since`. */
  | { readonly kind: 'requests'; readonly since: number }
  /** Answers to edits are held back for so long. */
  | { readonly kind: 'slow'; readonly milliseconds: number }

export interface Opened {
  readonly apiUrl: string
}
export interface Loaded {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly done: number
}
export interface Asked {
  readonly at: number
  readonly method: string
  readonly path: string
}

interface Waiting {
  readonly sent: number
  readonly answered: (at: number) => void
}

const requests: Asked[] = []
const waiting = new Map<string, Waiting>()
const sockets = new Set<WebSocket>()
let isThere: () => void = () => undefined
const identified = new Promise<void>((resolve) => {
  isThere = resolve
})
let sequence = 0
let next = 1_300_000_000_000_000_000n
let slow = 0
let url = ''

const newId = (): string => String(++next)

serve(async (question: Question): Promise<object> => {
  switch (question.kind) {
    case 'open':
      return { apiUrl: url === '' ? await open() : `${url}/api` } satisfies Opened
    case 'connected':
      await identified
      return {}
    case 'load':
      return load(question)
    case 'once':
      return { at: await ask(question.interaction, 0) }
    case 'requests':
      return { requests: requests.filter(({ at }) => at >= question.since) }
    case 'slow':
      slow = question.milliseconds
      return {}
  }
})

async function open(): Promise<string> {
  const server = createServer((request, response) => void answer(request, response))
  const gateway = new WebSocketServer({ server })
  gateway.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('message', (data) => hear(socket, JSON.parse(String(data)) as { op: number }))
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return `${url}/api`
}

function hear(socket: WebSocket, { op }: { readonly op: number }): void {
  if (op === 1) socket.send(JSON.stringify({ op: 11 }))
  if (op !== 2) return
  const user = { id: bot, username: 'desk', discriminator: '0', avatar: null, bot: true }
  const ready = {
    v: 10,
    user,
    guilds: [{ id: guild, unavailable: true }],
    session_id: 'bench',
    resume_gateway_url: url.replace('http', 'ws'),
    application: { id: application, flags: 0 },
  }
  socket.send(JSON.stringify({ op: 0, t: 'READY', s: ++sequence, d: ready }))
  const lists = {
    roles: [
      {
        id: guild,
        name: '@everyone',
        color: 0,
        hoist: false,
        position: 0,
        permissions: '0',
        managed: false,
        mentionable: false,
        flags: 0,
        colors: {},
      },
    ],
    emojis: [],
    stickers: [],
    features: [],
    members: [],
    channels: [],
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
  isThere()
  const there = { id: guild, name: 'Bench', owner_id: '1', preferred_locale: 'en-US', ...lists }
  socket.send(JSON.stringify({ op: 0, t: 'GUILD_CREATE', s: ++sequence, d: there }))
}

const dispatch = (t: string, d: object): void => {
  const frame = JSON.stringify({ op: 0, t, s: ++sequence, d })
  for (const socket of sockets) socket.send(frame)
}

const users = 40

function ask(parts: object, by?: number): Promise<number> {
  const id = newId()
  return new Promise((resolve) => {
    waiting.set(id, { sent: performance.now(), answered: resolve })
    const n = by ?? Number(BigInt(id) % BigInt(users))
    const user = {
      id: String(1_187_203_341_208_300_000n + BigInt(n)),
      username: `guest${n}`,
      discriminator: '0',
      avatar: null,
      global_name: `Guest ${n}`,
    }
    const channel = { id: channelNumbered(0), type: 0, guild_id: guild, name: 'front', permissions: '0' }
    dispatch('INTERACTION_CREATE', {
      id,
      application_id: application,
      token: `token-${id}`,
      version: 1,
      guild_id: guild,
      channel_id: channel.id,
      channel,
      member: {
        user,
        roles: [],
        joined_at: '2026-01-01T00:00:00.000Z',
        permissions: '0',
        deaf: false,
        mute: false,
        flags: 0,
      },
      locale: 'en-GB',
      guild_locale: 'en-GB',
      app_permissions: '0',
      entitlements: [],
      authorizing_integration_owners: {},
      context: 0,
      attachment_size_limit: 10_485_760,
      ...parts,
    })
  })
}

async function load({ words, inFlight, seconds }: Extract<Question, { kind: 'load' }>): Promise<Loaded> {
  const times: number[] = []
  const begun = performance.now()
  const until = begun + seconds * 1_000
  const keepAsking = async (): Promise<void> => {
    while (performance.now() < until) {
      const sent = performance.now()
      times.push((await ask(commandOf(words))) - sent)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, keepAsking))
  const taken = (performance.now() - begun) / 1_000
  return {
    done: times.length,
    perSecond: times.length / taken,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const at = performance.now()
  const path = (request.url ?? '').replace(/^\/api\/v10/, '').split('?', 1)[0] ?? ''
  const method = request.method ?? ''
  requests.push({ at, method, path })
  if (requests.length > 50_000) requests.splice(0, 25_000)
  const [, kind, id] = path.split('/')
  if (kind === 'interactions' && id) {
    waiting.get(id)?.answered(at)
    waiting.delete(id)
    request.resume()
    return void response.writeHead(204).end()
  }
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  if (slow > 0 && method === 'PATCH') await new Promise((resolve) => setTimeout(resolve, slow))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said(method, path)))
}

function said(method: string, path: string): unknown {
  const me = { id: bot, username: 'desk', discriminator: '0', avatar: null, bot: true }
  if (path === '/gateway/bot') {
    const session_start_limit = { total: 1_000, remaining: 999, reset_after: 0, max_concurrency: 1 }
    return { url: url.replace('http', 'ws'), shards: 1, session_start_limit }
  }
  if (path === '/applications/@me') return { id: application, name: 'Bench', flags: 0, bot: me }
  if (path === '/users/@me') return me
  if (path === '/users/@me/guilds') return [{ id: guild, name: 'Bench' }]
  if (path === '/users/@me/channels') return { id: newId(), type: 1, recipients: [] }
  if (path.endsWith('/commands')) return []
  const [, , channel = ''] = path.split('/')
  if (/^\/channels\/\d+$/.test(path)) return { id: channel, type: 0, guild_id: guild, name: 'front' }
  if (method === 'GET' && path.endsWith('/messages')) return []
  if (path.endsWith('/threads'))
    return {
      id: path.split('/')[4] ?? newId(),
      type: 11,
      guild_id: guild,
      parent_id: channel,
      name: 'thread',
      thread_metadata: {},
    }
  return {
    id: path.split('/')[4] ?? newId(),
    channel_id: channel,
    author: me,
    flags: 0,
    components: [],
    attachments: [],
  }
}
