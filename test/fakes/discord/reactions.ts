import type { FakeUser, StoredMessage } from './model.js'
import { memberJson, userJson } from './people.js'
import type { World } from './world.js'

interface Reaction {
  readonly userId: string
  readonly emoji: string
}

const tell = (world: World, t: string, message: StoredMessage, { userId, emoji }: Reaction): void => {
  const guildId = world.channels.get(message.channelId)?.guildId
  const member = guildId ? world.guilds.get(guildId)?.members.get(userId) : undefined
  const isAdd = t === 'MESSAGE_REACTION_ADD'
  const d = {
    user_id: userId,
    channel_id: message.channelId,
    message_id: message.id,
    emoji: { id: null, name: emoji },
    burst: false,
    type: 0,
    ...(guildId ? { guild_id: guildId } : {}),
    ...(isAdd ? { message_author_id: message.authorId } : {}),
    ...(isAdd && member
      ? { member: { ...memberJson(member), user: userJson(world.users.get(userId) as FakeUser) } }
      : {}),
  }
  world.emit({ t, d, guildId, channelId: message.channelId })
}

/** Somebody reacts; twice with the same emoji is once. */
export const addReaction = (world: World, message: StoredMessage, reaction: Reaction): void => {
  const held = message.reactions.find(({ emoji }) => emoji === reaction.emoji)
  if (held?.users.has(reaction.userId)) return
  if (held) held.users.add(reaction.userId)
  else message.reactions.push({ emoji: reaction.emoji, users: new Set([reaction.userId]) })
  tell(world, 'MESSAGE_REACTION_ADD', message, reaction)
}

export const removeReaction = (world: World, message: StoredMessage, reaction: Reaction): void => {
  const held = message.reactions.find(({ emoji }) => emoji === reaction.emoji)
  if (!held?.users.delete(reaction.userId)) return
  message.reactions = message.reactions.filter(({ users }) => users.size > 0)
  tell(world, 'MESSAGE_REACTION_REMOVE', message, reaction)
}
