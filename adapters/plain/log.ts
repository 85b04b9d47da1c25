import { type AccountRef, type Address, accountWord, type Place, placeWord } from '../../src/chat/address.js'
import { type Card, plainLine } from '../../src/chat/card.js'
import type { QuotedMessage } from '../../src/chat/inbound.js'
import type { Language } from '../../src/chat/language.js'

/** A message that stands in the room. `number` is what people type to mean it; the address is what the house keeps. */
export interface PlainMessage {
  readonly number: number
  readonly address: Address
  readonly at: Date
  /** Absent for what the desk says. */
  readonly author?: { readonly account: AccountRef; readonly name: string }
  readonly text?: string
  readonly card?: Card
  /** Of the card; without one each reader has their own. */
  readonly language?: Language
  readonly key?: string
  /** The one who sees it, when it is not for all. */
  readonly only?: AccountRef
  readonly state: 'new' | 'edited' | 'deleted'
}

type Draft = Omit<PlainMessage, 'number' | 'address' | 'state'> & { readonly place: Place }

/** What was said since the start, in memory: the terminal keeps nothing longer than it is open. */
export interface Log {
  readonly messages: readonly PlainMessage[]
  put(draft: Draft): PlainMessage
  /** Replaces what a message says; undefined where there is no such message. */
  change(
    address: Address,
    to: { readonly text?: string; readonly card?: Card; readonly language?: Language; readonly key?: string },
  ): PlainMessage | undefined
  remove(address: Address): PlainMessage | undefined
  numbered(number: number): PlainMessage | undefined
}

/** `session` keeps the addresses of one run apart from those of another, which may still be in a database. */
export function createLog(session: string): Log {
  const messages: PlainMessage[] = []
  const replace = (address: Address, make: (old: PlainMessage) => PlainMessage): PlainMessage | undefined => {
    const at = messages.findIndex((one) => one.address.message === address.message && one.state !== 'deleted')
    const old = messages[at]
    if (!old || placeWord(old.address) !== placeWord(address)) return undefined
    const changed = make(old)
    messages[at] = changed
    return changed
  }
  return {
    messages,
    put({ place, ...draft }) {
      const number = messages.length + 1
      const message: PlainMessage = {
        ...draft,
        number,
        address: { ...place, message: `${session}-${number}` },
        state: 'new',
      }
      messages.push(message)
      return message
    },
    change: (address, to) => replace(address, (old) => ({ ...old, ...to, state: 'edited' })),
    remove: (address) => replace(address, (old) => ({ ...old, state: 'deleted' })),
    numbered: (number) => messages[number - 1],
  }
}

/** Whether an account may see a message: all see what stands in a channel, one sees a whisper or their own conversation. */
export function mayRead(message: PlainMessage, account: AccountRef): boolean {
  const direct = message.address.channel.startsWith('@')
  if (direct && message.address.channel !== directOf(account)) return false
  return message.only === undefined || accountWord(message.only) === accountWord(account)
}

/** The channel that is an account's own conversation with the desk. */
export const directOf = (account: AccountRef): string => `@${account.user}`

/** A message as inbounds quote it. */
export const quoted = (message: PlainMessage): QuotedMessage => ({
  address: message.address,
  text: message.text ?? (message.card ? plainLine(message.card.title) : ''),
  ...(message.author ? { author: message.author.account } : {}),
  files: [],
})
