import { type APIGuildMember, Routes } from 'discord.js'
import type { AccountRef } from '../../src/chat/address.js'
import type { Profile } from '../../src/chat/inbound.js'
import type { Clock } from '../../src/kernel/clock.js'
import { minutes } from '../../src/kernel/duration.js'
import { type DiscordMember, type DiscordUser, memberShape, userShape } from './payloads.js'
import { ask, DiscordSaysNo, type Web } from './web.js'

/** What a payload tells of somebody. */
export interface Told {
  readonly user: DiscordUser
  readonly member?: DiscordMember | null | undefined
  readonly locale?: string | undefined
}

export interface Someone {
  readonly account: AccountRef
  readonly profile: Profile
}

/** Who people are in a guild. Payloads tell most of it along, so Discord is hardly ever asked. */
export interface Directory {
  /** An account of a guild and its profile, by what a payload tells and what is remembered. */
  someone(guild: string, told: Told): Someone
  /** Whoever speaks to us directly, in the first of our guilds that they are a member of. Throws Outage. */
  outOfGuild(told: Told): Promise<Someone | undefined>
  /** Takes over what an event tells; `gone` when they left. */
  learn(guild: string, told: Told): Someone
  left(guild: string, user: DiscordUser): Someone
  /** The name by which somebody is known here already. */
  nameOf(user: string): string | undefined
}

interface Membership {
  readonly guild: string
  readonly member: DiscordMember
  readonly at: number
}

/** Roles lend rights: what is remembered of them for direct conversations must not grow old. */
const freshFor = minutes(2)
const mostKept = 20_000
const memberAnswer = memberShape.extend({ user: userShape.nullish() })

export function createDirectory({
  web,
  guilds,
  clock,
}: {
  web: Web
  guilds: () => Iterable<string>
  clock: Clock
}): Directory {
  const names = createMemory<string>()
  const locales = createMemory<string>()
  const memberships = createMemory<Membership>()

  const someone = (guild: string, { user, member, locale }: Told): Someone => {
    if (locale) locales.put(user.id, locale)
    const name = nameIn(user, member)
    if (name) names.put(user.id, name)
    const language = locale ?? locales.get(user.id)
    return {
      account: { platform: 'discord', workspace: guild, user: user.id },
      profile: {
        ...(name ? { name } : {}),
        ...(language ? { language } : {}),
        ...(member?.roles ? { groups: member.roles } : {}),
        ...(user.bot ? { bot: true } : {}),
      },
    }
  }

  /** What a payload tells of a member need not be asked for when they speak to us directly; in several guilds it is the first that counts. */
  const remember = (guild: string, { user, member }: Told): void => {
    const mine = [...guilds()]
    const isTheirs = memberships.get(user.id)?.guild === guild || (mine.length === 1 && mine[0] === guild)
    if (member?.roles && isTheirs) memberships.put(user.id, { guild, member, at: clock.now().getTime() })
  }

  const memberOf = async (guild: string, user: string): Promise<DiscordMember | undefined> => {
    try {
      return memberAnswer.parse(await ask<APIGuildMember>(() => web.get(Routes.guildMember(guild, user))))
    } catch (error) {
      if (error instanceof DiscordSaysNo) return undefined
      throw error
    }
  }

  const findMembership = async (user: string): Promise<Membership | undefined> => {
    const before = memberships.get(user)
    const all = [...new Set([...(before ? [before.guild] : []), ...guilds()])]
    for (const guild of all) {
      const member = await memberOf(guild, user)
      if (member) return memberships.put(user, { guild, member, at: clock.now().getTime() })
    }
    memberships.forget(user)
    return undefined
  }

  return {
    someone(guild, told) {
      remember(guild, told)
      return someone(guild, told)
    },
    async outOfGuild(told) {
      const known = memberships.get(told.user.id)
      const fresh = known && clock.now().getTime() - known.at < freshFor ? known : undefined
      const found = fresh ?? (await findMembership(told.user.id))
      return found && someone(found.guild, { ...told, member: found.member })
    },
    learn(guild, told) {
      if (memberships.get(told.user.id)?.guild === guild) memberships.forget(told.user.id)
      return someone(guild, told)
    },
    left(guild, user) {
      if (memberships.get(user.id)?.guild === guild) memberships.forget(user.id)
      const { account, profile } = someone(guild, { user, member: { roles: [], nick: undefined } })
      return { account, profile: { ...profile, deactivated: true } }
    },
    nameOf: (user) => names.get(user),
  }
}

const nameIn = (user: DiscordUser, member: DiscordMember | null | undefined): string | undefined =>
  [member?.nick, user.global_name, user.username].find((name) => name?.trim())

function createMemory<T>() {
  const all = new Map<string, T>()
  return {
    get: (key: string): T | undefined => all.get(key),
    put(key: string, value: T): T {
      all.delete(key)
      all.set(key, value)
      if (all.size > mostKept) all.delete(all.keys().next().value ?? '')
      return value
    },
    forget: (key: string): void => void all.delete(key),
  }
}
