import type { Card } from '../../src/chat/card.js'
import type { Inbound } from '../../src/chat/inbound.js'
import type { Voice } from '../../src/chat/language.js'
import type { Files, Illustrated } from './illustrate.js'
import type { Message } from './outward.js'
import { renderCard } from './render-card.js'
import type { Ink } from './rich-text.js'

/** Draws cards for whoever is answered, in their language. */
export function createDrawings(ink: Ink, voiceFor: (inbound: Inbound) => Voice) {
  /** A card that the core gives out again and again, such as the help, is drawn once a language. */
  const drawings = new WeakMap<Card, Map<string, Message>>()
  return {
    /** With its pictures in words. */
    drawn(inbound: Inbound, card: Card, surface: 'message' | 'modal' = 'message'): Message {
      const voice = voiceFor(inbound)
      const key = `${voice.language}/${surface}`
      const there = drawings.get(card)?.get(key)
      if (there) return there
      const { text, blocks } = renderCard(card, { voice, ink, surface })
      const message: Message = { text, blocks }
      drawings.set(card, (drawings.get(card) ?? new Map()).set(key, message))
      return message
    },
    /** With those of its pictures that lie with Slack. */
    illustrated: (inbound: Inbound, card: Card): Illustrated => ({
      card,
      draw(files: Files) {
        const { text, blocks } = renderCard(card, { voice: voiceFor(inbound), ink, surface: 'message', files })
        return { text, blocks }
      },
    }),
  }
}
export type Drawings = ReturnType<typeof createDrawings>
