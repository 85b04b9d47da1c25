import { type RESTPostAPICurrentUserCreateDMChannelJSONBody, Routes } from 'discord.js'
import { ask, DiscordSaysNo, type Web } from './web.js'

/** The direct conversation between us and a person, asked for once. */
export interface Directs {
  channelFor(user: string): Promise<string>
}

const mostKept = 20_000
const unknownChannel = 10_003

export function createDirects(web: Web): Directs {
  const known = new Map<string, string>()
  return {
    async channelFor(user) {
      const there = known.get(user)
      if (there) return there
      const body = { recipient_id: user } satisfies RESTPostAPICurrentUserCreateDMChannelJSONBody
      const told = await ask<{ readonly id?: string }>(() => web.post(Routes.userChannels(), { body }))
      if (!told.id) throw new DiscordSaysNo(unknownChannel, 'Discord opened no direct conversation')
      if (known.size >= mostKept) known.clear()
      known.set(user, told.id)
      return told.id
    },
  }
}
