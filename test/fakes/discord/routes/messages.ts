import { type Fields, isFields, listOf, textOf } from '../../fields.js'
import { messageFlags, messageTypes } from '../bits.js'
import { bodyOf, type Call, done, ok, type Route } from '../call.js'
import { insist, problemsOf } from '../checks/check.js'
import { editedMessage, isEmpty, newMessage } from '../checks/messages.js'
import { beforeChange } from '../interactions.js'
import { messageJson } from '../message-json.js'
import { changeMessage, type Draft, dropMessage, messagesOf, storeMessage, takesMessages } from '../messages.js'
import type { FakeChannel, StoredMessage } from '../model.js'
import { spans } from '../options.js'
import { reachable } from '../people.js'
import { demand, may, speaking } from '../permissions.js'
import { ApiError, refuse } from '../refused.js'
import { messageIn, setArchived } from '../threads.js'
import { attachmentsFrom, checkReferences, insistSomething } from '../uploads.js'
import type { World } from '../world.js'
import { visible } from './channels.js'

/** The message of a request, or 10008. */
export const named = (call: Call): { channel: FakeChannel; message: StoredMessage } => {
  const channel = visible(call.world, call.params['channel'])
  const message = messageIn(call.world, channel.id, call.params['message'] ?? '')
  if (!message) return refuse(10008)
  return { channel, message }
}

/** Nothing in an archived thread can be changed, and in a locked one by moderators alone. */
export const insistOpen = (world: World, channel: FakeChannel): void => {
  if (channel.thread?.archived) refuse(50083)
  if (channel.thread?.locked && !may(world, world.botId, channel, 'MANAGE_THREADS')) refuse(160005)
}

/** Writing into an archived thread opens it again, unless it is locked. */
const openToWrite = (world: World, channel: FakeChannel): void => {
  const { thread } = channel
  if (!thread) return
  if (thread.locked && thread.archived) refuse(50083)
  if (thread.locked && !may(world, world.botId, channel, 'MANAGE_THREADS')) refuse(160005)
  if (thread.archived) setArchived(world, channel, false)
}

const sameNonce = (world: World, channel: FakeChannel, body: Fields): StoredMessage | undefined => {
  if (body['enforce_nonce'] !== true) return undefined
  return messagesOf(world, channel.id).find(
    (one) => one.authorId === world.botId && one.nonce === body['nonce'] && world.now() - one.createdAt < spans.nonce,
  )
}

const replyOf = (world: World, channel: FakeChannel, body: Fields): Draft['replyTo'] => {
  const reference = body['message_reference']
  if (!isFields(reference)) return undefined
  const messageId = textOf(reference, 'message_id')
  const to = messageIn(world, channel.id, messageId)
  if (to && to.type !== messageTypes.starter) {
    demand(world, channel, 'READ_MESSAGE_HISTORY')
    return { channelId: channel.id, messageId }
  }
  if (reference['fail_if_not_exists'] === false) return undefined
  insist([{ path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }])
  return undefined
}

/** Checks permissions that depend on what is in a message. */
const demandFor = (world: World, channel: FakeChannel, files: number): void => {
  demand(world, channel, speaking(channel))
  if (files > 0) demand(world, channel, 'ATTACH_FILES')
}

const create: Route = {
  auth: 'bot',
  run(call) {
    const { world, files } = call
    const channel = visible(world, call.params['channel'])
    const body = bodyOf(call)
    if (!takesMessages(channel)) refuse(50008)
    demandFor(world, channel, files.length)
    if (channel.recipientId && !reachable(world, channel.recipientId)) refuse(50007)
    insist(problemsOf(newMessage, body))
    if (isEmpty(body, files.length)) refuse(50006)
    const first = sameNonce(world, channel, body)
    if (first) return ok(messageJson(world, first))
    const attachments = attachmentsFrom(world, { channelId: channel.id, files, body })
    checkReferences([body['components'], body['embeds']], attachments)
    const replyTo = replyOf(world, channel, body)
    openToWrite(world, channel)
    return ok(messageJson(world, storeMessage(world, draftOf(world, channel, body, attachments, replyTo))))
  },
}

const draftOf = (
  world: World,
  channel: FakeChannel,
  body: Fields,
  attachments: StoredMessage['attachments'],
  replyTo: Draft['replyTo'],
): Draft => ({
  channel,
  authorId: world.botId,
  type: replyTo ? messageTypes.reply : messageTypes.default,
  content: textOf(body, 'content'),
  // Without the right to embed links Discord drops embeds and says nothing.
  embeds: may(world, world.botId, channel, 'EMBED_LINKS') ? listOf(body, 'embeds') : [],
  components: listOf(body, 'components'),
  attachments,
  flags:
    Number(body['flags'] ?? 0) &
    (messageFlags.componentsV2 | messageFlags.suppressEmbeds | messageFlags.suppressNotifications),
  allowedMentions: body['allowed_mentions'],
  ...(body['nonce'] == null ? {} : { nonce: body['nonce'] as string }),
  ...(replyTo ? { replyTo } : {}),
})

const edit: Route = {
  auth: 'bot',
  run(call) {
    const { world, files } = call
    const { channel, message } = named(call)
    const body = bodyOf(call)
    if (message.authorId !== world.botId) refuse(50005)
    insistOpen(world, channel)
    insist(problemsOf(editedMessage(beforeChange(message)), body))
    if (world.now() - message.createdAt > spans.oldMessage) call.limits.oldEdit(channel.id)
    const turnsV2 = Number(body['flags'] ?? 0) & messageFlags.componentsV2
    const attachments = attachmentsFrom(world, { channelId: channel.id, files, body, held: message.attachments })
    checkReferences([body['components'] ?? message.components, body['embeds']], attachments)
    insistSomething(message, body, attachments.length)
    changeMessage(world, message, {
      ...(body['content'] === undefined ? {} : { content: textOf(body, 'content') }),
      ...(body['embeds'] === undefined ? {} : { embeds: listOf(body, 'embeds') }),
      ...(body['components'] === undefined ? {} : { components: listOf(body, 'components') }),
      attachments,
      flags: message.flags | turnsV2,
      allowedMentions: body['allowed_mentions'],
    })
    return ok(messageJson(world, message))
  },
}

const remove: Route = {
  auth: 'bot',
  run(call) {
    const { world } = call
    const { channel, message } = named(call)
    insistOpen(world, channel)
    if (message.authorId !== world.botId) demand(world, channel, 'MANAGE_MESSAGES')
    dropMessage(world, message)
    return done
  },
}

const read: Route = {
  auth: 'bot',
  run(call) {
    const { channel, message } = named(call)
    demand(call.world, channel, 'READ_MESSAGE_HISTORY')
    return ok(shown(call.world, channel, message))
  },
}

/** Without the MESSAGE_CONTENT intent the API hides the text of others, too. */
const shown = (world: World, channel: FakeChannel, message: StoredMessage): Fields => {
  const json = messageJson(world, message)
  const open = world.settings.messageContent || message.authorId === world.botId || channel.recipientId !== undefined
  if (open || message.mentions.users.includes(world.botId)) return json
  return { ...json, content: '', embeds: [], attachments: [], components: [] }
}

const history: Route = {
  auth: 'bot',
  query: ['after', 'before', 'around', 'limit'],
  run({ world, params, query }) {
    const channel = visible(world, params['channel'])
    // Without the right to read the history Discord answers with nothing.
    if (!may(world, world.botId, channel, 'READ_MESSAGE_HISTORY')) return ok([])
    const limit = Number(query['limit'] ?? 50)
    if (!Number.isInteger(limit) || limit < 1 || limit > 100)
      insist([{ path: ['limit'], code: 'NUMBER_TYPE_MAX', message: 'int value should be less than or equal to 100.' }])
    const { after, before, around } = query
    if ([after, before, around].filter(Boolean).length > 1) throw new ApiError(400, 50035, 'Invalid Form Body')
    const all = messagesOf(world, channel.id)
    const page = after
      ? all.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit)
      : around
        ? near(all, around, limit)
        : all.filter(({ id }) => !before || BigInt(id) < BigInt(before)).slice(-limit)
    return ok(page.toReversed().map((one) => shown(world, channel, one)))
  },
}

const near = (all: readonly StoredMessage[], id: string, limit: number): StoredMessage[] => {
  const at = all.findIndex((one) => BigInt(one.id) >= BigInt(id))
  const from = Math.max(0, (at < 0 ? all.length : at) - Math.floor(limit / 2))
  return all.slice(from, from + limit)
}

/** Everybody sees who has pinned something, by a message of Discord's own. */
const pin: Route = {
  auth: 'bot',
  run(call) {
    const { world } = call
    const { channel, message } = named(call)
    demand(world, channel, 'PIN_MESSAGES')
    if (message.pinned) return done
    message.pinned = true
    const replyTo = { channelId: channel.id, messageId: message.id }
    storeMessage(world, {
      ...draftOf(world, channel, {}, [], replyTo),
      type: messageTypes.pin,
      flags: 0,
    })
    return done
  },
}

export const messageRoutes: Readonly<Record<string, Route>> = {
  'PUT /channels/:channel/messages/pins/:message': pin,
  'GET /channels/:channel/messages': history,
  'POST /channels/:channel/messages': create,
  'GET /channels/:channel/messages/:message': read,
  'PATCH /channels/:channel/messages/:message': edit,
  'DELETE /channels/:channel/messages/:message': remove,
}
