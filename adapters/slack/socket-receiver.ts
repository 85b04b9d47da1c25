import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt'
import { deliveryOver, type UnderWay } from '../../src/chat/delivery.js'
import { seconds } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import { limits } from './limits.js'
import type { Listening } from './listening.js'
import { type Log, libraryLog } from './log.js'
import { ask, clientOptions } from './web.js'

export interface SocketOptions {
  readonly appToken: string
  readonly apiUrl?: string
  /** Sockets held at the same time: while Slack refreshes one, the others stand. */
  readonly sockets: number
  /** Milliseconds without a pong after which a socket is taken for dead. */
  readonly pingTimeout: number
  readonly log: Log
  readonly underWay: UnderWay
  readonly listening: Listening
}

interface Envelope {
  readonly ack: (body?: object) => Promise<void>
  readonly body: Record<string, unknown>
  readonly type: string
  readonly retry_num?: number
  readonly retry_reason?: string
  readonly accepts_response_payload?: boolean
}

/**
 * Slack over Socket Mode, with Bolt's own sockets. Bolt would acknowledge an event before anybody has seen it; here an
 * envelope is acknowledged when it has been handled. Bolt's reconnecting is off too: it gives up with an unhandled
 * rejection, which ends the process, when Slack is down for long or takes the token back.
 */
export function createSocketReceiver(options: SocketOptions): Receiver {
  const { log } = options
  let app: App | undefined
  let stopping = false

  const dispatch = (envelope: Envelope): void => {
    // Not acknowledged: Slack hands it to another process, or to this one after its restart.
    if (!app || stopping) return
    const delivery = deliveryOver({
      carries: envelope.accepts_response_payload === true,
      acknowledge: (body) =>
        envelope.ack(body).then(
          () => true,
          () => false,
        ),
      decline: () => undefined,
      malformed: () => {
        log.warn({ type: envelope.type }, 'slack sent an envelope that cannot be understood')
        void envelope.ack().catch(() => undefined)
      },
    })
    const { body, retry_num: retryNum, retry_reason: retryReason } = envelope
    const retry = { ...(retryNum ? { retryNum } : {}), ...(retryReason ? { retryReason } : {}) }
    const work = app
      .processEvent({ body, ...retry, ack: async () => undefined, customProperties: { delivery } })
      .then(() => delivery.acknowledge())
      // Our listeners settle whatever reaches them: this is Bolt, which trips over fields that are not there.
      .catch(() => delivery.malformed())
    options.underWay.add(work)
  }

  const lines = Array.from({ length: options.sockets }, () => createLine(options, dispatch))
  return {
    init(to) {
      app = to
    },
    async start() {
      stopping = false
      try {
        await Promise.all(lines.map((line) => line.open()))
      } catch (error) {
        await Promise.all(lines.map((line) => line.close()))
        throw error
      }
    },
    async stop() {
      stopping = true
      await options.underWay.ended()
      await Promise.all(lines.map((line) => line.close()))
    },
  }
}

const shortestPause = 100
const longestPause = seconds(15)

/** One socket that is opened again whenever it closes, until it is told to stop. */
function createLine(
  { appToken, apiUrl, pingTimeout, log, listening }: SocketOptions,
  dispatch: (envelope: Envelope) => void,
) {
  const { client } = new SocketModeReceiver({
    appToken,
    logger: libraryLog(log),
    clientPingTimeout: pingTimeout,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(apiUrl, log) },
  })
  client.removeAllListeners('slack_event')
  client.on('slack_event', dispatch)
  guard(client, log)
  client.on('ws_message', (frame: unknown) => {
    const told = connectionsIn(frame)
    if (told !== undefined) listening.counted(told)
  })
  let closed = false
  let wake = (): void => undefined

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  /** Opens the socket, and hands back the promise of its end. */
  const connect = async (): Promise<{ readonly gone: Promise<void> }> => {
    const gone = new Promise<void>((resolve) => client.once('disconnected', () => resolve()))
    await ask(() => client.start())
    listening.opened()
    void gone.then(() => listening.closed())
    log.info({}, 'a slack socket is open')
    return { gone }
  }

  const keep = async (gone: Promise<void>): Promise<void> => {
    let failures = 0
    await gone
    while (!closed) {
      try {
        const socket = await connect()
        failures = 0
        await socket.gone
      } catch (error) {
        failures += 1
        log.warn({ failures, err: error }, 'a slack socket could not be opened')
        const named = error instanceof Outage ? error.detail.retryAfter : undefined
        if (!closed) await pause(named ?? Math.min(longestPause, shortestPause * 2 ** Math.min(failures, 10)))
      }
    }
  }

  return {
    /** Resolves when the socket stands for the first time; rejects when the very first attempt fails. */
    async open(): Promise<void> {
      closed = false
      const { gone } = await connect()
      void keep(gone)
    },
    async close(): Promise<void> {
      closed = true
      wake()
      const patience = new Promise((resolve) => setTimeout(resolve, limits.acknowledge).unref())
      await Promise.race([client.disconnect(), patience])
    },
  }
}

/** The first frame on a socket tells how many the app has by now, this one included. */
function connectionsIn(frame: unknown): number | undefined {
  const text = String(frame)
  if (!text.includes('"num_connections"')) return undefined
  try {
    const { type, num_connections: count } = JSON.parse(text) as { readonly type?: unknown; num_connections?: unknown }
    return type === 'hello' && typeof count === 'number' ? count : undefined
  } catch {
    return undefined
  }
}

type Client = SocketModeReceiver['client']

// The library reads frames in an async listener: one without an inner event would be an unhandled rejection.
function guard(client: Client, log: Log): void {
  const listeners = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', (...frame: unknown[]) => {
    for (const listener of listeners) {
      Promise.resolve(listener.apply(client, frame)).catch(() => log.warn({}, 'slack sent a frame that cannot be read'))
    }
  })
}
