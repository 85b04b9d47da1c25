import { type Fields, isFields, listOf, textOf } from '../../fields.js'
import { channelTypes, messageFlags } from '../bits.js'
import { bodyOf, type Call, created, done, ok, type Reply, type Route } from '../call.js'
import { channelJson, isForum, isThread, threadsOf } from '../channels.js'
import { insist, problemsOf } from '../checks/check.js'
import { isEmpty } from '../checks/messages.js'
import { forumPost, freeThread, threadFromMessage } from '../checks/threads.js'
import { joinThread } from '../membership.js'
import { messageJson } from '../message-json.js'
import { storeMessage } from '../messages.js'
import type { FakeChannel } from '../model.js'
import { demand, may } from '../permissions.js'
import { ApiError, refuse } from '../refused.js'
import { checkTags } from '../tags.js'
import { openThread } from '../threads.js'
import { attachmentsFrom, checkReferences } from '../uploads.js'
import { visible } from './channels.js'
import { insistOpen, named } from './messages.js'

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

const archiveAfter = (body: Fields): { autoArchiveMinutes?: number } =>
  typeof body['auto_archive_duration'] === 'number' ? { autoArchiveMinutes: body['auto_archive_duration'] } : {}

const fromMessage: Route = {
  auth: 'bot',
  run(call) {
    const { world } = call
    const { channel, message } = named(call)
    const body = bodyOf(call)
    insist(problemsOf(threadFromMessage, body))
    demand(world, channel, 'CREATE_PUBLIC_THREADS')
    if (channel.type !== channelTypes.text && channel.type !== channelTypes.announcement) refuse(50024)
    if (world.channels.has(message.id)) refuse(160004)
    const thread = openThread(world, {
      parent: channel,
      name: textOf(body, 'name'),
      type: channel.type === channelTypes.announcement ? channelTypes.announcementThread : channelTypes.publicThread,
      ownerId: world.botId,
      starter: message,
      ...archiveAfter(body),
    })
    return created(channelJson(world, thread))
  },
}

const post = (call: Call, forum: FakeChannel): Reply => {
  const { world, files } = call
  const body = bodyOf(call)
  insist(problemsOf(forumPost, body))
  demand(world, forum, 'SEND_MESSAGES')
  const message = isFields(body['message']) ? body['message'] : {}
  if (isEmpty(message, files.length)) refuse(50006)
  const tags = strings(body['applied_tags'])
  checkTags(world, forum, tags)
  const attachments = attachmentsFrom(world, { channelId: forum.id, files, body: message })
  checkReferences([message['components'], message['embeds']], attachments)
  const draft = { parent: forum, name: textOf(body, 'name'), ownerId: world.botId, quiet: true }
  const thread = openThread(world, { ...draft, type: channelTypes.publicThread, tags, ...archiveAfter(body) })
  const first = storeMessage(world, {
    id: thread.id,
    channel: thread,
    authorId: world.botId,
    content: textOf(message, 'content'),
    embeds: listOf(message, 'embeds'),
    components: listOf(message, 'components'),
    attachments,
    flags: Number(message['flags'] ?? 0) & messageFlags.componentsV2,
    allowedMentions: message['allowed_mentions'],
  })
  return created({ ...channelJson(world, thread), message: messageJson(world, first) })
}

const free: Route = {
  auth: 'bot',
  query: ['use_nested_fields'],
  run(call) {
    const { world, params } = call
    const channel = visible(world, params['channel'])
    if (isForum(channel)) return post(call, channel)
    const body = bodyOf(call)
    insist(problemsOf(freeThread, body))
    if (isThread(channel) || !channel.guildId) refuse(50024)
    // Left out, the type is private: a trap that the fake keeps.
    const type = typeof body['type'] === 'number' ? body['type'] : channelTypes.privateThread
    demand(world, channel, type === channelTypes.privateThread ? 'CREATE_PRIVATE_THREADS' : 'CREATE_PUBLIC_THREADS')
    const invitable = body['invitable'] !== false
    const draft = { parent: channel, name: textOf(body, 'name'), ownerId: world.botId, type, invitable }
    return created(channelJson(world, openThread(world, { ...draft, ...archiveAfter(body) })))
  },
}

const threadOf = ({ world, params }: Call): FakeChannel => {
  const thread = visible(world, params['channel'])
  return isThread(thread) ? thread : refuse(50024)
}

const join: Route = {
  auth: 'bot',
  run(call) {
    const { world, params } = call
    const thread = threadOf(call)
    insistOpen(world, thread)
    const userId = params['user'] === '@me' ? world.botId : (params['user'] ?? '')
    if (!world.users.has(userId)) refuse(10013)
    const guild = world.guilds.get(thread.guildId ?? '')
    if (!guild?.members.has(userId)) refuse(10007)
    if (userId !== world.botId) demand(world, thread, 'SEND_MESSAGES_IN_THREADS')
    if ((thread.thread?.members.size ?? 0) >= 1_000) refuse(30033)
    const parent = world.channels.get(thread.parentId ?? '')
    if (parent && !may(world, userId, parent, 'VIEW_CHANNEL')) refuse(50001)
    joinThread(world, thread, userId)
    return done
  },
}

const leave: Route = {
  auth: 'bot',
  run(call) {
    const thread = threadOf(call)
    insistOpen(call.world, thread)
    const id = call.params['user'] ?? ''
    const own = id === '@me' || id === call.world.botId
    if (!own && thread.thread?.ownerId !== call.world.botId) demand(call.world, thread, 'MANAGE_THREADS')
    thread.thread?.members.delete(own ? call.world.botId : id)
    return done
  },
}

const members: Route = {
  auth: 'bot',
  query: ['limit', 'after', 'with_member'],
  run(call) {
    // The whole list of members is behind the GUILD_MEMBERS intent.
    if (!call.world.settings.guildMembers) refuse(50001)
    const thread = threadOf(call)
    return ok([...(thread.thread?.members ?? [])].map((user_id) => ({ id: thread.id, user_id, flags: 0 })))
  },
}

const archived = (type: 'public' | 'private'): Route => ({
  auth: 'bot',
  query: ['before', 'limit'],
  run({ world, params, query }) {
    const channel = visible(world, params['channel'])
    demand(world, channel, 'READ_MESSAGE_HISTORY')
    if (type === 'private') demand(world, channel, 'MANAGE_THREADS')
    const limit = Number(query['limit'] ?? 50)
    if (!Number.isInteger(limit) || limit < 2 || limit > 100) throw new ApiError(400, 50035, 'Invalid Form Body')
    const before = query['before'] ? Date.parse(query['before']) : Number.POSITIVE_INFINITY
    const wanted = type === 'private' ? [12] : [10, 11]
    const all = threadsOf(world, channel.id)
      .filter((one) => wanted.includes(one.type) && one.thread?.archived && one.thread.archivedAt < before)
      .sort((one, other) => (other.thread?.archivedAt ?? 0) - (one.thread?.archivedAt ?? 0))
    return ok({
      threads: all.slice(0, limit).map((one) => channelJson(world, one)),
      members: [],
      has_more: all.length > limit,
    })
  },
})

export const threadRoutes: Readonly<Record<string, Route>> = {
  'POST /channels/:channel/messages/:message/threads': fromMessage,
  'POST /channels/:channel/threads': free,
  'GET /channels/:channel/thread-members': members,
  'PUT /channels/:channel/thread-members/:user': join,
  'DELETE /channels/:channel/thread-members/:user': leave,
  'GET /channels/:channel/threads/archived/public': archived('public'),
  'GET /channels/:channel/threads/archived/private': archived('private'),
}
