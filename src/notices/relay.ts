import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '../chat/platform.js'
import { minutes, seconds } from '../kernel/duration.js'
import { abandon, claim, type Terms, waiting } from './claim.js'
import { healer, sharedNow } from './heal.js'
import { relayActor, type Sender, send, traceOf, type Wait } from './send.js'

export interface RelayOptions extends Sender {
  /** The connected platforms by name. What another one should say waits, untried, until it is connected. */
  readonly platforms: ReadonlyMap<string, Platform>
  /** How long a send may take before another process believes that this one died. Milliseconds, 60,000 unless told. */
  readonly leaseFor?: number
  /** How many messages are under way at once, each to another place. 8 unless told. */
  readonly atOnce?: number
  /** The machine's timer unless told. */
  readonly wait?: Wait
  /** What time it is by a clock that all processes share: the database's unless told. */
  readonly trueNow?: () => Promise<Date>
}

export interface Relay {
  /** Begins to send, and goes on until stopped. */
  start(): void
  /** Begins no new send, and resolves when those under way have ended. */
  stop(): Promise<void>
  /** Looks at once whether something is due. */
  wake(): void
  /** Puts right what a process wrote whose clock ran ahead, as is done once a minute; gives the number of rows. */
  heal(): Promise<number>
  /** Sends everything that is due at this instant, waits for the outcomes, and gives the number of tries. */
  pass(): Promise<number>
}

/** How long the relay rests when nothing is due: another process may have died with messages in its hands. */
const idle = seconds(15)
/** Least time between two looks, so that a storm of commits costs a hundred looks a second at most. */
const breath = 10

/**
 * Takes messages out of the outbox and puts them on their platforms: at least once, in order within a place, with one
 * under way a place at most, among all processes of one database.
 */
export const createRelay = (options: RelayOptions): Relay => new OutboxRelay(options)

class OutboxRelay implements Relay {
  readonly #options: RelayOptions
  readonly #terms: Terms
  readonly #atOnce: number
  readonly #wait: Wait
  readonly #heal: () => Promise<number>
  #healedAt = Number.NEGATIVE_INFINITY
  readonly #underWay = new Set<Promise<void>>()
  #rung = new AbortController()
  #running: Promise<void> | undefined
  #stopping = false

  constructor(options: RelayOptions) {
    const { platforms, leaseFor = seconds(60), atOnce = 8, wait = machineWait } = options
    this.#options = options
    this.#atOnce = atOnce
    this.#wait = wait
    const { store, clock, trueNow = () => sharedNow(store, clock.now()) } = options
    this.#heal = healer({ store, leaseFor, trueNow })
    this.#terms = {
      leaseFor,
      editableFor: (name) => platforms.get(name)?.traits.editableFor ?? 0,
      pace: (name) => platforms.get(name)?.traits.pace ?? 0,
    }
  }

  start(): void {
    if (this.#running) return
    this.#stopping = false
    const deaf = this.#options.outbox.listen(() => this.wake())
    this.#running = this.#run().finally(deaf)
  }

  async stop(): Promise<void> {
    this.#stopping = true
    this.wake()
    await this.#running
    this.#running = undefined
    await Promise.all(this.#underWay)
  }

  wake(): void {
    this.#rung.abort()
  }

  heal(): Promise<number> {
    return this.#heal()
  }

  async pass(): Promise<number> {
    let tries = 0
    for (;;) {
      const before = this.#underWay.size
      const { taken } = await this.#takeUp()
      tries += taken
      if (taken > 0) continue
      // One that ended after the outbox was read has freed a place that still looked taken: then it is read once more.
      if (this.#underWay.size > 0) await Promise.race(this.#underWay)
      else if (before === 0) return tries
    }
  }

  async #run(): Promise<void> {
    await this.#takeOver()
    while (!this.#stopping) {
      await this.#healNowAndThen()
      const rest = await this.#look()
      await this.#wait(breath, new AbortController().signal)
      if (rest > 0) await this.#wait(rest, this.#rung.signal)
      // What rings from here on is seen by the look that follows.
      this.#rung = new AbortController()
    }
  }

  /**
   * A SQLite file has one process, so a lease that stands in it belongs to one that died: nobody need wait for its end.
   * What it had under way is marked as unsure and is looked for first.
   */
  async #takeOver(): Promise<void> {
    const { store, log } = this.#options
    if (store.dialect !== 'sqlite') return
    try {
      await store.work(relayActor, (work) => abandon(work))
    } catch (error) {
      log.error(
        { error: traceOf(error) },
        'leases of an earlier process could not be taken over and run out by themselves',
      )
    }
  }

  async #healNowAndThen(): Promise<void> {
    const { clock, log } = this.#options
    const now = clock.now().getTime()
    if (Math.abs(now - this.#healedAt) < minutes(1)) return
    this.#healedAt = now
    try {
      const healed = await this.#heal()
      if (healed > 0) log.warn({ healed }, 'a clock ran ahead, and what waited for its time was put right')
    } catch (error) {
      log.warn({ error: traceOf(error) }, 'whether a clock ran ahead was not looked at, and is later')
    }
  }

  /** How long there is nothing to do, after taking up what was to be done. */
  async #look(): Promise<number> {
    try {
      return (await this.#takeUp()).rest
    } catch (error) {
      this.#options.log.error({ error: traceOf(error) }, 'the outbox cannot be read')
      return seconds(5)
    }
  }

  /** Claims what is due as far as hands are free, and begins to send it. */
  async #takeUp(): Promise<{ readonly taken: number; readonly rest: number }> {
    const { store, platforms, clock } = this.#options
    const free = this.#atOnce - this.#underWay.size
    // Whoever ends rings.
    if (free <= 0) return { taken: 0, rest: idle }
    const places = await waiting(store.read, [...platforms.keys()])
    const now = clock.now()
    const due = places.filter(({ when }) => when <= now).map(({ place }) => place)
    if (due.length === 0) {
      return { taken: 0, rest: Math.min(idle, ...places.map(({ when }) => when.getTime() - now.getTime())) }
    }
    const claims = await store.work(relayActor, (work) => claim(work, due.slice(0, free), this.#terms))
    for (const claimed of claims) {
      const platform = platforms.get(claimed.platform)
      // A claim that took so long that its lease is running out is left alone: another process may be about to take it.
      if (claimed.lease.getTime() - clock.now().getTime() <= this.#terms.leaseFor / 2) continue
      if (platform) this.#hold(send(claimed, platform, this.#options, this.#patience))
    }
    // Where it got none of them, another process is at it.
    return { taken: claims.length, rest: claims.length > 0 ? 0 : seconds(1) }
  }

  get #patience() {
    return { patience: this.#terms.leaseFor / 2, wait: this.#wait }
  }

  #hold(sending: Promise<void>): void {
    const ended = sending.finally(() => {
      this.#underWay.delete(ended)
      this.wake()
    })
    this.#underWay.add(ended)
  }
}

const machineWait: Wait = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => undefined)
