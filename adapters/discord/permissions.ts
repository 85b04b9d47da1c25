import {
  type APIChannel,
  type APIGuildMember,
  type APIRole,
  OverwriteType,
  PermissionFlagsBits,
  Routes,
} from 'discord.js'
import { ask, type Web } from './web.js'

/** What the desk needs in each channel where it writes, by the names that Discord's own settings use. */
export const needed = {
  'View Channels': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Create Public Threads': PermissionFlagsBits.CreatePublicThreads,
  'Manage Threads': PermissionFlagsBits.ManageThreads,
  'Attach Files': PermissionFlagsBits.AttachFiles,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
} as const

interface Overwrite {
  readonly id: string
  readonly type: OverwriteType
  readonly allow: string
  readonly deny: string
}

/** The rights that we lack in a channel of a guild, by name. Throws DiscordSaysNo where we may not even look. */
export async function lackedIn(web: Web, guild: string, channel: APIChannel, self: string): Promise<readonly string[]> {
  const { member, roles } = await standingIn(web, guild, self)
  const overwrites = 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : []
  const granted = permissionsOf({ guild, self, roles: member.roles, all: roles, overwrites })
  return Object.entries(needed).flatMap(([name, bit]) => ((granted & bit) === bit ? [] : [name]))
}

/** Whether we may make scheduled events in a guild, and change our own. Throws DiscordSaysNo where we may not even look. */
export async function mayKeepEvents(web: Web, guild: string, self: string): Promise<boolean> {
  const { member, roles } = await standingIn(web, guild, self)
  const granted = permissionsOf({ guild, self, roles: member.roles, all: roles, overwrites: [] })
  return (granted & PermissionFlagsBits.CreateEvents) !== 0n
}

async function standingIn(web: Web, guild: string, self: string) {
  const [member, roles] = await Promise.all([
    ask<APIGuildMember>(() => web.get(Routes.guildMember(guild, self))),
    ask<APIRole[]>(() => web.get(Routes.guildRoles(guild))),
  ])
  return { member, roles }
}

/** Discord: permissions. Roles add up; a channel's overwrites for everybody, for roles and for a member take and give. */
export function permissionsOf(of: {
  readonly guild: string
  readonly self: string
  readonly roles: readonly string[]
  readonly all: readonly Pick<APIRole, 'id' | 'permissions'>[]
  readonly overwrites: readonly Overwrite[]
}): bigint {
  const mine = new Set([of.guild, ...of.roles])
  const base = of.all.filter(({ id }) => mine.has(id)).reduce((sum, role) => sum | BigInt(role.permissions), 0n)
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return ~0n
  const those = (fits: (one: Overwrite) => boolean) => of.overwrites.filter(fits)
  const steps = [
    those(({ id }) => id === of.guild),
    those(({ id, type }) => type === OverwriteType.Role && id !== of.guild && mine.has(id)),
    those(({ id, type }) => type === OverwriteType.Member && id === of.self),
  ]
  return steps.reduce((granted, step) => {
    const deny = step.reduce((sum, one) => sum | BigInt(one.deny), 0n)
    const allow = step.reduce((sum, one) => sum | BigInt(one.allow), 0n)
    return (granted & ~deny) | allow
  }, base)
}
