import type { AccountRef, Address, GroupRef, Place } from './address.js'
import type { Card } from './card.js'
import type { Hand, Read, Watch } from './catch-up.js'
import type { Finding } from './finding.js'
import type { FileRef, Inbound, Profile } from './inbound.js'
import type { Language } from './language.js'
import type { KeptOccasions, Occasion } from './occasion.js'
import type { Pictures } from './picture.js'
import type { Reply } from './reply.js'

/** The one door of the core that adapters are handed. */
export interface House {
  /**
   * Takes one inbound to its end and answers. When it resolves, the effect is committed. It rejects only with an
   * Outage, and then nothing happened: the inbound must not be acknowledged, so that the platform brings it again.
   */
  handle(inbound: Inbound): Promise<Reply>
  /** Writes an inbound down durably, so that it may be acknowledged before its effect: it survives a crash. */
  spool(inbound: Inbound): Promise<void>
  /** The language to speak to an account, from what is known without any I/O. */
  languageOf(account: AccountRef, profile?: Profile): Language
  /** The emoji that reports a message, without colons: `ticket` unless the organisation chose another. Read at every use. */
  readonly ticketEmoji?: string
  /** Commands, shortcuts and sentences, for menus, registration and manifests. */
  readonly registry: import('./command.js').Registry
  /** Draws what cards only describe. */
  readonly pictures: Pictures
  /** The name that people see, and the public address of the pages, where there is one. */
  readonly publicUrl?: string
}

/** What a platform can do, as data; the relay and the views ask this and never the platform's name. */
export interface Traits {
  /** Least time between two messages to one channel, in milliseconds. */
  readonly pace: number
  /** How long after its posting a message is edited in place; older ones are posted anew. Milliseconds. */
  readonly editableFor: number
  /** Whether a message of unknown outcome can be looked for by its key. */
  readonly canFind: boolean
  /** Whether a second posting with the same key within minutes is refused by the platform itself. */
  readonly dedupesByKey: boolean
  /** Whether messages stay pinned in its channels. */
  readonly pins?: boolean
}

/** One message to be put somewhere. */
export interface Outgoing {
  /** The outbox key: the identity of the message, sent along so that it can be found again. */
  readonly key: string
  readonly to: Place | { readonly person: AccountRef; readonly home?: true }
  /** The message to be changed instead of posting a new one. */
  readonly edit?: Address
  /** It stays where it is posted, and is pinned there as far as the desk may: it stands whether or not. */
  readonly pin?: boolean
  readonly card: Card
  readonly language: Language
}

/** Why a platform will never take this message where it was meant to go. Trying the same again is pointless. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable'
  constructor(
    readonly reason: 'archived' | 'unknown place' | 'not a member' | 'cannot be edited' | 'rejected',
    readonly detail: string,
  ) {
    super(`${reason}: ${detail}`)
  }
}

/** A file's bytes, on their way. */
export interface OpenFile {
  readonly type?: string
  /** Bytes, where the platform tells. */
  readonly size?: number
  readonly body: ReadableStream<Uint8Array>
}

/** Why a platform does not give a file out. `gone`: it was deleted there. `closed`: the desk may not read it. */
export class NoFile extends Error {
  override readonly name = 'NoFile'
  constructor(
    readonly reason: 'gone' | 'closed',
    readonly detail: string,
  ) {
    super(`${reason}: ${detail}`)
  }
}

/** The port: an adapter for one chat platform. */
export interface Platform {
  readonly name: string
  readonly traits: Traits
  /** Connects and starts to hand over inbounds. */
  start(house: House): Promise<void>
  /** Stops taking inbounds, lets those under way end, and disconnects. */
  stop(): Promise<void>
  /** Puts a message somewhere and tells where it stands. Throws Outage, or Undeliverable. Never retries by itself. */
  deliver(message: Outgoing): Promise<Address>
  /** Looks for a message of unknown outcome by its key, among those posted since `since`. */
  find?(key: string, to: Outgoing['to'], since: Date): Promise<Address | undefined>
  /** The true outcome, after the inbound was acknowledged with "still working on it", or replayed after a crash. */
  answerLate(inbound: Inbound, reply: Reply): Promise<void>
  /** A link that opens the message, where the platform has one. */
  linkTo?(address: Address): Promise<string | undefined>
  /**
   * Which of these accounts, all of the group's own workspace, are in a group. One that does not exist any more has no
   * members. Throws Outage when the platform cannot tell: then nothing is concluded.
   */
  membersOf?(group: GroupRef, among: readonly AccountRef[]): Promise<readonly AccountRef[]>
  /**
   * Lets the list of what is ahead in a workspace have just these, of what the desk put there itself; what others put there
   * stays. What has begun already is not added. Throws Outage, and another error where the desk may not.
   */
  keepOccasions?(workspace: string, occasions: readonly Occasion[]): Promise<KeptOccasions>
  /**
   * Since when what happens has been reaching us without a gap; undefined while it does not. A connection that brings
   * what was missed by itself, such as a resumed session, has had no gap.
   */
  listeningSince?(): Date | undefined
  /**
   * Reads what was missed and hands it over, in order of time as far as it is read, with the ids that it would have had
   * when it came by itself: `said`, `edited`, `deleted`, `reacted`, `unreacted`, `place`. Waits out the platform's
   * limits. Throws Outage; what was handed over by then is recognised the next time.
   */
  catchUp?(watch: Watch, hand: Hand): Promise<Read>
  /**
   * Looks at everything that could keep the desk from working there: tokens, rights, each of these places, clocks. Works
   * before `start` too, posts nothing, and tells an outage as a finding.
   */
  examine?(places: readonly Place[]): Promise<readonly Finding[]>
  /**
   * Fetches a file that hung on the message at `at`, as the platform has it now; where no message is named, one that was
   * handed in there with a form or a command. Throws NoFile, or Outage. Who may see it is asked before; the platform's
   * keys go to the platform alone.
   */
  openFile?(file: FileRef, at: Address): Promise<OpenFile>
}
