import type { AccountRef, Address, Place } from './address.js'
import type { Inbound } from './inbound.js'

/**
 * What a platform is asked to read after it had not reached us for a while: where to look, and what the desk knows of
 * what stood there.
 */
export interface Watch {
  /** Up to here everything was heard. Clocks differ and some was under way, so that an adapter reads from `readFrom`. */
  readonly since: Date
  /** A little before `since`: what was taken already is recognised by its ids. */
  readonly readFrom: Date
  /** Channels, direct conversations and records' threads, the likeliest first. Nothing else is read. */
  readonly places: readonly WatchedPlace[]
  /** Reactions that made a record a moment before `since`: whether they still stand. */
  readonly marks: readonly Mark[]
  /** The desk stops: what was not handed over is read again by the next process. */
  readonly signal: AbortSignal
}

export interface WatchedPlace {
  readonly place: Place
  /** What the desk last knew of the channel, where it knew anything. */
  readonly known?: { readonly name?: string; readonly state: PlaceState }
  /** The newest words of the thread that are part of a conversation: edited or deleted ones are told. */
  readonly remarks: readonly KnownRemark[]
}

/** `gone`: deleted, or closed to us. */
export type PlaceState = 'open' | 'archived' | 'gone'

export interface KnownRemark {
  readonly address: Address
  readonly account: AccountRef
  /** As the desk keeps it: readable, without blanks at its ends. */
  readonly text: string
  readonly at: Date
}

export interface Mark {
  readonly emoji: string
  readonly message: Address
  readonly account: AccountRef
}

/** Takes one inbound to its end. Rejects when the reading must end: the next try begins anew. */
export type Hand = (inbound: Inbound) => Promise<void>

export interface Read {
  /** Places that were read to their end. */
  readonly places: number
  /** Those that could not be, with the platform's word for why; nobody can mend it by trying again. */
  readonly closed: readonly { readonly place: Place; readonly why: string }[]
}
