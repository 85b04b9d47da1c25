import type { Context } from 'hono'
import { Hono } from 'hono'
import { Refusal } from '../../src/kernel/errors.js'
import type { createAttempts } from './attempts.js'
import { platform, workspace } from './doors.js'
import { maySwitch, peerOf } from './guard.js'
import { begin, endSession, personOf, signInAs } from './identify.js'
import { bodies, bodyOf } from './requests.js'
import type { Carried, Room } from './room.js'
import type { Session } from './sessions.js'

/** Signing in by a code, switching the person where that is allowed, signing out. */
export function sessionApi(room: Room, attempts: ReturnType<typeof createAttempts>): Hono<Carried> {
  const api = new Hono<Carried>()

  api.post('/session', async (c) => {
    const body = await bodyOf(c, bodies.session)
    const session = 'person' in body ? await switched(c, body.person) : await signedInBy(c, body.code)
    return c.json({ person: session.person })
  })

  api.delete('/session', (c) => {
    endSession(c, room)
    return c.json({})
  })

  async function switched(c: Context, id: string): Promise<Session> {
    if (!maySwitch(c, room)) throw new Refusal('web.closed')
    const person = await personOf(room, id)
    if (!person) throw new Refusal('web.person')
    return begin(c, room, person)
  }

  async function signedInBy(c: Context, code: string): Promise<Session> {
    attempts.count(peerOf(c))
    const account = await room.doors.signIn(code.trim(), peerOf(c))
    if (account?.platform !== platform || account.workspace !== workspace) throw new Refusal('web.code')
    return signInAs(c, room, account.user)
  }

  return api
}
