import { type Fields, isFields } from '../../fields.js'
import { intents } from '../bits.js'
import { may } from '../permissions.js'
import type { Dispatch, World } from '../world.js'

/** What a session asked to hear. */
export interface Hearing {
  readonly intents: number
  readonly shard: readonly [number, number]
}

const needed = (t: string, inGuild: boolean): number => {
  if (t.startsWith('MESSAGE_REACTION'))
    return inGuild ? intents.GUILD_MESSAGE_REACTIONS : intents.DIRECT_MESSAGE_REACTIONS
  if (t.startsWith('MESSAGE_')) return inGuild ? intents.GUILD_MESSAGES : intents.DIRECT_MESSAGES
  if (t.startsWith('GUILD_MEMBER_')) return intents.GUILD_MEMBERS
  if (/^(GUILD|CHANNEL|THREAD)_/.test(t)) return intents.GUILDS
  return 0
}

/** Sharding: servers by their id, everything else on shard 0 (Discord: events/gateway, sharding). */
const onShard = ([shard, count]: Hearing['shard'], guildId: string | undefined): boolean =>
  guildId ? (BigInt(guildId) >> 22n) % BigInt(count) === BigInt(shard) : shard === 0

const aboutBot = (world: World, { d }: Dispatch): boolean => isFields(d['user']) && d['user']['id'] === world.botId

/** Without GUILD_MEMBERS a session hears of its own comings and goings in threads alone. */
const ownMembership = (world: World, d: Fields): boolean =>
  Array.isArray(d['added_members']) && d['added_members'].some((one) => isFields(one) && one['user_id'] === world.botId)

/** Whether a session hears of an event. Interactions come to every one. */
export const hears = (world: World, hearing: Hearing, dispatch: Dispatch): boolean => {
  const { t, guildId, channelId } = dispatch
  if (!onShard(hearing.shard, guildId)) return false
  if (t === 'INTERACTION_CREATE') return true
  if (t === 'GUILD_MEMBER_UPDATE' && aboutBot(world, dispatch)) return true
  const wanted = needed(t, guildId !== undefined)
  if (wanted !== 0 && !(hearing.intents & wanted)) return false
  if (t === 'THREAD_MEMBERS_UPDATE' && !(hearing.intents & intents.GUILD_MEMBERS) && !ownMembership(world, dispatch.d))
    return false
  const channel = channelId ? world.channels.get(channelId) : undefined
  return !channel || may(world, world.botId, channel, 'VIEW_CHANNEL')
}

const speaksToBot = (world: World, d: Fields): boolean => {
  const author = isFields(d['author']) ? d['author']['id'] : undefined
  const mentions = Array.isArray(d['mentions']) ? d['mentions'] : []
  return author === world.botId || mentions.some((one) => isFields(one) && one['id'] === world.botId)
}

const blank: Fields = { content: '', embeds: [], attachments: [], components: [] }

/** The event as this session gets it: text of others is blank without MESSAGE_CONTENT, save in DMs and where the bot is named. */
export const asHeard = (world: World, hearing: Hearing, { t, d, guildId }: Dispatch): Fields => {
  const isMessage = t === 'MESSAGE_CREATE' || t === 'MESSAGE_UPDATE'
  if (!isMessage || hearing.intents & intents.MESSAGE_CONTENT || guildId === undefined || speaksToBot(world, d))
    return d
  const { poll: _poll, ...rest } = d
  const referenced = isFields(d['referenced_message']) ? d['referenced_message'] : undefined
  const inner = referenced && !speaksToBot(world, referenced) ? { referenced_message: { ...referenced, ...blank } } : {}
  return { ...rest, ...blank, ...inner }
}
