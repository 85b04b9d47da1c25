import type { AccountRef } from '../../src/chat/address.js'
import type { Pages } from '../../src/chat/page.js'
import type { Shelf } from '../../src/chat/shelf.js'

/** Someone of the organisation, as the console shows them. `id` is the person's id and the user of their console account. */
export interface ConsolePerson {
  readonly id: string
  readonly name: string
  /** What they do: `Reception`, `Guest in room 12`. */
  readonly does: string
  /** The language the console speaks to them: a language tag such as `da`. */
  readonly language: string
}

export interface ConsoleChannel {
  /** Never begins with `@`: those are direct conversations with the desk. */
  readonly id: string
  /** Without the hash sign. */
  readonly name: string
  readonly topic?: string
}

/** What the console asks of the core besides the House. The composition root opens these doors. */
export interface ConsoleDoors {
  /** Where the console's messages are kept. */
  readonly shelf: Shelf
  readonly pages: Pages
  /** Puts the desk's own mark on a text: the same in all of its processes, and nobody else can make it. */
  readonly sign: (content: string) => string
  /** True only while no other platform is configured and the server is bound to loopback: people may be switched. Read at every use. */
  readonly open: boolean
  /** What they do is told in the reader's language, or in their own where nobody in particular reads it. */
  people(reader?: string): Promise<readonly ConsolePerson[]>
  /** One who signed in by a code, also where they are not among the people above. */
  person(id: string): Promise<ConsolePerson | undefined>
  /** The channels this account may see, in the order to show them. */
  channels(viewer: AccountRef): Promise<readonly ConsoleChannel[]>
  /** Whether there is such a channel at all, whoever asks; the relay must learn that a place is gone. */
  hasChannel(channel: string): Promise<boolean>
  /**
   * Takes a one-time code that was got in another platform. Undefined when it is wrong, used or too old. `from` is the
   * address that asks: who guesses there shuts out nobody else.
   */
  signIn(code: string, from: string): Promise<AccountRef | undefined>
}

export const platform = 'console'
export const workspace = 'local'

/** The console account of a person. */
export const accountOf = (person: string): AccountRef => ({ platform, workspace, user: person })

/** The channel that holds a person's own conversation with the desk; nobody else sees it. */
export const directOf = (person: string): string => `@${person}`
