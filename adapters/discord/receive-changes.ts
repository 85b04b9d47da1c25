import type { Inbound } from '../../src/chat/inbound.js'
import { base, type EventReception, type Heard, nothing, one, ourselves, type Reader } from './heard.js'
import { channelEventShape, guildShape, memberEventShape } from './payloads.js'
import { type ChannelTold, isDirect, isThread, placeOf } from './whereabouts.js'

/** What becomes of people, channels and threads, by the names of the dispatches that tell it. */
export const changes: Readonly<Record<string, Reader>> = {
  GUILD_MEMBER_ADD: (raw, at) => member(raw, at, 'here'),
  GUILD_MEMBER_UPDATE: (raw, at) => member(raw, at, 'here'),
  GUILD_MEMBER_REMOVE: (raw, at) => member(raw, at, 'gone'),
  GUILD_CREATE: guild,
  CHANNEL_CREATE: learnt,
  CHANNEL_UPDATE: changed,
  CHANNEL_DELETE: gone,
  THREAD_CREATE: learnt,
  THREAD_UPDATE: changed,
  THREAD_DELETE: gone,
}

function member(raw: unknown, at: EventReception, where: 'here' | 'gone'): Heard {
  const told = memberEventShape.parse(raw)
  const { user, guild_id } = told
  if (user.bot) return nothing
  const who =
    where === 'gone' ? at.directory.left(guild_id, user) : at.directory.learn(guild_id, { user, member: told })
  const place = { platform: 'discord', workspace: guild_id, channel: user.id }
  return one({
    ...base(at, who, place),
    ids: [`discord:member:${guild_id}:${user.id}:${at.ids.next()}`],
    kind: 'account',
  })
}

function guild(raw: unknown, at: EventReception): Heard {
  const { id, channels, threads } = guildShape.parse(raw)
  for (const channel of [...channels, ...threads]) {
    if (typeof channel === 'object' && channel !== null) at.whereabouts.learn({ guild_id: id, ...channel })
  }
  return nothing
}

function learnt(raw: unknown, at: EventReception): Heard {
  at.whereabouts.learn(raw)
  return nothing
}

function changed(raw: unknown, at: EventReception): Heard {
  const channel = channelEventShape.parse(raw)
  const before = at.whereabouts.learn(channel)
  const archived = channel.thread_metadata?.archived ?? false
  const wasArchived = before?.thread_metadata?.archived ?? false
  if (isThread(channel) && archived !== wasArchived) return become(channel, at, archived ? 'archived' : 'opened')
  return before?.name && channel.name && before.name !== channel.name ? become(channel, at, 'renamed') : nothing
}

function gone(raw: unknown, at: EventReception): Heard {
  const channel = channelEventShape.parse(raw)
  at.whereabouts.forget(channel.id)
  return become(channel, at, 'gone')
}

function become(
  channel: ChannelTold,
  at: EventReception,
  change: Extract<Inbound, { kind: 'place' }>['change'],
): Heard {
  if (!channel.guild_id || isDirect(channel)) return nothing
  const place = placeOf(channel, channel.guild_id)
  return one({
    ...base(at, ourselves(channel.guild_id, at), place),
    ids: [`discord:channel:${channel.id}:${change}:${at.ids.next()}`],
    kind: 'place',
    change,
    ...(channel.name ? { name: channel.name } : {}),
  })
}
