import type { Fields } from '../fields.js'
import type { FakeGuild, FakeMember, FakeUser, UserSpec } from './model.js'
import type { World } from './world.js'

export const userJson = (user: FakeUser): Fields => ({
  id: user.id,
  username: user.name,
  discriminator: user.isBot ? '0001' : '0',
  global_name: user.isBot ? null : user.displayName,
  avatar: null,
  bot: user.isBot,
  public_flags: 0,
})

/** A member without its user, as it stands in messages. */
export const memberJson = (member: FakeMember): Fields => ({
  nick: member.nick,
  avatar: null,
  banner: null,
  roles: [...member.roles],
  joined_at: new Date(member.joinedAt).toISOString(),
  premium_since: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
  communication_disabled_until: null,
})

export const putUser = (world: World, spec: UserSpec): FakeUser => {
  const user: FakeUser = {
    id: spec.id ?? world.id(),
    name: spec.name,
    displayName: spec.displayName ?? spec.name,
    locale: spec.locale ?? 'en-GB',
    isBot: spec.isBot ?? false,
    dmsClosed: spec.dmsClosed ?? false,
  }
  world.users.set(user.id, user)
  return user
}

/** Whether the bot can write to somebody directly: they let it, and share a server with it. */
export const reachable = (world: World, userId: string): boolean =>
  world.users.get(userId)?.dmsClosed === false &&
  [...world.guilds.values()].some(({ members }) => members.has(userId) && members.has(world.botId))

export const guildOf = (world: World, id: string): FakeGuild => {
  const guild = world.guilds.get(id)
  if (!guild) throw new Error(`There is no server ${id}; add it with addGuild`)
  return guild
}
