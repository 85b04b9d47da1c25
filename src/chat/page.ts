import type { AccountRef } from './address.js'
import type { Block, Card } from './card.js'
import type { OpenFile } from './platform.js'

/** A page that people open in a browser: neutral, like a card, and as long as it needs to be. */
export interface Page {
  readonly title: string
  readonly card: Card
  /** Looks for something on this page: what is typed comes back as this argument of the page's address. */
  readonly search?: {
    readonly argument: string
    readonly typed: string
    readonly label: string
    readonly submit: string
  }
  readonly sections: readonly { readonly title: string; readonly blocks: readonly Block[] }[]
}

/**
 * A file that somebody may have, or why there is none: it is `gone` from its platform, `closed` to the desk there, or its
 * platform is `away`. `on` is the platform.
 */
export type ServedFile = { readonly name: string; readonly on: string } & (
  | ({ readonly kind: 'open' } & OpenFile)
  | { readonly kind: 'gone' | 'closed' | 'away' }
)

/** A page of the desk's own with a link in the sidebar of the console. */
export type Lead = 'home' | 'catalogue'

/** Pages of records and of the desk itself, filtered for who looks. */
export interface Pages {
  /** Undefined where there is no such record or this account may not see it: the two look alike on purpose. */
  record(viewer: AccountRef, number: string): Promise<Page | undefined>
  /**
   * A page of the desk's own, such as `jobs`. Undefined where there is none of this name for this account. `asked` is what
   * stands behind the question mark of its address.
   */
  named(viewer: AccountRef, name: string, asked?: Readonly<Record<string, string>>): Promise<Page | undefined>
  /** Which of these pages somebody is led to from anywhere: those that there are for this account. */
  leads(viewer: AccountRef): Promise<readonly Lead[]>
  /** A calendar as a file (iCalendar), for whoever has its token, whoever that is. Undefined where there is none. */
  calendar(token: string): Promise<string | undefined>
  /** Undefined where there is no such file or this account may not have it. Throws Outage. */
  file(viewer: AccountRef, id: string): Promise<ServedFile | undefined>
}
