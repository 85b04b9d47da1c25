import { Fault, Outage } from '../kernel/errors.js'
import type { Ids } from '../kernel/ids.js'
import type { Log } from '../kernel/log.js'
import type { Delivery } from './delivery.js'
import type { Inbound } from './inbound.js'
import { within } from './patience.js'
import type { House } from './platform.js'
import type { Reply } from './reply.js'

/** What goes with an acknowledgement, in the platform's own words, and what is done once the platform has it. */
export interface Ack {
  readonly body?: object
  readonly after?: () => Promise<void>
}

/** How a platform is answered. */
export interface Answers {
  /** The answer in time: what rides on the acknowledgement, after a form was opened within `left` ms. */
  first(inbound: Inbound, reply: Reply, left: number): Promise<Ack>
  /** It takes longer; `kept` tells whether it is written down, so that it will come to its end whatever happens. */
  working(inbound: Inbound, kept: boolean): Ack
  /** Nothing happened, and why: an outage, or a fault with the id under which it stands in the log. */
  sorry(inbound: Inbound, fault?: string): Ack
  /** The outcome after the acknowledgement, whether seconds later or after a crash. */
  late(inbound: Inbound, reply: Reply): Promise<void>
}

export interface HandOverParts {
  readonly house: House
  readonly answers: Answers
  readonly ids: Ids
  readonly log: Log
  /** Milliseconds from arrival within which the platform must have our first word. */
  readonly deadline: number
  /** Milliseconds from arrival to an answer, for whatever a person waits for; and for events, which nobody watches. */
  readonly patience: number
  readonly eventPatience: number
}

/** How long writing an inbound down may take, when handling it takes too long already. */
const spoolPatience = 400
const mostAnswered = 5_000

/**
 * Hands inbounds to the house and acknowledges them when their effect is committed. What takes longer than the platform
 * waits is written down first, so that acknowledging it loses nothing.
 */
export function createHandOver({ house, answers, ids, log, deadline, patience, eventPatience }: HandOverParts) {
  const left = (delivery: Delivery, all: number): number => Math.max(0, all - delivery.age())

  const spooled = async (inbound: Inbound): Promise<boolean> => {
    try {
      return (await within(spoolPatience, house.spool(inbound))).kind === 'done'
    } catch (error) {
      log.error({ err: error, id: inbound.ids[0] }, 'an inbound could not be written down')
      return false
    }
  }

  /** Acknowledges with the answer. False when the answer could not ride along, or the platform could not be told. */
  const finish = async (delivery: Delivery, ack: Ack): Promise<boolean> => {
    const told = await delivery.acknowledge(delivery.carries ? ack.body : undefined)
    await ack.after?.()
    return told && (delivery.carries || ack.body === undefined)
  }

  /** The person is told why not, since no platform brings an interaction again. */
  const apology = (inbound: Inbound, error: unknown): Ack => {
    if (error instanceof Outage) {
      log.warn({ err: error, id: inbound.ids[0] }, 'an interaction met an outage')
      return answers.sorry(inbound)
    }
    const id = error instanceof Fault ? error.id : ids.next()
    log.error({ err: error, fault: id, id: inbound.ids[0] }, 'an interaction failed')
    return answers.sorry(inbound, id)
  }

  const inTime = async (delivery: Delivery, inbound: Inbound, reply: Reply): Promise<void> => {
    let ack: Ack
    try {
      ack = await answers.first(inbound, reply, left(delivery, deadline - 500))
    } catch (error) {
      ack = apology(inbound, error)
    }
    if (!(await finish(delivery, ack))) await answers.late(inbound, reply)
  }

  /** Somebody waits: a command, a press, a submitted form, a shortcut. */
  const interaction = async (delivery: Delivery, inbound: Inbound): Promise<void> => {
    const work = house.handle(inbound)
    try {
      const outcome = await within(left(delivery, patience), work)
      if (outcome.kind === 'done') return await inTime(delivery, inbound, outcome.value)
    } catch (error) {
      if (delivery.settled) throw error
      await finish(delivery, apology(inbound, error))
      return
    }
    const kept = await spooled(inbound)
    await finish(delivery, answers.working(inbound, kept))
    // When it ends in an outage, it is the written-down inbound that the core brings to its end.
    await answers.late(inbound, await work)
  }

  // A platform may tell of one happening several times; whoever caused it is answered once.
  const answered = new Set<string>()
  /** Whether somebody was answered to this before; whoever asks is about to do it. */
  const isAnswered = (inbound: Inbound): boolean => {
    const before = inbound.ids.some((id) => answered.has(id))
    for (const id of inbound.ids) answered.add(id)
    for (const id of answered) {
      if (answered.size <= mostAnswered) break
      answered.delete(id)
    }
    return before
  }

  /** Something happened, and it comes again when we do not acknowledge it. */
  const event = async (delivery: Delivery, inbound: Inbound): Promise<void> => {
    const work = house.handle(inbound)
    try {
      const outcome = await within(left(delivery, eventPatience), work)
      if (outcome.kind === 'late' && !(await spooled(inbound))) delivery.decline()
      else await delivery.acknowledge()
    } catch (error) {
      log.warn({ err: error, id: inbound.ids[0] }, 'an event was not taken and will come again')
      delivery.decline()
      return
    }
    const reply = await work
    if (reply.kind !== 'done' && !isAnswered(inbound)) await answers.late(inbound, reply)
  }

  return { interaction, event, finish, isAnswered, left: (delivery: Delivery) => left(delivery, deadline - 500) }
}
export type HandOver = ReturnType<typeof createHandOver>
