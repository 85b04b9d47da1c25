import type { Address } from '../../src/chat/address.js'
import { type House, type Outgoing, Undeliverable } from '../../src/chat/platform.js'
import { minutes } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import { type Directs, keyedAs, post } from './outward.js'
import { renderCard } from './render-card.js'
import type { Ink } from './rich-text.js'
import { ask, SlackSaysNo, type Web } from './web.js'

export interface SendParts {
  readonly web: Web
  readonly house: House
  readonly ink: Ink
  readonly directs: Directs
}

/** Slack's clock and ours may differ: a message is looked for from this much earlier on. */
const clockSkew = minutes(1)
const pages = 5

/** Puts outbox messages where they belong. Nothing here tries twice: the outbox does. */
export function createSender({ web, house, ink, directs }: SendParts) {
  const draw = (message: Outgoing) => {
    const { text, blocks } = renderCard(message.card, {
      voice: house.registry.voice(message.language),
      ink,
      surface: 'message',
    })
    return { text, blocks }
  }

  const placeOf = async (to: Outgoing['to']): Promise<{ channel: string; thread?: string }> => {
    if ('person' in to) return { channel: await directs.channelFor(to.person.user) }
    // A person's id stands for the conversation with them, as where a global shortcut was used.
    if (/^[UW]/.test(to.channel)) return { channel: await directs.channelFor(to.channel) }
    return to.thread ? { channel: to.channel, thread: to.thread } : { channel: to.channel }
  }

  const addressed = (place: { thread?: string }, told: { channel: string; ts: string }): Address => ({
    platform: 'slack',
    workspace: ink.workspace,
    channel: told.channel,
    message: told.ts,
    ...(place.thread ? { thread: place.thread } : {}),
  })

  const edit = async (message: Outgoing, at: Address): Promise<Address> => {
    const { text, blocks } = draw(message)
    await ask(() => web.chat.update({ channel: at.channel, ts: at.message, text, blocks, link_names: false }))
    return at
  }

  return {
    /** Posts or edits one message. Throws Outage, or Undeliverable. */
    async deliver(message: Outgoing): Promise<Address> {
      try {
        if (message.edit) return await edit(message, message.edit)
        const place = await placeOf(message.to)
        return addressed(place, await post(web, place, draw(message), message.key))
      } catch (error) {
        throw error instanceof SlackSaysNo ? new Undeliverable(reasonOf(error.code), error.message) : error
      }
    },

    /** Looks through what was posted since for the message with this key. */
    async find(key: string, to: Outgoing['to'], since: Date): Promise<Address | undefined> {
      try {
        const place = await placeOf(to)
        const oldest = ((since.getTime() - clockSkew) / 1_000).toFixed(6)
        let cursor: string | undefined
        for (let page = 0; page < pages; page++) {
          const told = await readPage(web, place, oldest, cursor)
          const found = told.messages.find((message) => keyOf(message) === key)
          if (found?.ts) return addressed(place, { channel: place.channel, ts: found.ts })
          cursor = told.next
          if (!cursor) return undefined
        }
        // Too much was said meanwhile to be sure: rather later than twice.
        throw new Outage('the channel is too busy to look for a message')
      } catch (error) {
        if (error instanceof SlackSaysNo) return undefined
        throw error
      }
    },
  }
}

interface Found {
  readonly ts?: string
  readonly metadata?: { event_type?: string; event_payload?: object }
}

async function readPage(
  web: Web,
  place: { channel: string; thread?: string },
  oldest: string,
  cursor: string | undefined,
) {
  const window = {
    channel: place.channel,
    oldest,
    inclusive: true,
    include_all_metadata: true,
    limit: 200,
    ...(cursor ? { cursor } : {}),
  }
  const told = place.thread
    ? await ask(() => web.conversations.replies({ ...window, ts: place.thread ?? '' }))
    : await ask(() => web.conversations.history(window))
  return { messages: (told.messages ?? []) as readonly Found[], next: told.response_metadata?.next_cursor || undefined }
}

const keyOf = ({ metadata }: Found): unknown =>
  metadata?.event_type === keyedAs ? (metadata.event_payload as { key?: unknown } | undefined)?.key : undefined

type Reason = Undeliverable['reason']

const reasons: Readonly<Record<string, Reason>> = {
  is_archived: 'archived',
  channel_not_found: 'unknown place',
  channel_type_not_supported: 'unknown place',
  cannot_dm_bot: 'unknown place',
  invalid_thread_ts: 'unknown place',
  thread_not_found: 'unknown place',
  user_disabled: 'unknown place',
  user_not_found: 'unknown place',
  user_not_visible: 'unknown place',
  users_not_found: 'unknown place',
  access_denied: 'not a member',
  ekm_access_denied: 'not a member',
  messages_tab_disabled: 'not a member',
  not_in_channel: 'not a member',
  team_access_not_granted: 'not a member',
  user_not_in_channel: 'not a member',
  block_mismatch: 'cannot be edited',
  cant_update_message: 'cannot be edited',
  edit_window_closed: 'cannot be edited',
  is_inactive: 'cannot be edited',
  message_not_found: 'cannot be edited',
}

/** Slack's word for why not, in the outbox's words. */
export const reasonOf = (code: string): Reason =>
  reasons[code] ?? (/^(restricted_action|slack_connect_)/.test(code) ? 'not a member' : 'rejected')
