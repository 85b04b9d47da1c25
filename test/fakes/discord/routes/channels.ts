import { isFields } from '../../fields.js'
import { messageTypes, permissions } from '../bits.js'
import { bodyOf, type Call, done, ok, type Reply, type Route } from '../call.js'
import { channelJson, channelOf, isForum, isThread } from '../channels.js'
import { insist, problemsOf } from '../checks/check.js'
import { channelChange, threadChange } from '../checks/threads.js'
import { storeMessage } from '../messages.js'
import type { FakeChannel, ThreadState } from '../model.js'
import { demand, may, permissionsAt } from '../permissions.js'
import { refuse } from '../refused.js'
import { checkTags } from '../tags.js'
import { dropThread, tellThread } from '../threads.js'
import type { World } from '../world.js'

/** The channel that the bot can see, or 10003 and 50001. */
export const visible = (world: World, id: string | undefined): FakeChannel => {
  const channel = channelOf(world, id)
  demand(world, channel)
  return channel
}

const rename = (call: Call, channel: FakeChannel, name: unknown): void => {
  if (typeof name !== 'string' || name === channel.name) return
  call.limits.rename(channel.id)
  channel.name = name
  if (isThread(channel))
    storeMessage(call.world, {
      channel,
      authorId: call.world.botId,
      type: messageTypes.rename,
      content: name,
      allowedMentions: { parse: [] },
    })
}

const moderates = (world: World, channel: FakeChannel): boolean =>
  (permissionsAt(world, world.botId, channel) & permissions.MANAGE_THREADS) !== 0n

/** What is asked of a thread, and whether the bot may ask it (Discord: topics/threads). */
const checkThreadChange = (
  world: World,
  channel: FakeChannel,
  thread: ThreadState,
  body: Record<string, unknown>,
): void => {
  const isOwner = thread.ownerId === world.botId
  const others = Object.keys(body).filter((key) => key !== 'archived' && key !== 'auto_archive_duration')
  const moderator = moderates(world, channel)
  // Archiving is everybody's who may write there; opening again too, unless it is locked.
  if (body['archived'] !== undefined && !moderator) {
    const speaks = may(world, world.botId, channel, 'SEND_MESSAGES_IN_THREADS')
    if (thread.locked || (!isOwner && body['archived'] === true) || !speaks) refuse(50013)
  }
  if (body['locked'] !== undefined && !moderator) refuse(50013)
  if (others.length > 0 && !moderator && !(isOwner && body['locked'] === undefined)) refuse(50013)
  if (thread.archived && body['archived'] !== false && Object.keys(body).length > 0) refuse(50083)
}

const changeThread = (call: Call, channel: FakeChannel, thread: ThreadState): Reply => {
  const { world } = call
  const body = bodyOf(call)
  insist(problemsOf(threadChange, body))
  checkThreadChange(world, channel, thread, body)
  const tags = Array.isArray(body['applied_tags']) ? body['applied_tags'].map(String) : undefined
  if (tags) {
    const parent = channelOf(world, channel.parentId)
    if (!isForum(parent)) refuse(50024)
    checkTags(world, parent, tags, thread.appliedTags)
  }
  // The name last of what may be refused, so that nothing is done by halves.
  rename(call, channel, body['name'])
  if (tags) thread.appliedTags = tags
  if (typeof body['locked'] === 'boolean') thread.locked = body['locked']
  if (typeof body['invitable'] === 'boolean') thread.invitable = body['invitable']
  if (typeof body['auto_archive_duration'] === 'number') thread.autoArchiveMinutes = body['auto_archive_duration']
  if (typeof body['archived'] === 'boolean' && body['archived'] !== thread.archived) {
    thread.archived = body['archived']
    thread.archivedAt = world.now()
  }
  tellThread(world, channel)
  return ok(channelJson(world, channel))
}

const change: Route = {
  auth: 'bot',
  run(call) {
    const { world, params } = call
    const channel = visible(world, params['channel'])
    if (channel.thread) return changeThread(call, channel, channel.thread)
    const body = bodyOf(call)
    insist(problemsOf(channelChange, body))
    demand(world, channel, 'MANAGE_CHANNELS')
    if (typeof body['topic'] === 'string' && body['topic'] !== channel.topic) {
      call.limits.rename(channel.id)
      channel.topic = body['topic']
    }
    rename(call, channel, body['name'])
    world.emit({ t: 'CHANNEL_UPDATE', d: channelJson(world, channel), guildId: channel.guildId, channelId: channel.id })
    return ok(channelJson(world, channel))
  },
}

const remove: Route = {
  auth: 'bot',
  run({ world, params }) {
    const channel = visible(world, params['channel'])
    if (!isThread(channel)) refuse(50013)
    demand(world, channel, 'MANAGE_THREADS')
    const json = channelJson(world, channel)
    dropThread(world, channel)
    return ok(json)
  },
}

const typing: Route = {
  auth: 'bot',
  run({ world, params, body }) {
    if (isFields(body) && Object.keys(body).length > 0) refuse(50035)
    visible(world, params['channel'])
    return done
  },
}

export const channelRoutes: Readonly<Record<string, Route>> = {
  'GET /channels/:channel': {
    auth: 'bot',
    run: ({ world, params }) => ok(channelJson(world, visible(world, params['channel']))),
  },
  'PATCH /channels/:channel': change,
  'DELETE /channels/:channel': remove,
  'POST /channels/:channel/typing': typing,
}
