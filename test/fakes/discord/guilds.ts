import type { Fields } from '../fields.js'
import { bitsOf, memberPermissions, type Permission } from './bits.js'
import { channelJson, isThread } from './channels.js'
import type { FakeGuild, FakeMember, FakeRole, FakeUser, GuildSpec, MemberSpec, RoleSpec, UserSpec } from './model.js'
import { guildOf, memberJson, putUser, userJson } from './people.js'
import { may } from './permissions.js'
import type { World } from './world.js'

export const roleJson = (role: FakeRole): Fields => ({
  id: role.id,
  name: role.name,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  icon: null,
  unicode_emoji: null,
  position: role.position,
  permissions: String(role.permissions),
  managed: false,
  mentionable: role.mentionable,
  flags: 0,
})

export const guildJson = (guild: FakeGuild): Fields => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  splash: null,
  discovery_splash: null,
  owner_id: guild.ownerId,
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 0,
  default_message_notifications: 1,
  explicit_content_filter: 0,
  roles: [...guild.roles.values()].map(roleJson),
  emojis: [],
  stickers: [],
  features: [],
  mfa_level: 0,
  application_id: null,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  vanity_url_code: null,
  description: null,
  banner: null,
  premium_tier: 0,
  preferred_locale: guild.locale,
  public_updates_channel_id: null,
  nsfw_level: 0,
  premium_progress_bar_enabled: false,
  safety_alerts_channel_id: null,
})

/** What a session is told of a server at first: the bot as the only member, and the channels it can see. */
export const guildCreateJson = (world: World, guild: FakeGuild): Fields => {
  const seen = [...world.channels.values()].filter(
    (channel) => channel.guildId === guild.id && may(world, world.botId, channel, 'VIEW_CHANNEL'),
  )
  const bot = guild.members.get(world.botId)
  return {
    ...guildJson(guild),
    joined_at: new Date(bot?.joinedAt ?? 0).toISOString(),
    large: guild.members.size > 50,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: bot ? [{ ...memberJson(bot), user: userJson(world.users.get(world.botId) as FakeUser) }] : [],
    channels: seen.filter((channel) => !isThread(channel)).map((channel) => channelJson(world, channel)),
    threads: seen
      .filter((channel) => isThread(channel) && !channel.thread?.archived)
      .map((channel) => channelJson(world, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}

const role = (id: string, name: string, names: readonly Permission[], position: number): FakeRole => ({
  id,
  name,
  permissions: bitsOf(names),
  mentionable: false,
  position,
})

/** Founds a server that the bot is invited to, with a role of its own. */
export const addGuild = (world: World, spec: GuildSpec): FakeGuild => {
  const id = spec.id ?? world.id()
  const botRoleId = world.id()
  const guild: FakeGuild = {
    id,
    name: spec.name,
    locale: spec.locale ?? 'en-US',
    ownerId: spec.ownerId ?? putUser(world, { name: 'owner' }).id,
    roles: new Map([
      [id, role(id, '@everyone', memberPermissions, 0)],
      [botRoleId, role(botRoleId, 'Desk', world.settings.botPermissions, 1)],
    ]),
    members: new Map(),
    botRoleId,
    events: new Map(),
    available: true,
  }
  world.guilds.set(id, guild)
  for (const userId of [world.botId, guild.ownerId])
    guild.members.set(userId, {
      userId,
      roles: new Set(userId === world.botId ? [botRoleId] : []),
      nick: null,
      joinedAt: world.now(),
    })
  world.emit({ t: 'GUILD_CREATE', d: guildCreateJson(world, guild), guildId: id })
  return guild
}

export const addRole = (world: World, guildId: string, spec: RoleSpec): FakeRole => {
  const guild = guildOf(world, guildId)
  const made = role(spec.id ?? world.id(), spec.name, spec.permissions ?? [], guild.roles.size)
  made.mentionable = spec.mentionable ?? false
  guild.roles.set(made.id, made)
  world.emit({ t: 'GUILD_ROLE_CREATE', d: { guild_id: guildId, role: roleJson(made) }, guildId })
  return made
}

/** A person joins a server; who is given by id must exist. */
export const addMember = (
  world: World,
  guildId: string,
  who: string | UserSpec,
  { roles = [], nick }: MemberSpec = {},
): FakeUser => {
  const guild = guildOf(world, guildId)
  const known = world.users.get(typeof who === 'string' ? who : (who.id ?? ''))
  if (!known && typeof who === 'string') throw new Error(`There is no user ${who}`)
  const user = known ?? putUser(world, who as UserSpec)
  const member: FakeMember = { userId: user.id, roles: new Set(roles), nick: nick ?? null, joinedAt: world.now() }
  guild.members.set(user.id, member)
  world.emit({
    t: 'GUILD_MEMBER_ADD',
    d: { ...memberJson(member), user: userJson(user), guild_id: guildId },
    guildId,
  })
  return user
}
