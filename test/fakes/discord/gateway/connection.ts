import type { WebSocket } from 'ws'
import { type Fields, isFields } from '../../fields.js'
import { intents, knownIntents } from '../bits.js'
import { guildCreateJson } from '../guilds.js'
import type { FakeUser } from '../model.js'
import { userJson } from '../people.js'
import type { World } from '../world.js'
import { dispatchTo, type Session, transmit } from './session.js'

/** What all connections of the gateway share. */
export interface Hub {
  readonly world: World
  readonly sessions: Session[]
  readonly counts: { resumes: number; heartbeats: number }
  /** When the last session was identified, by shard. */
  readonly identifiedAt: Map<number, number>
  /** Acknowledges no heartbeat any more: a zombie. */
  mute: boolean
  readonly heartbeatMs: () => number
}

const frameBytes = 4_096
const sendsAMinute = 120

const parse = (text: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** One socket: hello, heartbeats, identify or resume, and the codes it is closed with (Discord: topics/opcodes). */
export const openConnection = (hub: Hub, socket: WebSocket): void => {
  const { world } = hub
  const sends: number[] = []
  let session: Session | undefined
  let late: NodeJS.Timeout | undefined

  const reject = (code: number, why: string): void => {
    world.complain(`the gateway closed a connection with ${code}: ${why}`)
    socket.close(code, why)
  }

  /** Who misses two heartbeats is dead. */
  const watch = (): void => {
    clearTimeout(late)
    late = setTimeout(() => socket.close(4009, 'Session timed out.'), hub.heartbeatMs() * 2 + 500)
    late.unref()
  }

  const identify = (d: Fields) => {
    if (session) return reject(4005, 'Already authenticated.')
    world.identified += 1
    if (world.identified > world.settings.identifies) return reject(4008, 'too many IDENTIFY in a day')
    if (d['token'] !== world.token) return reject(4004, 'Authentication failed.')
    const wanted = Number(d['intents'])
    if (!Number.isInteger(wanted) || (wanted & ~knownIntents) !== 0) return reject(4013, 'Invalid intent(s).')
    if (wanted & forbidden(world)) return reject(4014, 'Disallowed intent(s).')
    if (!isFields(d['properties'])) return reject(4002, 'Error while decoding payload.')
    const shard = Array.isArray(d['shard']) ? (d['shard'] as [number, number]) : ([0, 1] as const)
    if (!(shard[0] < shard[1])) return reject(4010, 'Invalid shard.')
    const last = hub.identifiedAt.get(shard[0]) ?? Number.NEGATIVE_INFINITY
    if (performance.now() - last < world.settings.identifyEveryMs) {
      socket.send(JSON.stringify({ op: 9, d: false }))
      return
    }
    hub.identifiedAt.set(shard[0], performance.now())
    session = { id: world.id(), intents: wanted, shard, seq: 0, sent: [], socket, resumable: true, resumes: 0 }
    hub.sessions.push(session)
    welcome(hub, session)
  }

  const resume = (d: Fields) => {
    if (d['token'] !== world.token) return reject(4004, 'Authentication failed.')
    const found = hub.sessions.find(({ id }) => id === d['session_id'])
    const seq = Number(d['seq'])
    if (!found?.resumable || !Number.isInteger(seq) || seq > found.seq) {
      socket.send(JSON.stringify({ op: 9, d: false }))
      return
    }
    session = found
    found.socket = socket
    found.resumes += 1
    hub.counts.resumes += 1
    for (const frame of found.sent.filter(({ s }) => s > seq)) transmit(found, frame)
    dispatchTo(found, 'RESUMED', {})
    world.activity.touch()
  }

  const beat = (d: unknown) => {
    hub.counts.heartbeats += 1
    if (d !== null && session && Number(d) > session.seq) reject(4007, 'Invalid seq')
    watch()
    if (!hub.mute) socket.send(JSON.stringify({ op: 11 }))
  }

  const hear = (text: string) => {
    const now = Date.now()
    sends.push(now)
    while ((sends[0] ?? now) < now - 60_000) sends.shift()
    if (sends.length > sendsAMinute) return reject(4008, 'You are being rate limited.')
    if (Buffer.byteLength(text) > frameBytes) return reject(4002, 'Error while decoding payload.')
    const frame = parse(text)
    if (!frame) return reject(4002, 'Error while decoding payload.')
    const d = isFields(frame['d']) ? frame['d'] : {}
    if (frame['op'] === 1) return beat(frame['d'])
    if (frame['op'] === 2) return identify(d)
    if (frame['op'] === 6) return resume(d)
    if (!session) return reject(4003, 'Not authenticated.')
    if (frame['op'] === 3) return
    if (frame['op'] === 8) return world.complain('the members of a whole server were asked for')
    if (frame['op'] !== 4) reject(4001, 'Unknown opcode.')
  }

  socket.on('message', (data) => hear(String(data)))
  socket.on('error', () => socket.terminate())
  socket.on('close', (code) => {
    clearTimeout(late)
    if (session?.socket === socket) session.socket = undefined
    // Who says good-bye has no session any more.
    if (session && (code === 1000 || code === 1001)) session.resumable = false
    world.activity.touch()
  })
  watch()
  socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: hub.heartbeatMs(), _trace: [] } }))
}

const forbidden = ({ settings }: World): number =>
  intents.GUILD_PRESENCES |
  (settings.guildMembers ? 0 : intents.GUILD_MEMBERS) |
  (settings.messageContent ? 0 : intents.MESSAGE_CONTENT)

const welcome = ({ world }: Hub, session: Session): void => {
  const guilds = [...world.guilds.values()].filter(
    ({ id, members }) =>
      members.has(world.botId) && (BigInt(id) >> 22n) % BigInt(session.shard[1]) === BigInt(session.shard[0]),
  )
  dispatchTo(session, 'READY', {
    v: 10,
    user: { ...userJson(world.users.get(world.botId) as FakeUser), email: null, verified: true, mfa_enabled: true },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    session_type: 'normal',
    resume_gateway_url: `${world.origin.replace('http', 'ws')}/resume`,
    shard: session.shard,
    application: { id: world.applicationId, flags: 0 },
    private_channels: [],
    user_settings: {},
    relationships: [],
    presences: [],
  })
  if (session.intents & intents.GUILDS)
    for (const guild of guilds) if (guild.available) dispatchTo(session, 'GUILD_CREATE', guildCreateJson(world, guild))
  world.activity.touch()
}
