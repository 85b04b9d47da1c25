import { allPermissions, bitsOf, type Permission, permissions, threadTypes } from './bits.js'
import type { FakeChannel, FakeGuild, FakeMember, Overwrite } from './model.js'
import { refuse } from './refused.js'
import type { World } from './world.js'

const direct = bitsOf([
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'READ_MESSAGE_HISTORY',
  'ADD_REACTIONS',
])

const inGuild = (guild: FakeGuild, member: FakeMember): bigint => {
  if (guild.ownerId === member.userId) return allPermissions
  let held = guild.roles.get(guild.id)?.permissions ?? 0n
  for (const role of member.roles) held |= guild.roles.get(role)?.permissions ?? 0n
  return held & permissions.ADMINISTRATOR ? allPermissions : held
}

const overwritten = (held: bigint, overwrites: readonly Overwrite[]): bigint => {
  const allow = overwrites.reduce((all, one) => all | one.allow, 0n)
  const deny = overwrites.reduce((all, one) => all | one.deny, 0n)
  return (held & ~deny) | allow
}

/** The permissions of somebody in a server, or in one of its channels (Discord: topics/permissions, the pseudo-code there). */
export const permissionsIn = (world: World, userId: string, guild: FakeGuild, channel?: FakeChannel): bigint => {
  const member = guild.members.get(userId)
  if (!member) return 0n
  const base = inGuild(guild, member)
  if (!channel || base === allPermissions) return base
  const isThread = threadTypes.includes(channel.type)
  const room = isThread ? world.channels.get(channel.parentId ?? '') : channel
  if (!room) return 0n
  const everyone = room.overwrites.filter(({ id }) => id === guild.id)
  const roles = room.overwrites.filter(({ id, type }) => type === 0 && id !== guild.id && member.roles.has(id))
  const own = room.overwrites.filter(({ id, type }) => type === 1 && id === userId)
  const held = overwritten(overwritten(overwritten(base, everyone), roles), own)
  if (!(held & permissions.VIEW_CHANNEL)) return 0n
  if (channel.type === 12 && !channel.thread?.members.has(userId) && !(held & permissions.MANAGE_THREADS)) return 0n
  const speaks = held & (isThread ? permissions.SEND_MESSAGES_IN_THREADS : permissions.SEND_MESSAGES)
  if (speaks) return held
  return held & ~bitsOf(['MENTION_EVERYONE', 'EMBED_LINKS', 'ATTACH_FILES'])
}

/** The permissions of somebody in any channel, direct conversations too. */
export const permissionsAt = (world: World, userId: string, channel: FakeChannel): bigint => {
  const guild = channel.guildId ? world.guilds.get(channel.guildId) : undefined
  if (guild) return permissionsIn(world, userId, guild, channel)
  return channel.recipientId === userId || userId === world.botId ? direct : 0n
}

export const may = (world: World, userId: string, channel: FakeChannel, ...names: Permission[]): boolean => {
  const wanted = bitsOf(names)
  return (permissionsAt(world, userId, channel) & wanted) === wanted
}

/** The permission to speak, which is another one in threads. */
export const speaking = (channel: FakeChannel): Permission =>
  threadTypes.includes(channel.type) ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES'

/** Refuses with 50001 what the bot cannot see, with 50013 what it may not do. */
export const demand = (world: World, channel: FakeChannel, ...names: Permission[]): void => {
  if (!may(world, world.botId, channel, 'VIEW_CHANNEL')) refuse(50001)
  if (!may(world, world.botId, channel, ...names)) refuse(50013)
}
