import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { Refusal } from '../../src/kernel/errors.js'
import type { ConsolePerson } from './doors.js'
import { maySwitch } from './guard.js'
import type { Carried, Room } from './room.js'
import type { Session } from './sessions.js'

const cookie = 'frontdesk_session'
/** Who was last looked as, while people may be switched: it brings the same person back after a restart. */
const lastCookie = 'frontdesk_person'

/** Lets only signed-in requests through to the API. */
export const signedIn =
  (room: Room): MiddlewareHandler<Carried> =>
  async (c, next) => {
    const session = found(c, room) ?? (await reopened(c, room))
    if (!session) throw new Refusal('web.signedOut')
    c.set('session', session)
    await next()
  }

/** The session of a page's reader. While people may be switched, a newcomer begins as the first of them. */
export async function readerOf(c: Context, room: Room): Promise<Session | undefined> {
  const session = found(c, room) ?? (await reopened(c, room))
  if (session || !maySwitch(c, room)) return session
  const [first] = await room.doors.people()
  return first ? begin(c, room, first) : undefined
}

const found = (c: Context, room: Room): Session | undefined => room.sessions.find(getCookie(c, cookie))

async function reopened(c: Context, room: Room): Promise<Session | undefined> {
  const last = getCookie(c, lastCookie)
  if (last === undefined || !maySwitch(c, room)) return undefined
  const person = await personOf(room, last)
  return person && begin(c, room, person)
}

export async function personOf(room: Room, id: string): Promise<ConsolePerson | undefined> {
  return (await room.doors.people()).find((person) => person.id === id)
}

/** Signs a browser in under a fresh id; the session it had before ends. */
export function begin(c: Context, room: Room, person: ConsolePerson): Session {
  const before = found(c, room)
  const session = room.sessions.open(person)
  if (before?.zone) session.zone = before.zone
  if (before) room.sessions.close(before.id)
  const options = { path: '/', httpOnly: true, sameSite: 'Strict', secure: isSecure(room) } as const
  setCookie(c, cookie, session.id, options)
  if (room.doors.open) setCookie(c, lastCookie, person.id, { ...options, maxAge: 60 * 60 * 24 * 30 })
  return session
}

export function endSession(c: Context, room: Room): void {
  const session = found(c, room)
  if (session) room.sessions.close(session.id)
  deleteCookie(c, cookie, { path: '/' })
  deleteCookie(c, lastCookie, { path: '/' })
}

const isSecure = (room: Room): boolean => room.house.publicUrl?.startsWith('https:') ?? false

/**
 * A link in another site, such as Slack, comes without our cookie, since that is strict: such a request is asked to
 * come again from ourselves before it is taken for a stranger's.
 */
export const comesFromElsewhere = (c: Context): boolean =>
  c.req.header('sec-fetch-site') === 'cross-site' &&
  c.req.header('sec-fetch-mode') === 'navigate' &&
  getCookie(c, cookie) === undefined &&
  c.req.query('again') === undefined

/** Signs in with an account that the core vouched for. */
export async function signInAs(c: Context, room: Room, user: string): Promise<Session> {
  const person = await room.doors.person(user)
  if (!person) throw new Refusal('web.code')
  return begin(c, room, person)
}
