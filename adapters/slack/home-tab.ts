import type { Address } from '../../src/chat/address.js'
import type { House, Outgoing } from '../../src/chat/platform.js'
import { renderCard } from './render-card.js'
import type { Ink } from './rich-text.js'
import { ask, type Web } from './web.js'

/** A person's Home tab has no channel and no message: it is addressed by the person. */
const tab = 'home'

export const isHome = ({ message }: Address): boolean => message === tab

/** More than there are blocks in a tab, and so few turns that ids stay short. */
const apart = 1_000
const turns = 10_000

export interface HomeTabs {
  /** Shows a card in a person's Home tab, in place of what stands there. Doing it again does no harm. */
  publish(user: string, message: Outgoing): Promise<Address>
}

export function createHomeTabs({
  web,
  house,
  ink,
}: {
  readonly web: Web
  readonly house: House
  readonly ink: Ink
}): HomeTabs {
  let turn = 0
  return {
    async publish(user, { card, language }) {
      turn = (turn + 1) % turns
      const painter = { voice: house.registry.voice(language), ink, surface: 'home', first: turn * apart } as const
      const { blocks } = renderCard(card, { ...painter, files: new Map() })
      await ask(() => web.views.publish({ user_id: user, view: { type: 'home', blocks } }))
      return { platform: 'slack', workspace: ink.workspace, channel: user, message: tab }
    },
  }
}
