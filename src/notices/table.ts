import { type AccountRef, type Address, accountWord, channelOf, type Place, placeWord } from '../chat/address.js'
import type { Card } from '../chat/card.js'
import type { FileRef } from '../chat/inbound.js'
import type { Language } from '../chat/language.js'
import { flag, instant, integer, json, key, nullable, serial, table, text, word } from '../store/index.js'
import type { What } from './what.js'

/**
 * Where a message is meant to go: a channel or a thread in it, a person's own conversation with the desk, or the page that a
 * platform keeps of the desk for this person alone.
 */
export type Target = Place | { readonly person: AccountRef; readonly home?: true }

/** The queue in which a message to there stands. */
export const queueOf = (target: Target): string =>
  'person' in target ? `@${accountWord(target.person)}` : placeWord(channelOf(target))

/**
 * `past` is no message of its own: the last edit of one that no longer holds, made in place however old it is. A `fixture`
 * stays where it was put up, and is changed there however old it is.
 */
export type Role = 'card' | 'entry' | 'alert' | 'notice' | 'past' | 'fixture'

/**
 * One message to be posted, or one edit of a message that stands. `dropped`: there was nothing left to tell, or a newer
 * edit told it. `parked`: only a person's word brings it back.
 */
export interface OutboxRow {
  readonly id: number
  readonly key: string
  /** 0 breach, 1 update, 2 digest: the order within a place. */
  readonly lane: number
  readonly role: Role
  /** The queue it stands in: a channel's word, or `@` and an account's word. */
  readonly place: string
  readonly target: Target
  readonly what: What
  readonly record?: number | undefined
  /** The key of the message that this changes. */
  readonly edits?: string | undefined
  /** That message cannot be changed any more: this is posted in its stead. */
  readonly anew: boolean
  readonly state: 'pending' | 'done' | 'dropped' | 'parked'
  /** Failed tries. */
  readonly attempts: number
  readonly nextAt: Date
  /** The last try that may have posted it. */
  readonly triedAt?: Date | undefined
  /** The first try that may have posted it without our knowing; absent when we know that it stands nowhere. */
  readonly unsureSince?: Date | undefined
  readonly error?: string | undefined
  readonly madeAt: Date
  readonly doneAt?: Date | undefined
}

export const outboxTable = table<OutboxRow>('outbox', {
  id: serial(),
  key: word(300),
  lane: integer(),
  role: word(20),
  place: word(400),
  target: json(),
  what: json(),
  record: nullable(integer()),
  edits: nullable(word(300)),
  anew: flag(),
  state: word(12),
  attempts: integer(),
  nextAt: instant(),
  triedAt: nullable(instant()),
  unsureSince: nullable(instant()),
  error: nullable(text()),
  madeAt: instant(),
  doneAt: nullable(instant()),
})

/** One row a place that was ever written to. Whoever leases it is the only one who sends there, among all processes. */
export interface QueueRow {
  readonly place: string
  readonly platform: string
  /** Nothing is sent there before: the platform's pace, or the time it asked us to wait. */
  readonly readyAt: Date
  readonly leasedUntil?: Date | undefined
}

export const queueTable = table<QueueRow>('outbox_queue', {
  place: key(400),
  platform: word(40),
  readyAt: instant(),
  leasedUntil: nullable(instant()),
})

/** A message that stands on a platform. */
export interface SentRow {
  readonly id: number
  readonly key: string
  readonly record?: number | undefined
  readonly role: Role
  /** The queue through which it went, and through which its edits go. */
  readonly place: string
  readonly address: Address
  /** The channel's word and the message's id: how it is found again. */
  readonly word: string
  /** The same of the thread it stands in or opens. */
  readonly thread: string
  /** False once another message stands in its stead, whose key is `replacedBy`. */
  readonly current: boolean
  readonly replacedBy?: string | undefined
  readonly at: Date
}

export const sentTable = table<SentRow>('sent_message', {
  id: serial(),
  key: word(300),
  record: nullable(integer()),
  role: word(20),
  place: word(400),
  address: json(),
  word: word(400),
  thread: word(400),
  current: flag(),
  replacedBy: nullable(word(300)),
  at: instant(),
})

/** A message of a platform that keeps none of its own. */
export interface ShelfRow {
  readonly id: number
  readonly key: string
  readonly seq: number
  readonly platform: string
  readonly workspace: string
  readonly channel: string
  readonly thread?: string | undefined
  readonly author?: { readonly account: AccountRef; readonly name: string } | undefined
  readonly text?: string | undefined
  readonly files?: readonly FileRef[] | undefined
  readonly card?: Card | undefined
  readonly language: Language
  readonly at: Date
  readonly editedAt?: Date | undefined
  readonly deleted: boolean
}

export const shelfTable = table<ShelfRow>('shelf_message', {
  id: serial(),
  key: word(300),
  seq: integer(),
  platform: word(40),
  workspace: word(100),
  channel: word(),
  thread: nullable(word(40)),
  author: nullable(json()),
  text: nullable(text()),
  files: nullable(json()),
  card: nullable(json()),
  language: word(8),
  at: instant(),
  editedAt: nullable(instant()),
  deleted: flag(),
})
