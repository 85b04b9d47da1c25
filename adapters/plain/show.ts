import type { Voice } from '../../src/chat/language.js'
import { flat, inset, literal } from './literal.js'
import type { PlainMessage } from './log.js'
import type { Reader } from './reader.js'
import { type Button, renderCard } from './render-card.js'

/** A message as one reader sees it: a head that begins with its number, and everything else set in below. */
export interface Shown {
  readonly text: string
  readonly buttons: readonly Button[]
  /** The accounts that its card calls. */
  readonly pings: readonly string[]
}

export function showMessage(message: PlainMessage, voice: Voice, reader: Reader): Shown {
  const head = `#${message.number} ${author(message, voice)} [${flat(placeName(message, voice))}]`
  if (message.state === 'deleted') return { text: head, buttons: [], pings: [] }
  if (!message.card) return { text: `${head}\n${inset(literal(message.text ?? ''))}`, buttons: [], pings: [] }
  const card = renderCard(message.card, reader)
  return {
    text: `${head}\n${inset(card.text)}`,
    buttons: card.buttons,
    pings: card.pings.map(({ platform, workspace, user }) => `${platform}:${workspace}/${user}`),
  }
}

function author(message: PlainMessage, voice: Voice): string {
  const name = flat(message.author?.name ?? voice.say('plain.desk'))
  if (message.state === 'edited') return voice.say('plain.edited', { author: name })
  if (message.state === 'deleted') return voice.say('plain.deleted', { author: name })
  return message.only ? voice.say('plain.only_you', { author: name }) : name
}

/** How a place is called. */
export function placeName({ address }: Pick<PlainMessage, 'address'>, voice: Voice): string {
  const channel = address.channel.startsWith('@') ? voice.say('plain.place.direct') : address.channel
  const number = address.thread?.split('-').at(-1)
  return number ? voice.say('plain.place.thread', { channel, number }) : channel
}
