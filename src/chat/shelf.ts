import type { AccountRef, Address, Place } from './address.js'
import type { Card } from './card.js'
import type { FileRef } from './inbound.js'

/** Messages of a platform that keeps none of its own: the console's server is us. */
export interface ShelfMessage {
  readonly address: Address
  /** Grows with every change of any message: `since(seq)` gives what a browser has not seen. */
  readonly seq: number
  /** Absent for what the desk says. */
  readonly author?: { readonly account: AccountRef; readonly name: string }
  readonly text?: string
  /** What its author attached. */
  readonly files?: readonly FileRef[]
  /** Neutral card, of the desk's messages. */
  readonly card?: Card
  readonly language: 'en' | 'da'
  readonly at: string
  readonly editedAt?: string
  readonly deleted: boolean
  /** How many messages hang from this one. */
  readonly replies: number
}

export interface Shelf {
  /** Puts a message down, once per key. */
  put(message: {
    readonly key: string
    readonly place: Place
    readonly author?: AccountRef & { readonly name: string }
    readonly text?: string
    readonly files?: readonly FileRef[]
    readonly card?: Card
    readonly language: 'en' | 'da'
  }): Promise<Address>
  /** Changes text or card; the message must exist. */
  change(address: Address, to: { readonly text?: string; readonly card?: Card }): Promise<void>
  remove(address: Address): Promise<void>
  /** One message, or undefined. */
  get(address: Address): Promise<ShelfMessage | undefined>
  /** The newest `limit` messages of a channel (top level) or of a thread, oldest first; `before` pages back by seq of posting. */
  list(place: Place, limit: number, before?: string): Promise<readonly ShelfMessage[]>
  /** What changed since, in order of `seq`, over all channels. */
  since(seq: number, limit: number): Promise<readonly ShelfMessage[]>
  latest(): Promise<number>
}
