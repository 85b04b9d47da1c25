import type { Place } from '../../src/chat/address.js'
import type { Card } from '../../src/chat/card.js'
import type { Inbound } from '../../src/chat/inbound.js'
import { unhurried } from '../../src/chat/patience.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Drawings } from './drawings.js'
import { type Files, type Illustrator, imagesOf } from './illustrate.js'
import type { Log } from './log.js'
import { type Directs, type Message, post, type Whispers } from './outward.js'
import { answerBy } from './receive.js'
import { SlackSaysNo, type Web } from './web.js'

export interface TellingParts {
  readonly web: Web
  readonly whispers: Whispers
  readonly directs: Directs
  readonly illustrator: Illustrator
  readonly drawings: Drawings
  readonly log: Log
}

/** Says what does not ride on an acknowledgement: to the person alone, or for all. */
export function createTelling({ web, whispers, directs, illustrator, drawings, log }: TellingParts) {
  const { drawn, illustrated } = drawings

  /** Tells the person alone. */
  const tell = async (inbound: Inbound, message: Message): Promise<void> => {
    const { responseUrl } = answerBy(inbound)
    if (responseUrl && (await whispers.byInteraction(responseUrl, message, inbound.place))) return
    await whispers.inPlace(inbound.account.user, inbound.place, message)
  }

  /** Says it for all; where the desk may not speak, at least to the person who asked. */
  const sayAloud = async (inbound: Inbound, card: Card): Promise<void> => {
    const place = aloudPlace(inbound)
    const key = `say:${inbound.ids[0]}`
    try {
      await unhurried(() =>
        imagesOf(card).length > 0
          ? illustrator.post(place, illustrated(inbound, card), key)
          : post(web, place, drawn(inbound, card), key),
      )
    } catch (error) {
      if (!(error instanceof SlackSaysNo)) throw error
      await whisperCard(inbound, card)
    }
  }

  /** Tells the person alone. Where its pictures cannot be shown, the words say all that is on them. */
  const whisperCard = async (inbound: Inbound, card: Card): Promise<void> => {
    const files = await picturesFor(inbound, card)
    try {
      if (files.size > 0) return await tell(inbound, illustrated(inbound, card).draw(files))
    } catch (error) {
      if (!(error instanceof SlackSaysNo)) throw error
    }
    await tell(inbound, drawn(inbound, card))
  }

  const picturesFor = async (inbound: Inbound, card: Card): Promise<Files> => {
    if (imagesOf(card).length === 0) return new Map()
    try {
      return await illustrator.aside(await directs.channelFor(inbound.account.user), card)
    } catch (error) {
      if (!(error instanceof SlackSaysNo || error instanceof Outage)) throw error
      log.warn({ err: error }, 'a whisper goes without its pictures')
      return new Map()
    }
  }

  return { tell, whisperCard, sayAloud }
}
export type Telling = ReturnType<typeof createTelling>

/** An answer to a mention stands in a thread under it, so that the channel stays readable. */
function aloudPlace(inbound: Inbound): Pick<Place, 'channel' | 'thread'> {
  const { place } = inbound
  const mention = inbound.kind === 'said' && !place.thread && /^[CG]/.test(place.channel)
  return mention ? { channel: place.channel, thread: inbound.message.address.message } : place
}
