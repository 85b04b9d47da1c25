import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Item } from './item.js'
import { code, sentenceOf, showAction } from './item-card.js'
import type { Related } from './relate.js'
import type { RelationKind } from './relations.js'

/** What whoever entered, changed or retired an item reads; `needed` is how many still need what was retired. */
export function doneCard(what: 'added' | 'changed' | 'retired', item: Item, needed: number, voice: Voice): Card {
  return {
    title: voice.line(`configuration.${what}`, { key: code(item.key) }),
    tone: needed > 0 ? 'attention' : 'good',
    blocks: [
      ...(needed > 0
        ? [{ kind: 'text', line: [voice.say('configuration.still_needed', { count: needed })] } as const]
        : []),
      { kind: 'actions', actions: [showAction(item, voice)] },
    ],
  }
}

/** What whoever related two items, or took that away, reads. */
export const relatedCard = (
  done: 'related' | 'unrelated',
  { item, other }: Related,
  kind: RelationKind,
  voice: Voice,
): Card => ({
  title: voice.line(`configuration.${done}`, { sentence: sentenceOf({ item, kind, other }, voice) }),
  tone: 'good',
  blocks: [{ kind: 'actions', actions: [showAction(item, voice)] }],
})
