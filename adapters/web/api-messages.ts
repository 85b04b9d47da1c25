import { Hono } from 'hono'
import type { Place } from '../../src/chat/address.js'
import type { ShelfMessage } from '../../src/chat/shelf.js'
import { Refusal } from '../../src/kernel/errors.js'
import { tidy } from '../../src/kernel/text.js'
import { messageJson } from './answer.js'
import { directOf } from './doors.js'
import { addressOf, bodies, bodyOf, inboundOf, quoted, wordsOf } from './requests.js'
import { respond } from './respond.js'
import { type Carried, channelsOf, messageAt, messageSettingOf, placeFor, type Room } from './room.js'
import type { Session } from './sessions.js'

export const pageLength = 50

/** Messages: reading, saying, changing, deleting, reacting. */
export function messagesApi(room: Room): Hono<Carried> {
  const api = new Hono<Carried>()

  api.get('/channels', async (c) => c.json({ channels: await channelsOf(room, c.get('session')) }))

  api.get('/messages', async (c) => {
    const session = c.get('session')
    const { channel = '', thread, before } = c.req.query()
    const place = await placeFor(room, session, channel, thread)
    const setting = messageSettingOf(room, session)
    const { messages, more } = await messagesIn(room, place, before)
    const root =
      thread === undefined ? {} : { root: messageJson(await messageAt(room, channelOf(place), thread), setting) }
    return c.json({ ...root, messages: messages.map((message) => messageJson(message, setting)), more })
  })

  api.post('/files', async (c) => {
    const { name = '' } = c.req.query()
    const type = c.req.header('content-type') ?? ''
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (bytes.length === 0) throw new Refusal('web.empty')
    return c.json({ file: await room.uploads.keep({ owner: c.get('session').account.user, name, type }, bytes) })
  })

  api.post('/messages', async (c) => {
    const session = c.get('session')
    const body = await bodyOf(c, bodies.say)
    const files = await attached(room, session, body.files)
    const text = files.length > 0 && tidy(body.text) === '' ? '' : wordsOf(body.text)
    const place = await placeFor(room, session, body.channel, body.thread)
    const address = await room.doors.shelf.put({
      key: `said:${session.account.user}:${body.id}`,
      place,
      author: { ...session.account, name: session.person.name },
      text,
      ...(files.length > 0 ? { files } : {}),
      language: room.house.languageOf(session.account),
    })
    room.live.kick()
    const said = { address, text: withoutMention(text), author: session.account, files }
    const toDesk = mention.test(text) || body.channel === directOf(session.account.user)
    const inbound = inboundOf(room, session, body.id, place, { kind: 'said', message: said, toDesk })
    return respond(c, room, inbound, await room.doors.shelf.get(address))
  })

  api.patch('/messages/:message', async (c) => {
    const session = c.get('session')
    const body = await bodyOf(c, bodies.change)
    const text = wordsOf(body.text)
    const place = await placeFor(room, session, body.channel, body.thread)
    const message = await ownMessage(room, session, place, c.req.param('message'))
    if (message.text !== text) await room.doors.shelf.change(message.address, { text })
    room.live.kick()
    const edited = { ...quoted(message), text: withoutMention(text) }
    return respond(c, room, inboundOf(room, session, body.id, place, { kind: 'edited', message: edited }))
  })

  api.delete('/messages/:message', async (c) => {
    const session = c.get('session')
    const body = await bodyOf(c, bodies.remove)
    const place = await placeFor(room, session, body.channel, body.thread)
    const address = addressOf(place, c.req.param('message'))
    // Gone already: this is a repetition, and the core may still have to hear of it.
    const there = await room.doors.shelf.get(address)
    if (!there?.author || there.author.account.user !== session.account.user) throw new Refusal('web.notYours')
    if (!there.deleted) {
      await room.doors.shelf.remove(address)
      await room.uploads.drop(there.files ?? [])
    }
    room.live.kick()
    return respond(c, room, inboundOf(room, session, body.id, place, { kind: 'deleted', message: address }))
  })

  api.post('/messages/:message/reactions', async (c) => {
    const session = c.get('session')
    const body = await bodyOf(c, bodies.reaction)
    const place = await placeFor(room, session, body.channel, body.thread)
    const message = quoted(await messageAt(room, place, c.req.param('message')))
    return respond(c, room, inboundOf(room, session, body.id, place, { kind: 'reacted', emoji: body.emoji, message }))
  })

  api.delete('/messages/:message/reactions', async (c) => {
    const session = c.get('session')
    const body = await bodyOf(c, bodies.reaction)
    const place = await placeFor(room, session, body.channel, body.thread)
    const message = addressOf(place, c.req.param('message'))
    return respond(c, room, inboundOf(room, session, body.id, place, { kind: 'unreacted', emoji: body.emoji, message }))
  })

  return api
}

/** One page of messages, and whether there are earlier ones. What was deleted stays only while replies hang from it. */
export async function messagesIn(
  { doors }: Room,
  place: Place,
  before?: string,
): Promise<{ readonly messages: readonly ShelfMessage[]; readonly more: boolean }> {
  const found = await doors.shelf.list(place, pageLength + 1, before)
  const page = found.slice(-pageLength)
  return { messages: page.filter((one) => !one.deleted || one.replies > 0), more: found.length > pageLength }
}

const channelOf = ({ thread: _, ...channel }: Place): Place => channel

const mention = /^@frontdesk\b[,:]?\s*/i
const withoutMention = (text: string): string => text.replace(mention, '')

/** What somebody has uploaded, by the ids that their message names. */
const attached = ({ uploads }: Room, { account }: Session, ids: readonly string[] = []) =>
  Promise.all(ids.map((id) => uploads.own(account.user, id)))

async function ownMessage(room: Room, session: Session, place: Place, id: string): Promise<ShelfMessage> {
  const message = await messageAt(room, place, id)
  if (message.author?.account.user !== session.account.user) throw new Refusal('web.notYours')
  return message
}
