import { accountWord, type Place } from '../../src/chat/address.js'
import type { House, Outgoing, Platform, Traits } from '../../src/chat/platform.js'
import { Undeliverable } from '../../src/chat/platform.js'
import type { Clock } from '../../src/kernel/clock.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Ids } from '../../src/kernel/ids.js'
import { createLog, directOf, type PlainMessage } from './log.js'
import type { Room } from './room.js'
import { Seat, type SeatOptions } from './seat.js'

export { renderCard } from './render-card.js'
export { renderForm } from './render-form.js'
export { plainWords } from './words.js'
export type { PlainMessage, Seat, SeatOptions }

export interface PlainOptions extends Omit<SeatOptions, 'name'> {
  readonly name?: string
  readonly clock: Clock
  readonly ids: Ids
  /** The channels that there are besides everybody's own conversation with the desk. */
  readonly channels?: readonly string[]
  /** IANA zone of the times shown. */
  readonly zone?: string
  /** Milliseconds after which a person is told that it is still being worked on. */
  readonly patience?: number
  /** Where the pages are, when anybody can open them. */
  readonly publicUrl?: string
}

/** The terminal as a platform. Its name is the platform of the account that sits at it. */
export interface Plain extends Platform {
  /** Whoever sits at the streams it was created with. */
  readonly seat: Seat
  /** Seats another person at a terminal of their own, in the same room. */
  join(options: SeatOptions): Seat
  /** Everything that was said, whispers too. */
  readonly messages: readonly PlainMessage[]
}

const traits: Traits = { pace: 0, editableFor: Number.MAX_SAFE_INTEGER, canFind: true, dedupesByKey: false }

/**
 * The smallest complete adapter: a conversation over streams. Typed lines become inbounds (`/…` a command, a number the
 * button of that number, anything else is said), answers are printed, forms are asked question by question.
 */
export function createPlain(options: PlainOptions): Plain {
  const { account, clock, ids } = options
  const seats: Seat[] = []
  let house: House | undefined
  const room: Room = {
    name: account.platform,
    workspace: account.workspace,
    channels: options.channels ?? ['reception'],
    archived: new Set(),
    log: createLog(ids.next()),
    clock,
    ids,
    zone: options.zone ?? 'UTC',
    publicUrl: options.publicUrl,
    patience: options.patience ?? 2_000,
    late: new Set(),
    show(message) {
      for (const seat of seats) seat.show(message)
    },
  }
  const join = (seated: SeatOptions): Seat => {
    const seat = new Seat(room, seated)
    seats.push(seat)
    if (house) seat.start(house)
    return seat
  }
  return {
    name: room.name,
    traits,
    seat: join({ ...options, name: options.name ?? account.user }),
    join,
    get messages() {
      return room.log.messages
    },
    async start(opened) {
      house = opened
      for (const seat of seats) seat.start(opened)
    },
    async stop() {
      await Promise.all(seats.map((seat) => seat.stop()))
      await Promise.all(room.late)
      house = undefined
    },
    async deliver(message) {
      if (!house) throw new Outage('the terminal is not open')
      const put = message.edit ? change(room, message) : post(room, seats, message)
      room.show(put)
      return put.address
    },
    async find(key, to, since) {
      const { channel } = placeOf(to)
      return room.log.messages.find(
        (one) => one.key === key && one.address.channel === channel && one.at >= since && one.state !== 'deleted',
      )?.address
    },
    async answerLate(inbound, reply) {
      const seat = seats.find((one) => accountWord(one.account) === accountWord(inbound.account))
      if (!seat || !house) throw new Undeliverable('unknown place', 'nobody sits at that terminal')
      seat.answer(inbound, reply)
    },
  }
}

function post(room: Room, seats: readonly Seat[], { to, key, card, language }: Outgoing): PlainMessage {
  const place = placeOf(to)
  const known = place.channel.startsWith('@')
    ? seats.some((seat) => directOf(seat.account) === place.channel)
    : room.channels.includes(place.channel)
  if (!known || place.platform !== room.name || place.workspace !== room.workspace) {
    throw new Undeliverable('unknown place', place.channel)
  }
  if (room.archived.has(place.channel)) throw new Undeliverable('archived', place.channel)
  return room.log.put({ place, at: room.clock.now(), key, card, language })
}

function change(room: Room, { edit, key, card, language }: Outgoing): PlainMessage {
  const changed = edit && room.log.change(edit, { key, card, language })
  if (!changed) throw new Undeliverable('cannot be edited', 'no such message')
  return changed
}

const placeOf = (to: Outgoing['to']): Place =>
  'person' in to ? { platform: to.person.platform, workspace: to.person.workspace, channel: directOf(to.person) } : to
