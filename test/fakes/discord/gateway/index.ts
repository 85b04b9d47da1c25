import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type { Dispatch, World } from '../world.js'
import { type Hub, openConnection } from './connection.js'
import { asHeard, hears } from './intents.js'
import { type Mischief, openMischief } from './mischief.js'
import { dispatchTo, type Session } from './session.js'

/** The gateway as a test handles it. */
export interface Gateway extends Mischief {
  /** Sessions with an open socket now. */
  readonly count: number
  readonly identifies: number
  readonly resumes: number
  readonly heartbeats: number
  readonly sessions: readonly Session[]
  /** Resolves when this many sessions have an open socket; rejects after the time. */
  connected: (count?: number, timeoutMs?: number) => Promise<void>
  /** Asks all connections to reconnect and resume: op 7. */
  reconnect: () => void
  /** Says that the session is invalid: op 9. Default not resumable. */
  invalidate: (resumable?: boolean) => void
  /** Closes every connection with a code; sessions stay resumable unless the code or the test says otherwise. */
  close: (code: number, how?: { readonly resumable?: boolean }) => void
  /** Cuts every connection without a word. */
  cut: () => void
  /** Acknowledges no heartbeat any more (true) or again (false). */
  zombie: (mute: boolean) => void
  /** Asks newly connected clients for heartbeats this often. */
  setHeartbeat: (ms: number) => void
  /** Sends an event of any shape to every session that would hear of it. */
  dispatch: (dispatch: Dispatch) => void
}

interface Inner extends Gateway {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly stop: () => void
  /** Whether anybody could hear of an interaction. */
  readonly listening: () => boolean
}

/** Close codes after which a session is gone (Discord: topics/opcodes). */
const final: readonly number[] = [1000, 1001, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014]

export const openGateway = (world: World): Inner => {
  const server = new WebSocketServer({ noServer: true })
  let interval = world.settings.heartbeatMs
  const hub: Hub = {
    world,
    sessions: [],
    counts: { resumes: 0, heartbeats: 0 },
    identifiedAt: new Map(),
    mute: false,
    heartbeatMs: () => interval,
  }
  const open = (): Session[] => hub.sessions.filter(({ socket }) => socket?.readyState === WebSocket.OPEN)

  const deliver = (dispatch: Dispatch): void => {
    for (const session of hub.sessions)
      if (session.resumable && hears(world, session, dispatch))
        dispatchTo(session, dispatch.t, asHeard(world, session, dispatch))
    world.activity.touch()
  }
  const mischief = openMischief(deliver)
  // Every event is built for itself and nobody changes it, so what waits is told as it was at its moment.
  world.emit = mischief.pass

  const say = (frame: unknown): void => {
    for (const { socket } of open()) socket?.send(JSON.stringify(frame))
  }

  return {
    ...mischief,
    get pending() {
      return mischief.pending
    },
    sessions: hub.sessions,
    get count() {
      return open().length
    },
    get identifies() {
      return world.identified
    },
    get resumes() {
      return hub.counts.resumes
    },
    get heartbeats() {
      return hub.counts.heartbeats
    },
    connected(count = 1, timeoutMs = 5_000) {
      return new Promise<void>((resolve, reject) => {
        const check = (): void => {
          if (open().length < count) return
          clearTimeout(timer)
          stop()
          resolve()
        }
        const stop = world.activity.listen(check)
        const timer = setTimeout(() => {
          stop()
          reject(
            new Error(
              `${open().length} of ${count} sessions were open after ${timeoutMs} ms: ${world.complaints.join('; ')}`,
            ),
          )
        }, timeoutMs)
        check()
      })
    },
    reconnect: () => say({ op: 7, d: null }),
    invalidate(resumable = false) {
      for (const session of hub.sessions) session.resumable &&= resumable
      say({ op: 9, d: resumable })
    },
    close(code, { resumable = !final.includes(code) } = {}) {
      for (const session of open()) {
        session.resumable &&= resumable
        session.socket?.close(code)
      }
    },
    cut() {
      for (const { socket } of open()) socket?.terminate()
    },
    zombie(mute) {
      hub.mute = mute
    },
    setHeartbeat(ms) {
      interval = ms
    },
    dispatch: (dispatch) => world.emit(dispatch),
    listening: () => hub.sessions.some(({ resumable }) => resumable),
    upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', world.origin)
      if (url.searchParams.get('v') !== '10' || url.searchParams.get('encoding') !== 'json')
        world.complain(`the gateway was asked for with ${url.search || 'no version'}`)
      server.handleUpgrade(request, socket, head, (opened) => openConnection(hub, opened))
    },
    stop() {
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}
