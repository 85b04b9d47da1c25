import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { seconds } from '../../src/kernel/duration.js'
import { Refusal } from '../../src/kernel/errors.js'
import { messageJson } from './answer.js'
import { actsApi } from './api-acts.js'
import { messagesApi } from './api-messages.js'
import { sessionApi } from './api-session.js'
import { createAttempts } from './attempts.js'
import { maySwitch, ownPageOnly } from './guard.js'
import { signedIn } from './identify.js'
import type { LiveEvent } from './live.js'
import { RecordBody } from './page-record.js'
import { type Carried, channelsOf, messageSettingOf, type Room, settingOf, voiceOf } from './room.js'
import type { Session } from './sessions.js'
import { largestUpload } from './uploads.js'

const largestBody = 512 * 1024

/** The JSON API of docs/console-api.md. */
export function consoleApi(room: Room): Hono<Carried> {
  const api = new Hono<Carried>()
  const tooLarge = () => {
    throw new Refusal('web.large')
  }
  api.use(ownPageOnly(room))
  const [small, large] = [largestBody, largestUpload].map((maxSize) => bodyLimit({ maxSize, onError: tooLarge }))
  api.use((c, next) => ((c.req.path === '/api/files' ? large : small) as MiddlewareHandler)(c, next))
  api.route('/', sessionApi(room, createAttempts(room.clock)))
  api.use(signedIn(room))
  api.get('/me', async (c) => {
    const session = c.get('session')
    const open = maySwitch(c, room)
    return c.json({
      person: session.person,
      open,
      ...(open ? { people: await room.doors.people(voiceOf(room, session).language) } : {}),
      channels: await channelsOf(room, session),
      latest: await room.doors.shelf.latest(),
    })
  })
  api.get('/records/:number', async (c) => {
    const html = await recordHtml(room, c.get('session'), c.req.param('number'))
    if (html === undefined) throw new Refusal('web.record')
    return c.json({ html })
  })
  api.get('/events', async (c) => {
    const session = c.get('session')
    const asked = c.req.header('last-event-id') ?? c.req.query('since')
    const latest = await room.doors.shelf.latest()
    const since = /^\d{1,15}$/.test(asked ?? '') ? Math.min(Number(asked), latest) : latest
    const number = c.req.query('record')
    const response = streamSSE(c, async (stream) => {
      const setting = messageSettingOf(room, session)
      let end = (): void => undefined
      const ended = new Promise<void>((resolve) => {
        end = resolve
      })
      stream.onAbort(end)
      const leave = room.live.join({
        session: session.id,
        account: session.account,
        since,
        message: (message) => JSON.stringify(messageJson(message, setting)),
        ...(number === undefined ? {} : { record: pageOf(room, session, number) }),
        send: inOrder((event) => stream.writeSSE(event), end),
        end,
      })
      await ended
      leave()
    })
    // When the stream ends its connection does too: a desk that stops need not wait for it to fall idle.
    response.headers.set('connection', 'close')
    // A proxy in front must hand over each event as it comes.
    response.headers.set('cache-control', 'no-cache, no-transform')
    response.headers.set('x-accel-buffering', 'no')
    return response
  })
  api.route('/', messagesApi(room))
  api.route('/', actsApi(room))
  api.all('*', () => {
    throw new Refusal('web.nowhere')
  })
  return api
}

const waitingMost = 1_000

/** Writes events one after another. A browser that takes none for too long is let go; it comes back and catches up. */
function inOrder(write: (event: LiveEvent) => Promise<void>, giveUp: () => void): (event: LiveEvent) => void {
  let tail = Promise.resolve()
  let waiting = 0
  return (event) => {
    waiting++
    if (waiting > waitingMost) return giveUp()
    tail = tail
      .then(() => write(event))
      .catch(giveUp)
      .finally(() => {
        waiting--
      })
  }
}

/** The reader's own page is looked at every few seconds: more of it may have moved than one record, and less often. */
const homeEvery = seconds(3)

function pageOf(room: Room, session: Session, number: string): () => Promise<string | undefined> {
  if (number !== 'home') return () => recordHtml(room, session, number)
  let [at, html]: [number, string | undefined] = [Number.NEGATIVE_INFINITY, undefined]
  return async () => {
    const now = room.clock.now().getTime()
    if (Math.abs(now - at) < homeEvery) return html
    at = now
    const page = await room.doors.pages.named(session.account, 'home')
    html = page && String(<RecordBody page={page} setting={settingOf(room, session)} />)
    return html
  }
}

async function recordHtml(room: Room, session: Session, number: string): Promise<string | undefined> {
  const page = await room.doors.pages.record(session.account, number)
  return page && String(<RecordBody page={page} setting={settingOf(room, session)} />)
}
