import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type { Outgoing } from './deliveries.js'
import { type Fields, isFields, textOf } from './fields.js'
import { spans } from './options.js'
import type { Workspace } from './workspace.js'

interface Envelope {
  readonly id: string
  readonly outgoing: Outgoing
  sends: number
  /** Times it found no socket. */
  waits: number
  acks: number
  firstSentAt: number
  settled: boolean
  timer: NodeJS.Timeout | undefined
  resolve: (answer: SocketAnswer) => void
}

export interface SocketAnswer {
  readonly ok: boolean
  readonly body: unknown
  readonly ms: number
  readonly attempts: number
  readonly failure?: 'http_timeout' | 'connection_failed'
}

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled'

export interface Sockets {
  /** Open sockets now. */
  readonly count: number
  /** Sockets opened since the start. */
  readonly opened: number
  carry: (outgoing: Outgoing) => Promise<SocketAnswer>
  /** A one-time address for the next socket. */
  ticket: () => string
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Tells all sockets (or one, by index) to go: a warning closes after a while, the others at once. */
  disconnect: (reason: DisconnectReason, which?: number) => void
  /** Cuts every connection without a word. */
  dropAll: () => void
  /** Sends every event that is still unacknowledged once more, under the same envelope_id. */
  redeliverUnacked: () => void
  /** Resolves when this many sockets are open; rejects after the time. */
  connected: (count?: number, timeoutMs?: number) => Promise<void>
  /** Sends a frame as it is, on every socket. */
  frame: (text: string) => void
  close: () => void
}

/** The Socket Mode half of the fake: tickets, hello, envelopes, acknowledgements and disconnects. */
export const openSockets = (world: Workspace): Sockets => {
  const server = new WebSocketServer({ noServer: true })
  const open = new Set<WebSocket>()
  const tickets = new Set<string>()
  const envelopes = new Map<string, Envelope>()
  const timers = new Set<NodeJS.Timeout>()
  let opened = 0

  const later = (ms: number, run: () => void): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, ms)
    timers.add(timer)
    return timer
  }

  const settle = (envelope: Envelope, answer: Pick<SocketAnswer, 'ok' | 'body' | 'failure'>): void => {
    if (envelope.settled) return
    envelope.settled = true
    clearTimeout(envelope.timer)
    envelope.resolve({ ...answer, ms: performance.now() - envelope.firstSentAt, attempts: envelope.sends })
  }

  const isEvent = (envelope: Envelope): boolean => envelope.outgoing.kind === 'events_api'

  const giveUpOrRetry = (envelope: Envelope): void => {
    if (envelope.settled) return
    if (isEvent(envelope) && envelope.sends + envelope.waits <= 3) transmit(envelope)
    else settle(envelope, { ok: false, body: undefined, failure: 'http_timeout' })
  }

  const transmit = (envelope: Envelope): void => {
    const sockets = [...open].filter(({ readyState }) => readyState === WebSocket.OPEN)
    const socket = sockets[Math.floor(world.settings.random() * sockets.length)]
    clearTimeout(envelope.timer)
    if (!socket) {
      if (isEvent(envelope)) {
        envelope.waits += 1
        envelope.timer = later(world.settings.socketRetryMs, () => giveUpOrRetry(envelope))
        return
      }
      settle(envelope, { ok: false, body: undefined, failure: 'connection_failed' })
      return
    }
    envelope.sends += 1
    if (envelope.sends === 1) envelope.firstSentAt = performance.now()
    const frame: Fields = {
      envelope_id: envelope.id,
      payload: envelope.outgoing.payload,
      type: envelope.outgoing.kind,
      accepts_response_payload: envelope.outgoing.readsAnswer,
    }
    if (isEvent(envelope)) {
      frame['retry_attempt'] = envelope.sends - 1
      frame['retry_reason'] = envelope.sends > 1 ? 'timeout' : ''
    }
    socket.send(JSON.stringify(frame))
    const patience = isEvent(envelope) ? world.settings.socketRetryMs : world.settings.ackMs
    envelope.timer = later(patience, () => giveUpOrRetry(envelope))
  }

  const hear = (text: string): void => {
    world.activity.touch()
    let frame: unknown
    try {
      frame = JSON.parse(text)
    } catch {
      world.violate('a socket sent a frame that is not JSON')
      return
    }
    const id = isFields(frame) ? textOf(frame, 'envelope_id') : ''
    const envelope = envelopes.get(id)
    if (!envelope) {
      world.violate(`an unknown envelope was acknowledged: ${id || text.slice(0, 80)}`)
      return
    }
    envelope.acks += 1
    if (envelope.acks > envelope.sends) world.violate(`${envelope.outgoing.label} was acknowledged twice`)
    const payload = isFields(frame) ? frame['payload'] : undefined
    const says = envelope.outgoing.readsAnswer && isFields(payload) && Object.keys(payload).length > 0
    settle(envelope, { ok: true, body: says ? payload : undefined })
  }

  const welcome = (socket: WebSocket): void => {
    socket.on('error', () => socket.terminate())
    if (open.size >= spans.maxSockets) {
      world.violate(`an app opened more than ${spans.maxSockets} sockets`)
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }))
      socket.close()
      return
    }
    open.add(socket)
    opened += 1
    socket.on('message', (data) => hear(data.toString()))
    socket.on('close', () => {
      open.delete(socket)
      world.activity.touch()
    })
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.size,
        debug_info: { host: 'fake', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: world.appId },
      }),
    )
    world.activity.touch()
    for (const envelope of envelopes.values()) if (!envelope.settled && isEvent(envelope)) transmit(envelope)
  }

  return {
    get count() {
      return open.size
    },
    get opened() {
      return opened
    },
    carry(outgoing) {
      return new Promise((resolve) => {
        const envelope: Envelope = {
          id: world.id('env-'),
          outgoing,
          sends: 0,
          waits: 0,
          acks: 0,
          firstSentAt: performance.now(),
          settled: false,
          timer: undefined,
          resolve,
        }
        envelopes.set(envelope.id, envelope)
        transmit(envelope)
      })
    },
    ticket() {
      const ticket = world.id('ticket-')
      tickets.add(ticket)
      return `${world.origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${world.appId}`
    },
    upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', world.origin)
      const ticket = url.searchParams.get('ticket') ?? ''
      if (url.pathname !== '/link/' || !tickets.delete(ticket)) {
        world.violate('a socket was opened with a used or unknown ticket')
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, welcome)
    },
    disconnect(reason, which) {
      const chosen = [...open].filter((_, index) => which === undefined || index === which)
      for (const socket of chosen) {
        socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'fake' } }))
        if (reason === 'warning') later(world.settings.warningMs, () => socket.close())
        else socket.close()
      }
    },
    dropAll() {
      for (const socket of open) socket.terminate()
    },
    redeliverUnacked() {
      for (const envelope of envelopes.values()) if (!envelope.settled && isEvent(envelope)) transmit(envelope)
    },
    connected(count = 1, timeoutMs = 5_000) {
      return new Promise((resolve, reject) => {
        const check = (): void => {
          if (open.size < count) return
          clearTimeout(timer)
          stop()
          resolve()
        }
        const stop = world.activity.listen(check)
        const timer = setTimeout(() => {
          stop()
          reject(new Error(`${open.size} of ${count} sockets were open after ${timeoutMs} ms`))
        }, timeoutMs)
        check()
      })
    },
    frame(text) {
      for (const socket of open) socket.send(text)
    },
    close() {
      for (const timer of timers) clearTimeout(timer)
      for (const envelope of envelopes.values())
        settle(envelope, { ok: false, body: undefined, failure: 'connection_failed' })
      for (const socket of open) socket.terminate()
      server.close()
    },
  }
}
