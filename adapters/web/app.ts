import type { Context } from 'hono'
import { Hono } from 'hono'
import { nearest, type Voice } from '../../src/chat/language.js'
import { Outage, type Params, Refusal } from '../../src/kernel/errors.js'
import { statusOf } from './answer.js'
import { consoleApi } from './api.js'
import type { Asset } from './assets.js'
import { headers, knownHost } from './guard.js'
import { consolePages, missingPage, troublePage } from './pages.js'
import { type Carried, type Room, voiceOf } from './room.js'

/** Everything the console serves over HTTP, mounts excepted. */
export function consoleApp(room: Room, ready: () => Promise<boolean>): Hono<Carried> {
  const app = new Hono<Carried>()
  app.use(headers)
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => ((await ready()) ? c.text('ready') : c.text('not ready', 503)))
  app.use(knownHost(room))
  app.get('/assets/:version/*', (c) => {
    const version = c.req.param('version')
    const asset = room.assets.find(c.req.path.slice(`/assets/${version}/`.length))
    return asset ? sendAsset(c, asset, version === room.assets.version) : c.notFound()
  })
  app.get('/calendar/:file', (c) => sendCalendar(c, room))
  app.route('/api', consoleApi(room))
  app.route('/', consolePages(room))
  app.notFound((c) => missingPage(c, room))
  app.onError((error, c) => failed(c, room, error))
  return app
}

/** Under its own version an asset never changes; under another one the browser has to ask each time. */
function sendAsset(c: Context, asset: Asset, current: boolean): Response {
  c.header('etag', asset.etag)
  c.header('cache-control', current ? 'public, max-age=31536000, immutable' : 'no-cache')
  c.header('vary', 'accept-encoding')
  if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304)
  c.header('content-type', asset.type)
  if (!c.req.header('accept-encoding')?.includes('gzip')) return c.body(asset.plain)
  c.header('content-encoding', 'gzip')
  return c.body(asset.gzipped)
}

/** A calendar is read by programs that cannot sign in: its address is the key. What it tells may be a few minutes old. */
async function sendCalendar(c: Context<Carried, '/calendar/:file'>, room: Room): Promise<Response> {
  const [, token] = /^([\w-]+)\.ics$/.exec(c.req.param('file')) ?? []
  const calendar = token === undefined ? undefined : await room.doors.pages.calendar(token)
  if (calendar === undefined) return missingPage(c, room)
  c.header('content-type', 'text/calendar; charset=utf-8')
  c.header('content-disposition', 'inline; filename="calendar.ics"')
  c.header('cache-control', 'private, max-age=300')
  return c.body(calendar)
}

/** The one place where a request's failure becomes a sentence. */
function failed(c: Context<Carried>, room: Room, error: Error): Response {
  const voice = listenerOf(c, room)
  if (error instanceof Refusal) {
    if (error.code === 'web.often') c.header('retry-after', '60')
    if (!isApi(c) && statusOf(error) === 404) return missingPage(c, room)
    return tell(c, room, { voice, code: error.code, params: error.params, status: statusOf(error) })
  }
  if (error instanceof Outage) {
    room.log.warn({ err: error }, 'a request met an outage')
    c.header('retry-after', String(Math.max(1, Math.ceil((error.detail.retryAfter ?? 2_000) / 1_000))))
    return tell(c, room, { voice, code: 'web.busy', params: {}, status: 503 })
  }
  const id = room.ids.next()
  room.log.error({ err: error, fault: id }, 'a request failed')
  return tell(c, room, { voice, code: 'web.fault', params: { id }, status: 500 })
}

interface Told {
  readonly voice: Voice
  readonly code: string
  readonly params: Params
  readonly status: number
}

function tell(c: Context<Carried>, room: Room, { voice, code, params, status }: Told): Response {
  const says = voice.say(`refusals.${code}.says`, params)
  const hint = voice.say(`refusals.${code}.hint`, params)
  return isApi(c) ? c.json({ error: { code, says, hint } }, status as 400) : troublePage(c, room, says, hint, status)
}

const isApi = (c: Context): boolean => c.req.path.startsWith('/api/')

function listenerOf(c: Context<Carried>, room: Room): Voice {
  const session = c.get('session')
  if (session) return voiceOf(room, session)
  return room.house.registry.voice(nearest(c.req.header('accept-language')?.split(',')[0]) ?? 'en')
}
