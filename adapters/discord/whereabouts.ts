import { type APIChannel, ChannelType, Routes } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../src/chat/address.js'
import { ask, type Web } from './web.js'

/** What we read of a channel, wherever it is told. A part that is missing is not known, which is not the same as empty. */
export const channelShape = z.looseObject({
  id: z.string().min(1).max(20),
  type: z.number().optional(),
  guild_id: z.string().nullish(),
  parent_id: z.string().nullish(),
  owner_id: z.string().nullish(),
  name: z.string().nullish(),
  thread_metadata: z.looseObject({ archived: z.boolean().nullish() }).nullish(),
})
export type ChannelTold = z.infer<typeof channelShape>

/** Where channels and threads are, without being asked twice. */
export interface Whereabouts {
  /** Takes over what a payload tells, and gives what was known before. */
  learn(told: unknown): ChannelTold | undefined
  forget(channel: string): void
  known(channel: string): ChannelTold | undefined
  /** Asks Discord where it is not known. Throws Outage, or DiscordSaysNo where we may not look. */
  find(channel: string): Promise<ChannelTold>
}

const mostKept = 50_000

export function createWhereabouts(web: Web): Whereabouts {
  const all = new Map<string, ChannelTold>()
  const asking = new Map<string, Promise<ChannelTold>>()
  const keep = (told: ChannelTold): ChannelTold => {
    all.delete(told.id)
    all.set(told.id, told)
    if (all.size > mostKept) all.delete(all.keys().next().value ?? '')
    return told
  }
  const fetch = (id: string): Promise<ChannelTold> => {
    const under = asking.get(id)
    if (under) return under
    const answer = ask<APIChannel>(() => web.get(Routes.channel(id)))
      .then((told) => keep(channelShape.parse(told)))
      .finally(() => asking.delete(id))
    asking.set(id, answer)
    return answer
  }
  return {
    learn(told) {
      const channel = channelShape.safeParse(told)
      // Payloads name channels in part as well: only a whole one is learnt.
      if (!channel.success || channel.data.type === undefined) return undefined
      const before = all.get(channel.data.id)
      keep({ ...before, ...channel.data })
      return before
    },
    forget: (channel) => void all.delete(channel),
    known: (channel) => all.get(channel),
    find: async (channel) => all.get(channel) ?? fetch(channel),
  }
}

const threads: ReadonlySet<number> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
])

export const isThread = ({ type }: ChannelTold): boolean => type !== undefined && threads.has(type)
export const isDirect = ({ type }: ChannelTold): boolean => type === ChannelType.DM

/** A channel, or a thread in the channel it was made in; a post in a forum is a thread of it. */
export const placeOf = (channel: ChannelTold, guild: string): Place => ({
  platform: 'discord',
  workspace: guild,
  ...(isThread(channel) && channel.parent_id
    ? { channel: channel.parent_id, thread: channel.id }
    : { channel: channel.id }),
})
