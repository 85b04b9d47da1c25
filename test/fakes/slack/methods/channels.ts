import { arg, type Call, flag } from '../call.js'
import { addChannel, channelJson, directChannel, scopeFor, visibleChannel } from '../channels.js'
import { type Fields, lengthOf } from '../fields.js'
import type { FakeChannel } from '../model.js'
import { refuse } from '../refused.js'
import { needScope } from '../tokens.js'
import type { Workspace } from '../workspace.js'
import { page } from './history.js'
import type { Method } from './index.js'

/** Refuses a channel name as Slack does: lower case letters, digits, hyphens and underscores, at most 80. */
const checkName = (world: Workspace, name: string): void => {
  if (name === '') refuse('invalid_name_required')
  if (lengthOf(name) > 80) refuse('invalid_name_maxlength')
  if (/^[^\p{L}\p{N}]+$/u.test(name)) refuse('invalid_name_punctuation')
  if (!/^[a-z0-9_-]+$/.test(name)) refuse('invalid_name_specials')
  for (const channel of world.channels.values())
    if (channel.name === name && channel.kind !== 'im' && !channel.archived) refuse('name_taken')
}

const manage = (call: Call, channel: FakeChannel): void =>
  needScope(call.world, call.token, call.method, channel.kind === 'channel' ? 'channels:manage' : 'groups:write')

const managed = (call: Call): FakeChannel => {
  const channel = visibleChannel(call.world, arg(call.args, 'channel'))
  manage(call, channel)
  if (channel.archived && call.method !== 'conversations.unarchive') refuse('is_archived')
  if (!channel.members.has(call.world.botUserId)) refuse('not_in_channel')
  return channel
}

const create = (call: Call): Fields => {
  const { world, args, token, method } = call
  const isPrivate = flag(args, 'is_private')
  needScope(world, token, method, isPrivate ? 'groups:write' : 'channels:manage')
  checkName(world, arg(args, 'name'))
  const channel = addChannel(world, { id: world.id('C'), name: arg(args, 'name'), private: isPrivate, members: [] })
  channel.creator = world.botUserId
  return { channel: channelJson(world, channel) }
}

const open = (call: Call): Fields => {
  const { world, args, token, method } = call
  const existing = arg(args, 'channel')
  if (existing) return { channel: { id: visibleChannel(world, existing).id } }
  const ids = arg(args, 'users').split(',').filter(Boolean)
  if (ids.length === 0) refuse('users_list_not_supplied')
  if (ids.length > 8) refuse('too_many_users')
  needScope(world, token, method, ids.length === 1 ? 'im:write' : 'mpim:write')
  for (const id of ids) {
    const user = world.users.get(id)
    if (!user) return refuse('user_not_found')
    if (user.deleted) refuse('user_disabled')
    if (user.isBot) refuse('cannot_dm_bot')
    if (user.isStranger) refuse('user_not_visible')
  }
  if (ids.length === 1) {
    const channel = directChannel(world, ids[0] as string)
    return { channel: flag(args, 'return_im') ? channelJson(world, channel) : { id: channel.id } }
  }
  const group = addChannel(world, { id: world.id('G'), name: `mpdm-${ids.join('--')}`, members: ids })
  group.kind = 'mpim'
  return { channel: { id: group.id } }
}

const join = (call: Call): Fields => {
  const { world, args, token, method } = call
  const channel = visibleChannel(world, arg(args, 'channel'))
  needScope(world, token, method, 'channels:join')
  if (channel.kind !== 'channel') refuse('method_not_supported_for_channel_type')
  if (channel.archived) refuse('is_archived')
  const already = channel.members.has(world.botUserId)
  channel.members.add(world.botUserId)
  if (!already) void tellMember(world, channel, world.botUserId, { type: 'member_joined_channel' })
  return { channel: channelJson(world, channel), ...(already ? { warning: 'already_in_channel' } : {}) }
}

/** Tells the app that somebody came or went. */
export const tellMember = (
  world: Workspace,
  channel: FakeChannel,
  user: string,
  { type, inviter }: { type: 'member_joined_channel' | 'member_left_channel'; inviter?: string | undefined },
): Promise<unknown> =>
  world.emit({
    type,
    user,
    channel: channel.id,
    channel_type: channel.kind === 'group' ? 'G' : 'C',
    team: world.teamId,
    ...(inviter ? { inviter } : {}),
    event_ts: world.ts(),
  })

const invite = (call: Call): Fields => {
  const { world, args } = call
  const channel = managed(call)
  const ids = arg(args, 'users').split(',').filter(Boolean)
  if (ids.length === 0) refuse('no_user')
  if (ids.length > 100) refuse('too_many_users')
  const problem = (id: string): string | undefined => {
    const user = world.users.get(id)
    if (!user || user.deleted) return 'user_not_found'
    if (id === world.botUserId) return 'cant_invite_self'
    if (user.isUltraRestricted) return 'user_is_ultra_restricted'
    return channel.members.has(id) ? 'already_in_channel' : undefined
  }
  const errors = ids.map((id) => ({ user: id, ok: false, error: problem(id) })).filter(({ error }) => error)
  const first = errors[0]?.error
  if (first && !flag(args, 'force')) refuse(first, { errors })
  for (const id of ids) {
    if (problem(id)) continue
    channel.members.add(id)
    void tellMember(world, channel, id, { type: 'member_joined_channel', inviter: world.botUserId })
  }
  return { channel: channelJson(world, channel), ...(first ? { errors } : {}) }
}

const list = (call: Call): Fields => {
  const { world, args, token, method } = call
  const wanted = (arg(args, 'types') || 'public_channel').split(',').map((one) => one.trim())
  const kinds = { public_channel: 'channel', private_channel: 'group', im: 'im', mpim: 'mpim' } as const
  const rows = [...world.channels.values()].filter((channel) =>
    wanted.some((type) => kinds[type as keyof typeof kinds] === channel.kind),
  )
  for (const channel of rows) needScope(world, token, method, scopeFor(channel, 'read'))
  const seen = rows
    .filter((channel) => channel.kind === 'channel' || channel.members.has(world.botUserId))
    .filter((channel) => !flag(args, 'exclude_archived') || !channel.archived)
    .filter((channel) => method === 'conversations.list' || channel.members.has(arg(args, 'user') || world.botUserId))
  const { rows: shown, next } = page(call, seen, Number(arg(args, 'limit') || 100))
  return { channels: shown.map((channel) => channelJson(world, channel)), response_metadata: { next_cursor: next } }
}

const describe =
  (key: 'topic' | 'purpose') =>
  (call: Call): Fields => {
    const channel = managed(call)
    const value = arg(call.args, key)
    if (lengthOf(value) > 250) refuse('too_long')
    channel[key] = value
    return { channel: channelJson(call.world, channel) }
  }

const rename = (call: Call): Fields => {
  const channel = managed(call)
  checkName(call.world, arg(call.args, 'name'))
  channel.name = arg(call.args, 'name')
  tellRenamed(call.world, channel)
  return { channel: channelJson(call.world, channel) }
}

/** Tells the app of a channel's new name. */
export const tellRenamed = (world: Workspace, channel: FakeChannel): Promise<unknown> =>
  world.emit({
    type: channel.kind === 'group' ? 'group_rename' : 'channel_rename',
    channel: { id: channel.id, name: channel.name, name_normalized: channel.name, created: channel.created },
    event_ts: world.ts(),
  })

/** Tells the app that a channel was archived or brought back. */
export const tellArchived = (world: Workspace, channel: FakeChannel, user: string): Promise<unknown> => {
  const what = channel.archived ? 'archive' : 'unarchive'
  const type = `${channel.kind === 'group' ? 'group' : 'channel'}_${what}`
  return world.emit({ type, channel: channel.id, user, event_ts: world.ts() })
}

const archive =
  (to: boolean) =>
  (call: Call): Fields => {
    const channel = managed(call)
    if (channel.archived === to) refuse(to ? 'already_archived' : 'not_archived')
    channel.archived = to
    void tellArchived(call.world, channel, call.world.botUserId)
    return {}
  }

const depart = (call: Call): Fields => {
  const { world, args, method } = call
  const channel = managed(call)
  const user = method === 'conversations.leave' ? world.botUserId : arg(args, 'user')
  if (method === 'conversations.kick' && user === world.botUserId) refuse('cant_kick_self')
  if (!channel.members.delete(user)) refuse('not_in_channel')
  void tellMember(world, channel, user, { type: 'member_left_channel' })
  return {}
}

const paging = ['cursor', 'limit', 'team_id', 'exclude_archived', 'types']

export const channelMethods: Record<string, Method> = {
  'conversations.create': { tier: 2, args: ['name', 'is_private', 'team_id'], run: create },
  'conversations.open': { tier: 3, args: ['channel', 'users', 'return_im', 'prevent_creation'], run: open },
  'conversations.join': { tier: 3, args: ['channel'], needs: ['channel'], run: join },
  'conversations.invite': { tier: 3, args: ['channel', 'users', 'force'], needs: ['channel'], run: invite },
  'conversations.kick': { tier: 3, args: ['channel', 'user'], needs: ['channel', 'user'], run: depart },
  'conversations.leave': { tier: 3, args: ['channel'], needs: ['channel'], run: depart },
  'conversations.list': { tier: 2, args: paging, run: list },
  'users.conversations': { tier: 3, args: [...paging, 'user'], run: list },
  'conversations.rename': { tier: 2, args: ['channel', 'name'], needs: ['channel'], run: rename },
  'conversations.archive': { tier: 2, args: ['channel'], needs: ['channel'], run: archive(true) },
  'conversations.unarchive': { tier: 2, args: ['channel'], needs: ['channel'], run: archive(false) },
  'conversations.setTopic': { tier: 2, args: ['channel', 'topic'], needs: ['channel'], run: describe('topic') },
  'conversations.setPurpose': { tier: 2, args: ['channel', 'purpose'], needs: ['channel'], run: describe('purpose') },
}
