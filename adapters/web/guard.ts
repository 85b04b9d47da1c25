import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import { Refusal } from '../../src/kernel/errors.js'
import type { Room } from './room.js'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** What every answer says to the browser: run nothing but our files, show us in no frame, tell no other site where one was. */
export const headers: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('content-security-policy')) c.res.headers.set('content-security-policy', policy)
  c.res.headers.set('x-content-type-options', 'nosniff')
  c.res.headers.set('x-frame-options', 'DENY')
  c.res.headers.set('referrer-policy', 'same-origin')
  c.res.headers.set('cross-origin-opener-policy', 'same-origin')
  c.res.headers.set('cross-origin-resource-policy', 'same-origin')
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
}

/**
 * While people may be switched there is no password, so a foreign page that points its own name at 127.0.0.1 (DNS
 * rebinding) would be the desk: then only the loopback's names are answered.
 */
export const knownHost =
  (room: Room): MiddlewareHandler =>
  async (c, next) => {
    if (room.doors.open && !isLoopbackName(c.req.header('host'))) throw new Refusal('web.host')
    await next()
  }

const isLoopbackName = (host: string | undefined): boolean =>
  /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host ?? '')

/**
 * A request that changes something must come from our own page: it carries a header that no form of another site can
 * send, and what the browser tells of its origin must be us. Programs send neither origin nor site.
 */
export const ownPageOnly =
  (room: Room): MiddlewareHandler =>
  async (c, next) => {
    if (!['GET', 'HEAD'].includes(c.req.method) && !isFromUs(c, room)) throw new Refusal('web.foreign')
    await next()
  }

function isFromUs(c: Context, room: Room): boolean {
  if (c.req.header('x-frontdesk') === undefined) return false
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const origin = c.req.header('origin')
  if (origin === undefined) return true
  if (room.house.publicUrl && URL.canParse(room.house.publicUrl) && new URL(room.house.publicUrl).origin === origin)
    return true
  return URL.canParse(origin) && new URL(origin).host === c.req.header('host')
}

/** The address of the other end, as the socket knows it; headers that claim another are not believed. */
export const peerOf = (c: Context): string => getConnInfo(c).remote.address ?? ''

/** What a web server in front adds: the one who asks is not the neighbour that passes it on. */
const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

/** Whether people may be switched by this request. */
export const maySwitch = (c: Context, room: Room): boolean =>
  room.doors.open && isLoopback(peerOf(c)) && passedOn.every((name) => c.req.header(name) === undefined)

const isLoopback = (address: string): boolean => /^(::ffff:)?127\.|^::1$/.test(address)
