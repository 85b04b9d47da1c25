import { type APIGuildMember, Routes } from 'discord.js'
import type { AccountRef, GroupRef } from '../../src/chat/address.js'
import { unhurried } from '../../src/chat/patience.js'
import { ask, DiscordSaysNo, type Web } from './web.js'

const unknownMember = 10_007
const unknownUser = 10_013

/**
 * Which of these have a role. Discord lists no role's members, and a guild is never listed: each is asked for. Somebody
 * who has left has no roles.
 */
export async function roleMembers(
  web: Web,
  { workspace, group }: GroupRef,
  among: readonly AccountRef[],
): Promise<readonly AccountRef[]> {
  const members: AccountRef[] = []
  for (const account of among) {
    const roles = await rolesOf(web, workspace, account.user)
    if (roles.includes(group)) members.push(account)
  }
  return members
}

async function rolesOf(web: Web, guild: string, user: string): Promise<readonly string[]> {
  try {
    const told = await unhurried(() => ask<APIGuildMember>(() => web.get(Routes.guildMember(guild, user))))
    return told.roles
  } catch (error) {
    if (error instanceof DiscordSaysNo && (error.code === unknownMember || error.code === unknownUser)) return []
    throw error
  }
}
