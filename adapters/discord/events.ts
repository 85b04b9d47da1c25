import { ZodError } from 'zod'
import { deliveryOver, type UnderWay } from '../../src/chat/delivery.js'
import type { HandOver } from '../../src/chat/hand-over.js'
import type { Inbound } from '../../src/chat/inbound.js'
import { seconds } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Log } from '../../src/kernel/log.js'
import type { EventReception, Heard } from './heard.js'
import { eventFrom } from './receive-events.js'
import { DiscordSaysNo } from './web.js'

export interface EventParts {
  readonly reception: EventReception
  readonly handOver: HandOver
  /** Tells somebody how to be heard. */
  readonly hint: (hidden: NonNullable<Heard['hidden']>) => Promise<void>
  readonly underWay: UnderWay
  readonly log: Log
}

/** Discord brings nothing again: what could not be taken is tried again by ourselves, after these waits. */
const waits = [1, 5, 15, 30].map(seconds)
const longestWait = seconds(30)

/** Takes the gateway's dispatches. Those of one channel are taken one after the other, since an edit follows its message. */
export function createEvents({ reception, handOver, hint, underWay, log }: EventParts) {
  const lines = new Map<string, Promise<void>>()
  let stopping = false
  const resting = new Set<() => void>()

  /** False when it is stopped meanwhile. */
  const rest = (milliseconds: number): Promise<boolean> =>
    new Promise((resolve) => {
      if (stopping) return resolve(false)
      const end = (went: boolean) => () => {
        clearTimeout(timer)
        resting.delete(wake)
        resolve(went)
      }
      const timer = setTimeout(end(true), milliseconds)
      const wake = end(false)
      resting.add(wake)
    })

  /** True when it is taken, or written down. */
  const handed = (inbound: Inbound): Promise<boolean> =>
    new Promise((resolve) => {
      const delivery = deliveryOver({
        carries: false,
        acknowledge: async () => {
          resolve(true)
          return true
        },
        decline: () => resolve(false),
        malformed: () => resolve(true),
      })
      const work = handOver.event(delivery, inbound).catch((error: unknown) => {
        log.error({ err: error, id: inbound.ids[0] }, 'what was heard could not be answered')
        resolve(true)
      })
      underWay.add(work)
    })

  const attempt = async (name: string, raw: unknown): Promise<boolean> => {
    try {
      const heard = await eventFrom(name, raw, reception)
      if (heard?.hidden) underWay.add(hint(heard.hidden))
      for (const inbound of heard?.inbounds ?? []) if (!(await handed(inbound))) return false
      return true
    } catch (error) {
      if (error instanceof ZodError) {
        const at = error.issues.map(({ path }) => path.join('.'))
        log.warn({ event: name, at }, 'discord sent a dispatch that cannot be understood')
        return true
      }
      // Only an outage passes. Where Discord says that we may not look there is nothing to be had later, either.
      const passes = error instanceof Outage
      const known = passes || error instanceof DiscordSaysNo
      log[known ? 'warn' : 'error']({ err: error, event: name }, 'a dispatch could not be read')
      return !passes
    }
  }

  /** Tries for as long as an outage lasts: nothing that was said is lost. False when it is stopped before. */
  const taken = async (name: string, raw: unknown): Promise<boolean> => {
    for (let tried = 0; ; tried++) {
      if (await attempt(name, raw)) return true
      if (!(await rest(waits[tried] ?? longestWait))) return false
    }
  }

  const inLine = (channel: string, work: () => Promise<boolean>): Promise<boolean> => {
    const before = lines.get(channel) ?? Promise.resolve()
    const mine = before.then(work)
    const end = mine.then(
      () => undefined,
      () => undefined,
    )
    lines.set(channel, end)
    void end.then(() => lines.get(channel) === end && lines.delete(channel))
    return mine
  }

  return {
    /** Resolves when it is dealt with; never, when the end came before: a successor hears it again. */
    dispatch(name: string, raw: unknown): Promise<void> {
      const work = inLine(lineOf(raw), () => taken(name, raw))
      underWay.add(work)
      return work.then((dealtWith) => (dealtWith ? undefined : new Promise<void>(() => undefined)))
    },
    stop(): void {
      stopping = true
      for (const wake of [...resting]) wake()
    },
  }
}

const lineOf = (raw: unknown): string => {
  const told = (raw ?? {}) as { readonly channel_id?: unknown; readonly guild_id?: unknown }
  return String(told.channel_id ?? told.guild_id ?? '')
}
