import {
  Client,
  type ClientOptions,
  CloseCodes,
  Events,
  type GatewayDispatchPayload,
  type SessionInfo,
  SimpleShardingStrategy,
} from 'discord.js'
import type { Log } from '../../src/kernel/log.js'
import { restOptions } from './rest.js'

/** One connection to Discord's gateway, for one shard. */
export interface Connection {
  /** Closes it so that the session can be resumed, by us or by another process. */
  close(): Promise<void>
}

export interface ConnectionOptions {
  readonly token: string
  readonly apiUrl?: string | undefined
  readonly intents: number
  readonly shard: { readonly id: number; readonly count: number }
  /** The session as far as it was dealt with; read when it connects, and again whenever it reconnects. */
  readonly session: SessionKeeper
  /** What happened, one after the other. */
  readonly hear: (event: GatewayDispatchPayload) => void
  /** Discord will not let us in again, for a reason that an administrator has to mend. */
  readonly barred: (code: number) => void
  readonly trouble: (error: unknown) => void
  readonly log: Log
  /** The connection broke off; it is taken up again by itself. */
  readonly interrupted: () => void
}

export interface SessionKeeper {
  current(): SessionInfo | null
  change(session: SessionInfo | null): void
}

type Manager = Parameters<NonNullable<NonNullable<ClientOptions['ws']>['buildStrategy']>>[0]

/**
 * Connects by discord.js, which keeps heartbeats, identifies, resumes and reconnects. Its caches stay empty: what
 * happens is read from the dispatches themselves, so memory does not grow with the size of a guild.
 */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  let manager: Manager | undefined
  let closing = false
  const client = new Client({
    intents: options.intents,
    shards: [options.shard.id],
    shardCount: options.shard.count,
    rest: restOptions(options.apiUrl),
    ws: {
      buildStrategy(built) {
        manager = built
        keepSession(built, options.session, () => closing)
        return new SimpleShardingStrategy(built)
      },
    },
  })
  cacheNothing(client)
  client.on(Events.Raw, (event: GatewayDispatchPayload) => options.hear(event))
  client.on(Events.ShardError, options.trouble)
  client.on(Events.Error, options.trouble)
  client.on(Events.Debug, (says) => {
    // One of its lines repeats the beginning of the token.
    if (!says.includes('token')) options.log.debug({ says }, 'discord library')
  })
  client.on(Events.ShardReconnecting, options.interrupted)
  client.on(Events.ShardDisconnect, ({ code }) => options.barred(code))
  const close = async (): Promise<void> => {
    closing = true
    // By this code Discord keeps the session for a while; the library's own code would end it.
    await manager?.destroy({ code: CloseCodes.Resuming, reason: 'stopping' })
    await client.destroy()
  }
  try {
    await client.login(options.token)
  } catch (error) {
    await close().catch(() => undefined)
    throw error
  }
  return { close }
}

/** The session is ours to keep, since another process may go on with it. What is destroyed on closing is kept as well. */
function keepSession(manager: Manager, session: SessionKeeper, closing: () => boolean): void {
  const { retrieveSessionInfo, updateSessionInfo } = manager.options
  Object.assign(manager.options, {
    retrieveSessionInfo: async (id: number) => session.current() ?? (await retrieveSessionInfo(id)),
    updateSessionInfo: async (id: number, info: SessionInfo | null) => {
      if (!closing()) session.change(info)
      await updateSessionInfo(id, info)
    },
  } satisfies Partial<Manager['options']>)
}

/** discord.js builds objects for whole guilds out of every packet; a resumed session has no guilds to build upon. */
function cacheNothing(client: Client): void {
  Object.assign(client.ws, { handlePacket: () => true })
}
