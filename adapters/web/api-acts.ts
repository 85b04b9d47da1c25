import { Hono } from 'hono'
import type { Place } from '../../src/chat/address.js'
import type { FileRef } from '../../src/chat/inbound.js'
import { complete } from './complete.js'
import { directOf, platform, workspace } from './doors.js'
import { addressOf, bodies, bodyOf, inboundOf, quoted, wordsOf } from './requests.js'
import { respond } from './respond.js'
import { type Carried, messageAt, placeFor, type Room } from './room.js'
import type { Session } from './sessions.js'

/** Commands, presses, forms and shortcuts, and what can complete a command line. */
export function actsApi(room: Room): Hono<Carried> {
  const api = new Hono<Carried>()

  api.post('/commands', async (c) => {
    const session = c.get('session')
    const body = await bodyOf(c, bodies.command)
    const words = wordsOf(body.words).replace(/^\//, '')
    const place = await placeFor(room, session, body.channel, body.thread)
    return respond(c, room, inboundOf(room, session, body.id, place, { kind: 'command', words }))
  })

  api.post('/presses', async (c) => {
    const session = c.get('session')
    const body = await bodyOf(c, bodies.press)
    const place = body.card ? await placeFor(room, session, body.card.channel, body.card.thread) : ownPlace(session)
    const card = body.card ? { card: addressOf(place, body.card.message) } : {}
    const press = { kind: 'press', command: body.command, args: body.args, ...seenBy(body), ...card } as const
    return respond(c, room, inboundOf(room, session, body.id, place, press))
  })

  api.post('/submits', async (c) => {
    const session = c.get('session')
    const body = await bodyOf(c, bodies.submit)
    const place = body.channel ? await placeFor(room, session, body.channel, body.thread) : ownPlace(session)
    const files = await handedIn(room, session, body.files)
    const submit = { kind: 'submit', command: body.command, args: body.args, ...files, ...seenBy(body) } as const
    return respond(c, room, inboundOf(room, session, body.id, place, submit))
  })

  api.post('/shortcuts', async (c) => {
    const session = c.get('session')
    const body = await bodyOf(c, bodies.shortcut)
    const place = await placeFor(room, session, body.channel, body.thread)
    const message = body.message === undefined ? {} : { message: quoted(await messageAt(room, place, body.message)) }
    const shortcut = { kind: 'shortcut', name: body.name, ...message } as const
    return respond(c, room, inboundOf(room, session, body.id, place, shortcut))
  })

  api.get('/complete', async (c) => {
    const session = c.get('session')
    const { typed = '', channel, thread } = c.req.query()
    const place = channel ? await placeFor(room, session, channel, thread) : ownPlace(session)
    return c.json(await complete(room, session, place, typed.slice(0, 1_000)))
  })

  return api
}

/** Where something is done that belongs to no channel, such as a press on a record's page. */
const ownPlace = (session: Session): Place => ({ platform, workspace, channel: directOf(session.account.user) })

/** What somebody has uploaded, by the ids that their form names. */
async function handedIn(
  { uploads }: Room,
  { account }: Session,
  named: Readonly<Record<string, readonly string[]>> = {},
) {
  const files: Record<string, readonly FileRef[]> = {}
  for (const [argument, ids] of Object.entries(named)) {
    if (ids.length > 0) files[argument] = await Promise.all(ids.map((id) => uploads.own(account.user, id)))
  }
  return Object.keys(files).length > 0 ? { files } : {}
}

const seenBy = ({ seen }: { seen?: number | undefined }) => (seen === undefined ? {} : { seen })
