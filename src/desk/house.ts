import type { Logger } from 'pino'
import type { AccountRef, Place } from '../chat/address.js'
import type { Registry } from '../chat/command.js'
import type { Inbound, Profile } from '../chat/inbound.js'
import type { Language } from '../chat/language.js'
import type { Pictures } from '../chat/picture.js'
import type { House, Platform } from '../chat/platform.js'
import type { Reply } from '../chat/reply.js'
import { seconds } from '../kernel/duration.js'
import { Outage } from '../kernel/errors.js'
import type { Spool } from './spool.js'

export interface HouseOptions {
  readonly dispatch: (inbound: Inbound) => Promise<Reply>
  readonly spool: Spool
  readonly platforms: ReadonlyMap<string, Platform>
  readonly registry: Registry
  readonly pictures: Pictures
  readonly languageOf: (account: AccountRef, profile?: Profile) => Language
  readonly ticketEmoji: () => string
  readonly log: Logger
  /** Told wherever somebody speaks to the desk. */
  readonly spokenIn?: (place: Place) => void
  readonly publicUrl?: string
}

const pause = seconds(2)

/** The door that adapters are handed, and what finishes inbounds that were acknowledged early. */
export function createHouse(options: HouseOptions): House & { replay(): Promise<number>; stop(): void } {
  const { dispatch, spool, platforms, log } = options
  let stopped = false

  async function handle(inbound: Inbound): Promise<Reply> {
    try {
      const reply = await dispatch(inbound)
      await spool.done(inbound)
      if (inbound.kind === 'command' || inbound.kind === 'said') options.spokenIn?.(inbound.place)
      return reply
    } catch (error) {
      // It was acknowledged already, so nobody will bring it again: the desk itself goes on trying.
      if (error instanceof Outage && spool.has(inbound)) void finish(inbound)
      throw error
    }
  }

  async function finish(inbound: Inbound): Promise<void> {
    for (let tries = 1; !stopped; tries++) {
      try {
        const reply = await dispatch(inbound)
        await platforms.get(inbound.account.platform)?.answerLate(inbound, reply)
        await spool.done(inbound)
        return
      } catch (error) {
        if (!(error instanceof Outage)) {
          // The effect has come about; only its answer can never be told, and trying again would not change that.
          log.error({ id: inbound.ids[0], error: String(error) }, 'a late answer could not be told')
          return spool.done(inbound)
        }
        log.warn({ tries, error: String(error) }, 'an inbound that was acknowledged early waits for its effect')
        await new Promise((resolve) => setTimeout(resolve, Math.min(tries, 15) * pause).unref())
      }
    }
  }

  return {
    handle,
    spool: (inbound) => spool.put(inbound),
    languageOf: options.languageOf,
    registry: options.registry,
    pictures: options.pictures,
    get ticketEmoji() {
      return options.ticketEmoji()
    },
    ...(options.publicUrl ? { publicUrl: options.publicUrl } : {}),
    async replay() {
      const left = await spool.left()
      for (const inbound of left) await finish(inbound)
      return left.length
    },
    stop() {
      stopped = true
    },
  }
}
