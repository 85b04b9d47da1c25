import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Page } from '../chat/page.js'
import type { Desk } from '../desk/index.js'
import { homeCard } from './card.js'
import { homeOf } from './gather.js'

/** The home page of the desk's caller, as it is now. */
export async function cardOfHome(desk: Desk, voice: Voice, linked = false): Promise<Card> {
  const has = (command: string): boolean => desk.parts.registry.find(command) !== undefined
  return homeCard(await homeOf(desk, voice), { organisation: desk.organisation, voice, has, linked })
}

/** The same as a page of its own. */
export async function homePage(desk: Desk, voice: Voice): Promise<Page> {
  const { page: _, ...card } = await cardOfHome(desk, voice, true)
  return { title: voice.say('home.page'), card, sections: [] }
}
