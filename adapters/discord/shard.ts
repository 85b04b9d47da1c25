import type { GatewayDispatchPayload, SessionInfo } from 'discord.js'
import { minutes, seconds } from '../../src/kernel/duration.js'
import type { Lease } from '../../src/kernel/lease.js'
import type { Log } from '../../src/kernel/log.js'
import { type Connection, connect } from './gateway.js'
import { createProgress } from './progress.js'

export interface ShardOptions {
  readonly token: string
  readonly apiUrl?: string | undefined
  readonly intents: number
  readonly shard: { readonly id: number; readonly count: number }
  readonly lease: Lease
  readonly log: Log
  /** Deals with one dispatch; resolves when it need not be heard again. */
  readonly hear: (event: GatewayDispatchPayload) => Promise<void>
  /** A new session has begun where there was one before: what happened in between was not told. */
  readonly missed: () => void
}

/** One shard of the gateway: this process connects when it holds the shard's lease, and waits for it until then. */
export interface Shard {
  start(): void
  stop(): Promise<void>
  /** Whether this process is connected. */
  readonly connected: boolean
}

/** How often the holder says that it is there, and how often the others look. */
const beat = seconds(1)
const firstWait = seconds(1)
const longestWait = minutes(1)

export function createShard(options: ShardOptions): Shard {
  const { lease, log, shard } = options
  const progress = createProgress<SessionInfo>()
  let connection: Connection | undefined
  let stopping: (() => void) | undefined
  let stopped = false
  let running: Promise<void> | undefined

  const rest = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      if (stopped) return resolve()
      const timer = setTimeout(resolve, milliseconds)
      stopping = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const hear = (event: GatewayDispatchPayload): void => {
    if (event.t === 'READY' && progress.hadSession) options.missed()
    const dealtWith = progress.begin(event.s)
    options
      .hear(event)
      .catch((error: unknown) => log.error({ err: error, event: event.t }, 'a dispatch was not dealt with'))
      .finally(dealtWith)
  }

  const open = (): Promise<Connection> =>
    connect({
      ...options,
      session: progress,
      hear,
      trouble: (error) => log.warn({ err: error, shard: shard.id }, 'the gateway is in trouble'),
      barred: (code) => {
        log.error({ code, shard: shard.id }, 'discord closed the gateway to us: see frontdesk doctor')
        void drop()
      },
    })

  const drop = async (): Promise<void> => {
    const open = connection
    connection = undefined
    await open?.close().catch((error: unknown) => log.warn({ err: error }, 'the gateway was not closed in order'))
  }

  /** Holds the shard: connects, reconnects where the library gives up, and says so until the lease is lost. */
  const hold = async (left: unknown): Promise<void> => {
    progress.takeUp(sessionIn(left, shard.count))
    let wait = firstWait
    let notBefore = 0
    let waited = 0
    while (!stopped) {
      if (!connection && waited >= notBefore) {
        try {
          connection = await open()
          wait = firstWait
          log.info({ shard: shard.id }, 'the discord gateway is open')
        } catch (error) {
          log.warn({ err: error, shard: shard.id, wait }, 'the gateway did not open and is tried again')
          notBefore = waited + wait
          wait = Math.min(wait * 2, longestWait)
        }
      }
      await rest(beat)
      waited += beat
      if (stopped || (await kept())) continue
      log.warn({ shard: shard.id }, 'another process has taken the gateway over')
      break
    }
    await drop()
    await lease.release({ session: progress.safe() }).catch(() => undefined)
  }

  /** A database that cannot be asked has taken the lease from nobody. */
  const kept = (): Promise<boolean> => lease.keep({ session: progress.safe() }).catch(() => true)

  const run = async (): Promise<void> => {
    while (!stopped) {
      const taken = await lease.take().catch(() => undefined)
      if (taken) await hold(taken.left)
      else await rest(beat)
    }
  }

  return {
    start() {
      running = running ?? run()
    },
    async stop() {
      stopped = true
      stopping?.()
      await running
    },
    get connected() {
      return connection !== undefined
    },
  }
}

function sessionIn(left: unknown, count: number): SessionInfo | null {
  const { session } = (left ?? {}) as { readonly session?: SessionInfo | null }
  return session?.shardCount === count ? session : null
}
