import type { types } from '@slack/bolt'
import type { Voice } from '../../src/chat/language.js'
import type { Picture } from '../../src/chat/picture.js'
import type { Ink, RichPart } from './rich-text.js'

/** Where and for whom a card is drawn. */
export interface Painter {
  readonly voice: Voice
  readonly ink: Ink
  readonly surface: 'message' | 'modal' | 'home'
  /** Where the numbers in the ids of blocks begin: what has others is new to Slack, and holds nothing that was picked. */
  readonly first?: number
  /** Files of Slack's in which pictures lie; one that has none is told in words. */
  readonly files?: ReadonlyMap<Picture, string>
}

/** A painter at work on one card: what may stand there once only, and numbers for ids that must differ. */
export interface Canvas extends Painter {
  next(): number
  firstPrimary(): boolean
  firstTable(): boolean
}

/** Text that may share a rich_text block with its neighbours, or a block of its own. */
export type Piece =
  | { readonly parts: readonly RichPart[] }
  | { readonly block: types.KnownBlock; readonly ornament?: true }
