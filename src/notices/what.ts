import type { Card } from '../chat/card.js'
import type { Language } from '../chat/language.js'

/**
 * What a message shows, as data without a language: it is put into words when it is sent, from the record as it is then.
 * A refresh that waited behind others shows the newest state.
 */
export type What =
  /** The record's card. */
  | { readonly show: 'card'; readonly record: number }
  /** One entry of a record's timeline, in its thread. */
  | { readonly show: 'entry'; readonly record: number; readonly entry: number }
  /** An alert about a record, as a message of its own, and many of them as one. */
  | { readonly show: 'alert'; readonly record: number; readonly entry: number }
  | { readonly show: 'alerts'; readonly entries: readonly number[]; readonly record?: undefined }
  /** What these teams have to do until an instant, so that nothing promised is broken. */
  | {
      readonly show: 'pressing'
      readonly teams: readonly string[]
      readonly from: string
      readonly until: string
      readonly record?: undefined
    }
  /**
   * What somebody else keeps and puts into words, by its name: an agenda, the minutes of a meeting. `again`: where it was
   * taken away it is put up anew.
   */
  | {
      readonly show: 'sheet'
      readonly sheet: string
      readonly of: string
      readonly again?: true
      readonly record?: undefined
    }
  /** What becomes of an earlier message: the record is private now, or its card stands in another message. */
  | { readonly show: 'past'; readonly record: number; readonly because: 'private' | 'moved' }
  /** A sentence of `words`, with its gaps filled and optional buttons: for people and for admins. */
  | {
      readonly show: 'notice'
      readonly words: string
      readonly params: Readonly<Record<string, string | number>>
      readonly record?: number
      readonly card?: Card
    }

/** A card; `conceals` when it stands for one that may not be read there: it is put over an old message, and never posted. */
export type Presented = Card & { readonly conceals?: true }

/**
 * Puts it into words for those who read in `queue`: a channel's word, or `@` and an account's. Undefined: there is
 * nothing left to tell, and the message is dropped as done.
 */
export type Present = (what: What, language: Language, queue: string) => Promise<Presented | undefined>
