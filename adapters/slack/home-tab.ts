import type { Address } from '../../src/chat/address.js'
import type { House, Outgoing } from '../../src/chat/platform.js'
import { renderCard } from './render-card.js'
import type { Ink } from './rich-text.js'
import { ask, type Web } from './web.js'

/** A person's Home tab has no channel and no message: it is addressed by the person. */
const tab = 'home'

export const isHome = ({ message }: Address): boolean => message === tab

/** Shows a card in a person's Home tab, in place of what stands there. Doing it again does no harm. */
export async function publish(
  { web, house, ink }: { readonly web: Web; readonly house: House; readonly ink: Ink },
  user: string,
  { card, language }: Outgoing,
): Promise<Address> {
  const { blocks } = renderCard(card, { voice: house.registry.voice(language), ink, surface: 'home', files: new Map() })
  await ask(() => web.views.publish({ user_id: user, view: { type: 'home', blocks } }))
  return { platform: 'slack', workspace: ink.workspace, channel: user, message: tab }
}
