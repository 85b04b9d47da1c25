import type { Address } from '../../src/chat/address.js'
import { type House, type Outgoing, Undeliverable } from '../../src/chat/platform.js'
import { createHomeTabs, isHome } from './home-tab.js'
import { type Files, type Illustrated, type Illustrator, imagesOf } from './illustrate.js'
import type { Log } from './log.js'
import { type Directs, post } from './outward.js'
import { pin } from './pin.js'
import { lookFor } from './posted.js'
import { renderCard } from './render-card.js'
import type { Ink } from './rich-text.js'
import { SlackSaysNo, type Web } from './web.js'

export interface SendParts {
  readonly web: Web
  readonly house: House
  readonly ink: Ink
  readonly directs: Directs
  readonly illustrator: Illustrator
  readonly log: Log
}

/** Puts outbox messages where they belong. Nothing here tries twice: the outbox does. */
export function createSender({ web, house, ink, directs, illustrator, log }: SendParts) {
  const homes = createHomeTabs({ web, house, ink })
  const draw = ({ card, language }: Outgoing, files: Files = new Map()) => {
    const { text, blocks } = renderCard(card, { voice: house.registry.voice(language), ink, surface: 'message', files })
    return { text, blocks }
  }
  const illustrated = (message: Outgoing): Illustrated => ({
    card: message.card,
    draw: (files) => draw(message, files),
  })

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
    if (isHome(at)) return homes.publish(at.channel, message)
    const { channel, message: ts, thread } = at
    await illustrator.edit({ channel, ts, ...(thread ? { thread } : {}) }, illustrated(message))
    return at
  }

  const postNew = async (message: Outgoing): Promise<Address> => {
    if ('person' in message.to && message.to.home) return homes.publish(message.to.person.user, message)
    const place = await placeOf(message.to)
    const told =
      imagesOf(message.card).length > 0
        ? await illustrator.post(place, illustrated(message), message.key)
        : await post(web, place, draw(message), message.key)
    if (message.pin) await pin(web, told, log)
    return addressed(place, told)
  }

  return {
    /** Posts or edits one message. Throws Outage, or Undeliverable. */
    async deliver(message: Outgoing): Promise<Address> {
      try {
        return await (message.edit ? edit(message, message.edit) : postNew(message))
      } catch (error) {
        throw error instanceof SlackSaysNo ? new Undeliverable(reasonOf(error.code), error.message) : error
      }
    },

    /**
     * Looks through what was posted since for the message with this key. One whose pictures are still to come is not
     * given: it is brought to its end by posting it again, which finds its beginning.
     */
    async find(key: string, to: Outgoing['to'], since: Date): Promise<Address | undefined> {
      // A page is published once more: that is no second one.
      if ('person' in to && to.home) return undefined
      try {
        const place = await placeOf(to)
        const ts = await lookFor(web, place, { key, since, begun: false })
        return ts === undefined ? undefined : addressed(place, { channel: place.channel, ts })
      } catch (error) {
        if (error instanceof SlackSaysNo) return undefined
        throw error
      }
    },
  }
}

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
