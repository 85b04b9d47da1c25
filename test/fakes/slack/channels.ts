import type { Fields } from './fields.js'
import type { ChannelKind, ChannelSpec, FakeChannel, StoredMessage } from './model.js'
import { refuse } from './refused.js'
import type { Token } from './tokens.js'
import type { Workspace } from './workspace.js'

/** Adds a conversation, as a person would create it. */
export const addChannel = (world: Workspace, spec: ChannelSpec): FakeChannel => {
  const kind: ChannelKind = spec.id.startsWith('D') ? 'im' : spec.private ? 'group' : 'channel'
  const members = new Set(spec.members ?? [...world.users.keys()].filter((id) => id !== world.botUserId))
  if (spec.botIsMember ?? true) members.add(world.botUserId)
  const channel: FakeChannel = {
    id: spec.id,
    name: spec.name ?? spec.id.toLowerCase(),
    kind,
    archived: spec.archived ?? false,
    members,
    forAll: spec.members === undefined && kind !== 'im',
    readOnly: spec.readOnly ?? false,
    threadOnly: spec.threadOnly ?? false,
    extShared: spec.extShared ?? false,
    topic: spec.topic ?? '',
    purpose: spec.purpose ?? '',
    creator: [...members][0] ?? world.botUserId,
    created: Math.floor(world.now() / 1_000),
    pins: [],
    bookmarks: [],
    lockedThreads: new Set(),
  }
  world.channels.set(channel.id, channel)
  world.messages.set(channel.id, [])
  return channel
}

/** The direct conversation between the bot and one person; made when there is none. */
export const directChannel = (world: Workspace, user: string): FakeChannel => {
  for (const channel of world.channels.values()) if (channel.kind === 'im' && channel.members.has(user)) return channel
  return addChannel(world, { id: world.id('D'), name: user, members: [user] })
}

/** The conversation as the bot can see it: a private one without the bot does not exist for it. */
export const visibleChannel = (world: Workspace, id: string): FakeChannel => {
  const channel = world.channels.get(id)
  if (!channel) return refuse('channel_not_found')
  if (channel.kind !== 'channel' && !channel.members.has(world.botUserId)) return refuse('channel_not_found')
  return channel
}

/** The conversation a message may be sent to; a person's id stands for the direct conversation with them. */
export const writableChannel = (world: Workspace, token: Token, id: string): FakeChannel => {
  const user = world.users.get(id)
  if (user?.isBot) return refuse('cannot_dm_bot')
  if (user && (user.deleted || user.isStranger)) return refuse('channel_not_found')
  const channel = user ? directChannel(world, id) : visibleChannel(world, id)
  if (channel.archived) return refuse('is_archived')
  if (!channel.members.has(world.botUserId) && !token.scopes.has('chat:write.public')) return refuse('not_in_channel')
  if (channel.readOnly) return refuse('restricted_action_read_only_channel')
  return channel
}

export const messagesIn = (world: Workspace, channel: string): StoredMessage[] => world.messages.get(channel) ?? []

export const messageAt = (world: Workspace, channel: string, ts: string): StoredMessage | undefined =>
  messagesIn(world, channel).findLast((message) => message.ts === ts)

/** The scope that reading this kind of conversation needs, such as `groups:history`. */
export const scopeFor = (channel: FakeChannel, what: 'history' | 'read' | 'write'): string => {
  const room = { channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' }[channel.kind]
  return channel.kind === 'channel' && what === 'write' ? 'channels:manage' : `${room}:${what}`
}

/** The conversation object of the Web API. */
export const channelJson = (world: Workspace, channel: FakeChannel): Fields => {
  if (channel.kind === 'im')
    return {
      id: channel.id,
      created: channel.created,
      is_im: true,
      is_archived: false,
      is_org_shared: false,
      user: [...channel.members].find((id) => id !== world.botUserId) ?? '',
      is_user_deleted: false,
      priority: 0,
    }
  const group = channel.kind === 'group'
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !group,
    is_group: group,
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: group || channel.kind === 'mpim',
    created: channel.created,
    creator: channel.creator,
    is_archived: channel.archived,
    is_general: false,
    is_shared: channel.extShared,
    is_ext_shared: channel.extShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_member: channel.members.has(world.botUserId),
    context_team_id: world.teamId,
    shared_team_ids: [world.teamId],
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: channel.purpose, creator: '', last_set: 0 },
    unlinked: 0,
  }
}
