import type { Fields } from '../fields.js'
import { bitsOf, channelTypes, requireTagFlag, threadTypes } from './bits.js'
import type { ChannelSpec, FakeChannel, FakeGuild, Overwrite, OverwriteSpec } from './model.js'
import { guildOf, userJson } from './people.js'
import { permissionsAt } from './permissions.js'
import { refuse } from './refused.js'
import type { World } from './world.js'

export const isThread = (channel: FakeChannel): boolean => threadTypes.includes(channel.type)

const threadFields = (world: World, channel: FakeChannel): Fields => {
  const { thread } = channel
  if (!thread) return {}
  return {
    owner_id: thread.ownerId,
    message_count: thread.messageCount,
    total_message_sent: thread.messageCount,
    member_count: Math.min(50, thread.members.size),
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: thread.archived,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: new Date(thread.archivedAt).toISOString(),
      locked: thread.locked,
      create_timestamp: new Date(thread.createdAt).toISOString(),
      ...(channel.type === channelTypes.privateThread ? { invitable: thread.invitable } : {}),
    },
    ...(thread.appliedTags.length > 0 || isForumPost(world, channel) ? { applied_tags: thread.appliedTags } : {}),
    ...(thread.members.has(world.botId)
      ? {
          member: {
            id: channel.id,
            user_id: world.botId,
            join_timestamp: new Date(thread.createdAt).toISOString(),
            flags: 0,
          },
        }
      : {}),
  }
}

const isForumPost = (world: World, channel: FakeChannel): boolean => {
  const parent = world.channels.get(channel.parentId ?? '')
  return parent !== undefined && isForum(parent)
}

export const isForum = (channel: FakeChannel): boolean =>
  channel.type === channelTypes.forum || channel.type === channelTypes.media

export const channelJson = (world: World, channel: FakeChannel): Fields => {
  const shared = { id: channel.id, type: channel.type, last_message_id: channel.lastMessageId, flags: channel.flags }
  if (channel.type === channelTypes.dm) {
    const recipient = world.users.get(channel.recipientId ?? '')
    return { ...shared, recipients: recipient ? [userJson(recipient)] : [] }
  }
  const inGuild = {
    ...shared,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId ?? null,
    rate_limit_per_user: 0,
  }
  if (isThread(channel)) return { ...inGuild, ...threadFields(world, channel) }
  return {
    ...inGuild,
    topic: channel.topic,
    nsfw: false,
    position: channel.position,
    permission_overwrites: channel.overwrites.map(({ id, type, allow, deny }) => ({
      id,
      type,
      allow: String(allow),
      deny: String(deny),
    })),
    ...(isForum(channel)
      ? {
          available_tags: channel.tags.map((tag) => ({ ...tag, emoji_id: null, emoji_name: null })),
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
          template: '',
        }
      : {}),
  }
}

/** A channel as interactions carry it, with what the person may do there. */
export const partialChannelJson = (world: World, channel: FakeChannel, userId: string): Fields => {
  const { permission_overwrites: _overwrites, ...json } = channelJson(world, channel)
  return { ...json, permissions: String(permissionsAt(world, userId, channel)) }
}

const overwriteOf = (guild: FakeGuild, { of, allow = [], deny = [] }: OverwriteSpec): Overwrite => {
  const id = of === 'everyone' ? guild.id : of === 'bot' ? guild.botRoleId : of
  return { id, type: guild.roles.has(id) ? 0 : 1, allow: bitsOf(allow), deny: bitsOf(deny) }
}

const privately = (whom: readonly string[]): OverwriteSpec[] => [
  { of: 'everyone', deny: ['VIEW_CHANNEL'] },
  ...['bot', ...whom].map((of) => ({ of, allow: ['VIEW_CHANNEL' as const] })),
]

export const addChannel = (world: World, guildId: string, spec: ChannelSpec): FakeChannel => {
  const guild = guildOf(world, guildId)
  const specs = [...(spec.private ? privately(spec.private) : []), ...(spec.overwrites ?? [])]
  const channel: FakeChannel = {
    id: spec.id ?? world.id(),
    type: channelTypes[spec.kind ?? 'text'],
    guildId,
    name: spec.name,
    topic: spec.topic ?? null,
    parentId: spec.parentId,
    overwrites: specs.map((one) => overwriteOf(guild, one)),
    flags: spec.requireTag ? requireTagFlag : 0,
    tags: (spec.tags ?? []).map(({ id, name, moderated }) => ({
      id: id ?? world.id(),
      name,
      moderated: moderated ?? false,
    })),
    position: world.channels.size,
    lastMessageId: null,
  }
  world.channels.set(channel.id, channel)
  world.messages.set(channel.id, [])
  world.emit({ t: 'CHANNEL_CREATE', d: channelJson(world, channel), guildId, channelId: channel.id })
  return channel
}

/** Replaces what a channel's overwrites say, as a moderator does in its settings. */
export const setOverwrites = (world: World, channelId: string, specs: readonly OverwriteSpec[]): void => {
  const channel = world.channels.get(channelId)
  if (!channel?.guildId) throw new Error(`There is no channel ${channelId} in a server`)
  const guild = guildOf(world, channel.guildId)
  channel.overwrites = specs.map((one) => overwriteOf(guild, one))
  world.emit({ t: 'CHANNEL_UPDATE', d: channelJson(world, channel), guildId: guild.id, channelId })
}

/** The direct conversation between a person and the bot; made when there is none. */
export const directChannel = (world: World, userId: string): FakeChannel => {
  for (const channel of world.channels.values()) if (channel.recipientId === userId) return channel
  const channel: FakeChannel = {
    id: world.id(),
    type: channelTypes.dm,
    guildId: undefined,
    name: '',
    topic: null,
    parentId: undefined,
    overwrites: [],
    flags: 0,
    tags: [],
    position: 0,
    lastMessageId: null,
    recipientId: userId,
  }
  world.channels.set(channel.id, channel)
  world.messages.set(channel.id, [])
  return channel
}

/** The channel of a request, or 10003. */
export const channelOf = (world: World, id: string | undefined): FakeChannel =>
  world.channels.get(id ?? '') ?? refuse(10003)

/** The threads of a channel, oldest first. */
export const threadsOf = (world: World, channelId: string): FakeChannel[] =>
  [...world.channels.values()].filter((one) => one.parentId === channelId && isThread(one))
