import type { GatewayDispatchPayload, SessionInfo } from 'discord.js'
import type { Clock } from '../../src/kernel/clock.js'
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
  readonly clock: Clock
}

/** One shard of the gateway: this process connects when it holds the shard's lease, and waits for it until then. */
export interface Shard {
  start(): void
  stop(): Promise<void>
  /** Since when all that happens has reached this process, or the one it took over from; undefined while it does not. */
  listeningSince(): Date | undefined
}

/** How often the holder says that it is there, and how often the others look. */
const beat = seconds(1)
const firstWait = seconds(1)
const longestWait = minutes(1)

export function createShard(options: ShardOptions): Shard {
  const { lease, log, shard } = options
  const progress = createProgress<SessionInfo>()
  let connection: Connection | undefined
  let since: Date | undefined
  let up = false
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
    // A new session tells nothing of what happened before it; a resumed one brings it.
    if (event.t === 'READY') since = options.clock.now()
    if (event.t === 'READY' || event.t === 'RESUMED') up = true
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
      interrupted: () => {
        up = false
      },
      barred: (code) => {
        log.error({ code, shard: shard.id }, 'discord closed the gateway to us: see frontdesk doctor')
        void drop()
      },
    })

  const drop = async (): Promise<void> => {
    const open = connection
    connection = undefined
    up = false
    await open?.close().catch((error: unknown) => log.warn({ err: error }, 'the gateway was not closed in order'))
  }

  /** Holds the shard: connects, reconnects where the library gives up, and says so until the lease is lost. */
  const hold = async (left: unknown): Promise<void> => {
    const before = leftBy(left, shard.count)
    progress.takeUp(before.session)
    since = before.since
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
    await lease.release(leaving()).catch(() => undefined)
  }

  /** A database that cannot be asked has taken the lease from nobody. */
  const kept = (): Promise<boolean> => lease.keep(leaving()).catch(() => true)

  const leaving = (): Left => ({ session: progress.safe(), ...(since ? { since: since.toISOString() } : {}) })

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
    listeningSince: () => (up ? since : undefined),
  }
}

/** What a successor needs to go on. */
interface Left {
  readonly session: SessionInfo | null
  readonly since?: string
}

function leftBy(left: unknown, count: number): { readonly session: SessionInfo | null; readonly since?: Date } {
  const { session, since } = (left ?? {}) as Partial<Left>
  if (session?.shardCount !== count) return { session: null }
  return { session, ...(since ? { since: new Date(since) } : {}) }
}
