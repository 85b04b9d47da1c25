import type { types } from '@slack/bolt'
import type { Place } from '../../src/chat/address.js'
import { unhurried } from '../../src/chat/patience.js'
import { Outage } from '../../src/kernel/errors.js'
import { limits } from './limits.js'
import type { Log } from './log.js'
import { ask, SlackSaysNo, type Web } from './web.js'

/** A message in Slack's terms. */
export interface Message {
  readonly text: string
  readonly blocks: types.KnownBlock[]
}

/** The event type under which the key of each of our messages stands in its metadata. */
export const keyedAs = 'frontdesk'

/** The conversation between us and a person, asked for once. */
export interface Directs {
  channelFor(user: string): Promise<string>
}

const mostKept = 20_000

export function createDirects(web: Web): Directs {
  const known = new Map<string, string>()
  return {
    async channelFor(user) {
      const there = known.get(user)
      if (there) return there
      const told = await ask(() => web.conversations.open({ users: user }))
      const channel = told.channel?.id
      if (!channel) throw new SlackSaysNo('channel_not_found')
      if (known.size >= mostKept) known.clear()
      known.set(user, channel)
      return channel
    },
  }
}

/** A message's key, where Slack keeps it for us. */
export const keyed = (key: string, begun = false) => ({
  event_type: keyedAs,
  event_payload: begun ? { key, begun } : { key },
})

/** Posts one message with its key, and tells its timestamp. One that is only `begun` is not found until it is whole. */
export async function post(
  web: Web,
  place: Pick<Place, 'channel' | 'thread'>,
  message: Message,
  key: string,
  begun?: 'begun',
): Promise<{ channel: string; ts: string }> {
  const told = await ask(() =>
    web.chat.postMessage({
      channel: place.channel,
      ...(place.thread ? { thread_ts: place.thread } : {}),
      text: message.text,
      blocks: message.blocks,
      metadata: keyed(key, begun !== undefined),
      unfurl_links: false,
      unfurl_media: false,
      link_names: false,
    }),
  )
  if (!told.ts) throw new Outage('slack took a message without telling where it stands', { unknownOutcome: true })
  return { channel: told.channel ?? place.channel, ts: told.ts }
}

/** Answers through the address that came with an interaction: five times within half an hour. False when it is spent. */
export async function respond(url: string, body: object): Promise<boolean> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(limits.webTimeout),
  })
  const said = await response.text()
  return response.ok && !/"ok"\s*:\s*false/.test(said.slice(0, 200))
}

/** What only one person is told, by the ways that are open, in this order: the interaction, the place, a conversation. */
export function createWhispers({ web, directs, log }: { web: Web; directs: Directs; log: Log }) {
  const inPlace = async (user: string, place: Place, message: Message): Promise<void> => {
    if (!/^[CG]/.test(place.channel)) return inDirect(user, place, message)
    try {
      await unhurried(() =>
        ask(() =>
          web.chat.postEphemeral({
            channel: place.channel,
            user,
            ...(place.thread ? { thread_ts: place.thread } : {}),
            ...message,
            link_names: false,
          }),
        ),
      )
    } catch (error) {
      // Not in the channel, or the channel is closed to us: it must reach the person all the same.
      log.debug(
        { code: error instanceof SlackSaysNo ? error.code : 'outage' },
        'a whisper goes to the direct conversation',
      )
      await inDirect(user, undefined, message)
    }
  }

  const inDirect = async (user: string, place: Place | undefined, message: Message): Promise<void> => {
    const channel = place?.channel.startsWith('D') ? place.channel : await unhurried(() => directs.channelFor(user))
    const thread = place?.channel === channel ? place.thread : undefined
    await unhurried(() => post(web, thread ? { channel, thread } : { channel }, message, `whisper:${user}`))
  }

  return {
    /** By response_url while it lives; `thread` keeps the answer where the question was. */
    async byInteraction(url: string, message: Message, place: Place): Promise<boolean> {
      try {
        const thread = place.thread ? { thread_ts: place.thread } : {}
        return await respond(url, { response_type: 'ephemeral', replace_original: false, ...thread, ...message })
      } catch {
        log.debug({}, 'a response address did not answer')
        return false
      }
    },
    inPlace,
  }
}
export type Whispers = ReturnType<typeof createWhispers>
