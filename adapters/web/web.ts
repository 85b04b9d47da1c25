import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Logger } from 'pino'
import { type Address, channelOf } from '../../src/chat/address.js'
import { within } from '../../src/chat/patience.js'
import { type House, type Outgoing, type Platform, Undeliverable } from '../../src/chat/platform.js'
import type { Clock } from '../../src/kernel/clock.js'
import { seconds } from '../../src/kernel/duration.js'
import type { Ids } from '../../src/kernel/ids.js'
import { answerJson } from './answer.js'
import { consoleApp } from './app.js'
import { readAssets } from './assets.js'
import { watchConnections } from './connections.js'
import { type ConsoleDoors, directOf, platform, workspace } from './doors.js'
import { createHandOver, type HandOver } from './hand-over.js'
import { createLive } from './live.js'
import { type Mount, mounted } from './mounts.js'
import { picturePath } from './picture-path.js'
import { createReadiness, type Readiness } from './readiness.js'
import type { Setting } from './render-line.js'
import { shortcutsOn } from './render-message.js'
import type { Room } from './room.js'
import { createSessions } from './sessions.js'
import { createUploads } from './uploads.js'
import { channelPath } from './urls.js'

export interface WebOptions {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Logger
  readonly doors: ConsoleDoors
  /** Addresses of other adapters on the same port. */
  readonly mounts?: readonly Mount[]
  readonly organisation: () => string
  /** The folder for what people attach on the console. */
  readonly uploads: string
  /** How long a person waits for an answer before "still working on it"; milliseconds. */
  readonly patience?: number
}

interface Running {
  readonly server: Server
  readonly connections: ReturnType<typeof watchConnections>
  readonly handOver: HandOver
  readonly house: House
}

export interface Web extends Platform {
  /** Where it listens; refuses before `start`. */
  address(): AddressInfo
  /** What `/readyz` answers while the database does. */
  readonly readiness: Readiness
}

/** The web adapter: the console, the record pages, and the HTTP port that other adapters share. */
export function createWeb(options: WebOptions): Web {
  const { doors } = options
  const live = createLive(options)
  const uploads = createUploads(options.uploads, options.ids)
  const readiness = createReadiness()
  let running: Running | undefined
  const started = () => {
    if (!running) throw new Error('the web adapter has not been started')
    return running
  }
  const address = () => started().server.address() as AddressInfo

  return {
    name: platform,
    // The shelf is ours: it takes messages at any pace, lets them be changed for ever, and keeps one a key.
    traits: { pace: 0, editableFor: Number.MAX_SAFE_INTEGER, canFind: false, dedupesByKey: true },
    address,
    readiness,
    async start(house) {
      const room = roomOf(options, { live, uploads }, house)
      const ready = async () => readiness.asked() && running !== undefined && (await answers(doors))
      const listener = getRequestListener(consoleApp(room, ready).fetch)
      const server = createServer(mounted(options.mounts ?? [], listener, options.log))
      const connections = watchConnections(server)
      await listen(server, options)
      running = { server, connections, handOver: room.handOver, house }
    },
    async stop() {
      if (!running) return
      const { server, connections, handOver } = running
      const closed = connections.end()
      live.stop()
      await handOver.settled()
      // Whoever began a request and never ends it does not hold up the desk.
      const enough = setTimeout(() => server.closeAllConnections(), seconds(3))
      await closed
      clearTimeout(enough)
      running = undefined
    },
    async deliver(message) {
      const { key, card, language } = message
      const standing = message.edit && (await edited(doors, message.edit, card))
      const put = standing ?? (await doors.shelf.put({ key, place: await placeOf(doors, message), card, language }))
      live.kick()
      return put
    },
    openFile: (file) => uploads.open(file),
    answerLate: (inbound, reply) => started().handOver.late(inbound, reply),
    async linkTo(to) {
      const { address: host, port } = address()
      const base = started().house.publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
      return base.replace(/\/$/, '') + channelPath(to.channel, to.thread ?? to.message)
    },
  }
}

function roomOf(options: WebOptions, { live, uploads }: Pick<Room, 'live' | 'uploads'>, house: House): Room {
  const { doors, clock, log } = options
  const sessions = createSessions(options)
  sessions.onEnd((id) => live.endSession(id))
  const handOver = createHandOver({
    house,
    shelf: doors.shelf,
    live,
    log,
    patience: options.patience ?? 1_500,
    async word(inbound, outcome) {
      const voice = house.registry.voice(house.languageOf(inbound.account, inbound.profile))
      const { zone } = inbound.profile
      const shortcuts = shortcutsOn('message', house.registry, voice)
      const pathOf: Setting['pathOf'] = (picture, look) => picturePath(picture, look, doors.sign)
      const setting = { voice, viewer: inbound.account, shortcuts, pathOf, ...(zone ? { zone } : {}) }
      return answerJson(outcome, { setting, people: await doors.people(voice.language), at: clock.now().toISOString() })
    },
  })
  return { ...options, house, sessions, live, uploads, handOver, assets: readAssets() }
}

function listen(server: Server, { host, port }: WebOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** Whether the shelf can be read; a desk whose database hangs is not ready for more. */
async function answers(doors: ConsoleDoors): Promise<boolean> {
  const got = await within(
    seconds(1),
    doors.shelf.latest().catch(() => undefined),
  )
  return got.kind === 'done' && got.value !== undefined
}

async function edited({ shelf }: ConsoleDoors, address: Address, card: Outgoing['card']): Promise<Address> {
  const there = await shelf.get(address)
  if (!there || there.deleted) throw new Undeliverable('cannot be edited', 'the message is not there any more')
  await shelf.change(address, { card })
  return address
}

async function placeOf(doors: ConsoleDoors, { to }: Outgoing) {
  if ('person' in to) {
    const { person } = to
    if (person.platform === platform && person.workspace === workspace)
      return { platform, workspace, channel: directOf(person.user) }
    throw new Undeliverable('unknown place', 'the account is not one of the console')
  }
  if (to.platform !== platform || to.workspace !== workspace)
    throw new Undeliverable('unknown place', 'not of the console')
  const known = to.channel.startsWith('@') || (await doors.hasChannel(to.channel))
  if (!known) throw new Undeliverable('unknown place', 'there is no such channel')
  if (to.thread !== undefined && !(await doors.shelf.get({ ...channelOf(to), message: to.thread }))) {
    throw new Undeliverable('unknown place', 'there is no such thread')
  }
  return to
}
