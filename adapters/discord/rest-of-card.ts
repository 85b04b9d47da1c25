import { Routes } from 'discord.js'
import { markOf } from './keys.js'
import { change, goingOnWith, partKey, post, postedSince } from './posts.js'
import type { DiscordMessage } from './render-card.js'
import { ask, type Web } from './web.js'

/** Keeps the messages that go on with a card in step with it: a card may grow beyond one message, and shrink again. */
export interface RestOfCards {
  /** This message has just been posted: nothing goes on with it yet. */
  begin(first: string): void
  /** Posts, edits and deletes until exactly `rest` stands behind `first`. */
  settle(channel: string, first: string, rest: readonly DiscordMessage[]): Promise<void>
}

const mostKept = 20_000
/** Others may have written between the parts, but the parts were posted together. */
const near = 100

export function createRestOfCards({ web, self }: { readonly web: Web; readonly self: string }): RestOfCards {
  /** How many messages go on with a card; absent after a restart, when it must be looked up. */
  const known = new Map<string, number>()
  const keep = (first: string, parts: number): void => {
    if (known.size >= mostKept) known.clear()
    known.set(first, parts)
  }
  return {
    begin: (first) => keep(first, 0),
    async settle(channel, first, rest) {
      if (rest.length === 0 && known.get(first) === 0) return
      const standing =
        known.get(first) === 0 ? [] : goingOnWith(first, self, await postedSince(web, channel, first, { most: near }))
      for (const [at, message] of rest.entries()) {
        const key = partKey(first, at + 1)
        const part = { ...message, mark: markOf(key) }
        const there = standing[at]
        if (there) await change(web, channel, there.id, part)
        else await post(web, channel, part, key)
      }
      for (const { id } of standing.slice(rest.length)) await ask(() => web.delete(Routes.channelMessage(channel, id)))
      keep(first, rest.length)
    },
  }
}
