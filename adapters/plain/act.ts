import type { Place } from '../../src/chat/address.js'
import type { Inbound } from '../../src/chat/inbound.js'
import type { Voice } from '../../src/chat/language.js'
import { unreachable } from '../../src/kernel/errors.js'
import { flat } from './literal.js'
import { directOf, type PlainMessage } from './log.js'
import { type Base, type Deed, done, readable, said } from './receive.js'
import type { Room, Sitter } from './room.js'
import type { Typed } from './typed.js'

/** What a line is typed into. */
export interface Scene {
  readonly room: Room
  readonly sitter: Sitter
  readonly voice: Voice
  /** The newest message with buttons. */
  readonly last: PlainMessage | undefined
}

/** What follows from a typed line. */
export interface Effect {
  readonly note?: string
  readonly place?: Place
  readonly name?: string
  readonly press?: { readonly card: PlainMessage | undefined; readonly number: number }
  /** Does the deed in the room and makes the inbound of it, from what the seat has become by then. */
  readonly inbound?: (from: Base) => Inbound
}

/** Tells what a typed line means. */
export function act(typed: Typed, scene: Scene): Effect {
  const { room, sitter, voice, last } = scene
  switch (typed.kind) {
    case 'nothing':
    case 'again':
    case 'cancel':
      return {}
    case 'help':
      return { note: helps.map((key) => voice.say(`plain.help.${key}`)).join('\n') }
    case 'unclear':
      return { note: voice.say('plain.no_directive', { usage: voice.say(`plain.help.${typed.help}`) }) }
    case 'command':
      return { inbound: (from) => ({ ...from, kind: 'command', words: typed.words }) }
    case 'number':
      return { press: { card: last, number: typed.number } }
    case 'press':
      return { press: { card: readable(room, sitter, typed.number), number: typed.button } }
    case 'said':
      return { inbound: (from) => said(room, from, sitter, typed.text) }
    case 'complete': {
      const { command, argument, typed: begun } = typed
      return { inbound: (from) => ({ ...from, canOpenForm: false, kind: 'complete', command, argument, typed: begun }) }
    }
    case 'name':
      return { name: typed.name, inbound: (from) => ({ ...from, canOpenForm: false, kind: 'account' }) }
    case 'channel':
      return changed(typed.change, room, sitter)
    case 'in':
      return enter(typed.channel, scene)
    case 'thread':
      return hang(typed.number, scene)
    case 'use':
      if (typed.number === undefined) {
        return { inbound: (from) => ({ ...from, kind: 'shortcut', name: typed.name }) }
      }
      return withMessage({ ...typed, number: typed.number }, scene)
    case 'edit':
    case 'delete':
    case 'react':
    case 'unreact':
      return withMessage(typed, scene)
    default:
      return unreachable(typed)
  }
}

/** What is done to one message: one's own for a change, any standing one for the rest. */
function withMessage(deed: Deed, { room, sitter, voice }: Scene): Effect {
  const message = readable(room, sitter, deed.number)
  const own = message?.author?.account.user === sitter.account.user
  if (!message || message.only || ((deed.kind === 'edit' || deed.kind === 'delete') && !own)) {
    return { note: voice.say('plain.no_message', { number: deed.number }) }
  }
  return { inbound: (from) => done(room, from, message, deed) }
}

const helps = [
  'commands',
  'numbers',
  'text',
  'in',
  'thread',
  'edit',
  'react',
  'use',
  'complete',
  'name',
  'channel',
  'again',
  'cancel',
] as const

function changed(change: 'archived' | 'opened' | 'renamed', room: Room, { place }: Sitter): Effect {
  if (change === 'archived') room.archived.add(place.channel)
  if (change === 'opened') room.archived.delete(place.channel)
  return { inbound: (from) => ({ ...from, canOpenForm: false, kind: 'place', change }) }
}

function enter(channel: string, { room, sitter: { account, place }, voice }: Scene): Effect {
  const { platform, workspace } = place
  if (channel === '@') return { place: { platform, workspace, channel: directOf(account) } }
  if (room.channels.includes(channel)) return { place: { platform, workspace, channel } }
  return { note: voice.say('plain.no_channel', { channel: flat(channel), channels: room.channels.join(', ') }) }
}

function hang(number: number, { room, sitter, voice }: Scene): Effect {
  const root = readable(room, sitter, number)
  if (!root || root.only) return { note: voice.say('plain.no_message', { number }) }
  const { platform, workspace, channel, thread, message } = root.address
  return { place: { platform, workspace, channel, thread: thread ?? message } }
}
