import type { AccountRef } from './address.js'
import type { Block, Card } from './card.js'

/** A page that people open in a browser: neutral, like a card, and as long as it needs to be. */
export interface Page {
  readonly title: string
  readonly card: Card
  readonly sections: readonly { readonly title: string; readonly blocks: readonly Block[] }[]
}

/** Pages of records, filtered for who looks. */
export interface Pages {
  /** Undefined where there is no such record or this account may not see it: the two look alike on purpose. */
  record(viewer: AccountRef, number: string): Promise<Page | undefined>
}
