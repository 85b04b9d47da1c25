import {
  type AccountRef,
  type Address,
  channelOf,
  type GroupRef,
  type Place,
  placeWord,
} from '../../src/chat/address.js'
import { type Card, plainLine } from '../../src/chat/card.js'
import type { House, Outgoing, Platform, Traits } from '../../src/chat/platform.js'
import { Undeliverable } from '../../src/chat/platform.js'
import type { Clock } from '../../src/kernel/clock.js'
import { Outage } from '../../src/kernel/errors.js'

/** A message as it stands on the ledger. */
export interface Standing {
  readonly key: string
  readonly address: Address
  readonly at: Date
  /** Its title, in the words of the newest edit. */
  readonly says: string
  readonly card: Card
  readonly edits: number
}

/** What goes wrong with the next delivery to a channel. */
export type Fault =
  | { readonly kind: 'busy'; readonly retryAfter: number }
  | { readonly kind: 'down' }
  /** It is posted, but the answer is lost. */
  | { readonly kind: 'lost answer' }
  /** It is not posted, and the answer is lost too. */
  | { readonly kind: 'lost request' }
  /** It is posted, and the answer never comes. */
  | { readonly kind: 'hangs' }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'bug' }

/** A chat platform in memory: keeps every message, in order, and fails on demand. */
export class LedgerPlatform implements Platform {
  readonly traits: Traits
  readonly messages: Standing[] = []
  /** Every delivery that was asked for, failed ones too. */
  readonly asked: Outgoing[] = []
  readonly archived = new Set<string>()
  readonly closed = new Set<string>()
  /** Who is in which group, by their ids. */
  readonly groups = new Map<string, readonly string[]>()
  /** What is awaited in the tests instead of sleeping. */
  #expecting: { readonly count: number; readonly resolve: () => void }[] = []
  readonly #faults = new Map<string, Fault[]>()
  #posted = 0

  constructor(
    readonly name: string,
    readonly clock: Clock,
    traits: Partial<Traits> = {},
  ) {
    this.traits = { pace: 1_000, editableFor: 3_600_000, canFind: true, dedupesByKey: false, ...traits }
  }

  /** The next delivery to this channel fails so; several faults stand in line. */
  next(channel: string, ...faults: readonly Fault[]): void {
    this.#faults.set(channel, [...(this.#faults.get(channel) ?? []), ...faults])
  }

  /** What stands in a channel, in the order of posting. */
  in(channel: string): readonly Standing[] {
    return this.messages.filter(({ address }) => address.channel === channel)
  }

  says(channel: string): readonly string[] {
    return this.in(channel).map(({ says }) => says)
  }

  /** Resolves when so many messages stand on the ledger. */
  reaches(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#expecting.push({ count, resolve })
      this.#tell()
    })
  }

  async start(_house: House): Promise<void> {}
  async stop(): Promise<void> {}
  async answerLate(): Promise<void> {}

  async deliver(message: Outgoing): Promise<Address> {
    this.asked.push(message)
    const place = this.#placeOf(message.to)
    const fault = this.#faults.get(place.channel)?.shift()
    if (fault?.kind === 'busy') throw new Outage('too many requests', { retryAfter: fault.retryAfter })
    if (fault?.kind === 'down') throw new Outage('the platform is down')
    if (fault?.kind === 'lost request') throw new Outage('connection reset', { unknownOutcome: true })
    if (fault?.kind === 'refused') throw new Undeliverable('rejected', fault.detail)
    if (fault?.kind === 'bug') throw new TypeError('undefined is not a function')
    if (this.closed.has(place.channel)) throw new Undeliverable('not a member', 'not_in_channel')
    if (this.archived.has(place.channel)) throw new Undeliverable('archived', 'is_archived')
    const address = message.edit ? this.#edit(message.edit, message) : this.#post(place, message)
    if (fault?.kind === 'lost answer') throw new Outage('connection reset', { unknownOutcome: true })
    if (fault?.kind === 'hangs') return new Promise(() => undefined)
    return address
  }

  async find(key: string, to: Outgoing['to'], since: Date): Promise<Address | undefined> {
    const place = placeWord(this.#placeOf(to))
    const seen = this.messages.filter(({ at, address }) => at >= since && placeWord(placeOf(address)) === place)
    return seen.find((message) => message.key === key)?.address
  }

  async membersOf({ group }: GroupRef, among: readonly AccountRef[]): Promise<readonly AccountRef[]> {
    return among.filter(({ user }) => this.groups.get(group)?.includes(user))
  }

  async linkTo({ channel, message }: Address): Promise<string> {
    return `https://${this.name}.example/${channel}/${message}`
  }

  #post(place: Place, { key, card }: Outgoing): Address {
    const address = { ...place, message: `m${++this.#posted}` }
    this.messages.push({ key, address, at: this.clock.now(), says: plainLine(card.title), card, edits: 0 })
    this.#tell()
    return address
  }

  #edit(edited: Address, { card }: Outgoing): Address {
    const at = this.messages.findIndex(({ address }) => address.message === edited.message)
    const there = this.messages[at]
    if (!there) throw new Undeliverable('cannot be edited', 'message_not_found')
    this.messages[at] = { ...there, says: plainLine(card.title), card, edits: there.edits + 1 }
    return edited
  }

  #placeOf(to: Outgoing['to']): Place {
    if (!('person' in to)) return to
    const { platform, workspace, user } = to.person
    return { platform, workspace, channel: `D-${user}` }
  }

  #tell(): void {
    for (const { count, resolve } of this.#expecting) if (this.messages.length >= count) resolve()
    this.#expecting = this.#expecting.filter(({ count }) => this.messages.length < count)
  }
}

const placeOf = (address: Address): Place =>
  address.thread === undefined ? channelOf(address) : { ...channelOf(address), thread: address.thread }
