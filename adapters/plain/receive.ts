import type { Press } from '../../src/chat/card.js'
import type { Inbound, Profile } from '../../src/chat/inbound.js'
import type { Language } from '../../src/chat/language.js'
import { unreachable } from '../../src/kernel/errors.js'
import { mayRead, type PlainMessage, quoted } from './log.js'
import type { Room, Sitter } from './room.js'

/** What is the same in every inbound of a seat. A line is typed once, so an id of our own is the platform's id. */
export function base(room: Room, sitter: Sitter, language: Language) {
  const profile: Profile = { name: sitter.name, language, zone: room.zone }
  return {
    ids: [`${room.name}:${room.ids.next()}`] as [string],
    account: sitter.account,
    profile,
    place: sitter.place,
    at: room.clock.now().toISOString(),
    canOpenForm: true,
  }
}

/** What an inbound of a seat begins with. */
export type Base = ReturnType<typeof base>

export const pressed = (from: Base, press: Press, card: PlainMessage | undefined): Inbound => ({
  ...from,
  kind: 'press',
  command: press.command,
  args: press.args,
  ...(press.seen === undefined ? {} : { seen: press.seen }),
  // A whisper is gone when it has been read: it is no place for the answer.
  ...(card && !card.only ? { card: card.address } : {}),
})

const mention = /^@(?:frontdesk|desk)(?![\p{L}\p{N}_-])[,:]?\s*/iu

/** Puts what a person said where all can read it, and makes the inbound of it. */
export function said(room: Room, from: Base, sitter: Sitter, text: string): Inbound {
  const message = room.log.put({
    place: sitter.place,
    at: room.clock.now(),
    author: { account: sitter.account, name: sitter.name },
    text,
  })
  room.show(message)
  const toDesk = sitter.place.channel.startsWith('@') || mention.test(text)
  return { ...from, kind: 'said', message: { ...quoted(message), text: text.replace(mention, '') }, toDesk }
}

/** Something that a person does to one message that stands. */
export type Deed =
  | { readonly kind: 'edit'; readonly number: number; readonly text: string }
  | { readonly kind: 'delete'; readonly number: number }
  | { readonly kind: 'react' | 'unreact'; readonly number: number; readonly emoji: string }
  | { readonly kind: 'use'; readonly number: number; readonly name: string }

/** Does it in the room, and makes the inbound of it. */
export function done(room: Room, from: Base, message: PlainMessage, deed: Deed): Inbound {
  const { message: _message, ...place } = message.address
  switch (deed.kind) {
    case 'edit': {
      const changed = room.log.change(message.address, { text: deed.text }) ?? message
      room.show(changed)
      return { ...from, place, kind: 'edited', message: quoted(changed) }
    }
    case 'delete': {
      const removed = room.log.remove(message.address) ?? message
      room.show(removed)
      return { ...from, place, kind: 'deleted', message: removed.address }
    }
    case 'react':
      return { ...from, place, kind: 'reacted', emoji: deed.emoji, message: quoted(message) }
    case 'unreact':
      return { ...from, place, kind: 'unreacted', emoji: deed.emoji, message: message.address }
    case 'use':
      return { ...from, place, kind: 'shortcut', name: deed.name, message: quoted(message) }
    default:
      return unreachable(deed)
  }
}

/** A message that this person may see and that still stands. */
export function readable(room: Room, sitter: Sitter, number: number): PlainMessage | undefined {
  const message = room.log.numbered(number)
  return message && message.state !== 'deleted' && mayRead(message, sitter.account) ? message : undefined
}
