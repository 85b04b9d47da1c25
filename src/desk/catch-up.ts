import type { Logger } from 'pino'
import { type Place, placeWord } from '../chat/address.js'
import type { House, Platform } from '../chat/platform.js'
import type { Clock } from '../kernel/clock.js'
import { after, minutes, seconds } from '../kernel/duration.js'
import { Outage } from '../kernel/errors.js'
import type { Lease, Leases } from '../kernel/lease.js'
import { traceOf } from '../notices/index.js'
import type { Actor } from '../store/index.js'
import { noteChannel } from './channel-seen.js'
import { farthestBack, heardTable, heardUntil } from './heard.js'
import type { Parts } from './parts.js'
import { readMissed } from './read-missed.js'

export interface CatchUpOptions {
  readonly parts: Parts
  readonly house: Pick<House, 'handle'>
  readonly platforms: readonly Platform[]
  readonly leases: Leases
  readonly clock: Clock
  readonly log: Logger
}

export interface CatchUp {
  /** Looks at once and then again and again, until stopped. */
  start(): void
  /** Ends what is being read; the next process begins it anew. */
  stop(): Promise<void>
  /** Looks once whether something was missed, and comes back when it has been read. */
  pass(): Promise<void>
  /** Somebody spoke to the desk there: a place to look at after a gap. */
  spokenIn(place: Place): void
}

/** How often the mark moves that says up to when a platform was heard. */
const every = seconds(15)
/** A look that comes so late was kept from coming: the machine slept, and what a connection promised is worth nothing. */
const asleep = 4 * every
/** After that long a process that says nothing is taken for dead. */
const silence = seconds(6)
const actor: Actor = { kind: 'desk', job: 'catch-up' }

/** Has every platform read what it missed: while the process was down, its connection was, or the machine slept. */
export const createCatchUp = (options: CatchUpOptions): CatchUp => new CatchingUp(options)

class CatchingUp implements CatchUp {
  readonly #options: CatchUpOptions
  readonly #platforms: readonly Platform[]
  readonly #reading = new Map<string, Promise<void>>()
  readonly #failed = new Map<string, { readonly times: number; readonly notBefore: Date }>()
  /** Channels spoken in: those written down already, and those that go with the next look. */
  readonly #noted = new Set<string>()
  #toNote: Place[] = []
  #stopping = new AbortController()
  readonly #leases = new Map<string, Lease>()
  #timer: NodeJS.Timeout | undefined
  #soon: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()

  constructor(options: CatchUpOptions) {
    this.#options = options
    this.#platforms = options.platforms.filter(({ catchUp, listeningSince }) => catchUp && listeningSince)
  }

  start(): void {
    if (this.#timer) return
    this.#stopping = new AbortController()
    this.#timer = setInterval(this.#again, every)
    this.#again()
  }

  readonly #again = (): void => {
    this.#looking = this.#looking.then(() => this.#look())
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    clearTimeout(this.#soon)
    this.#timer = undefined
    this.#stopping.abort()
    await this.#looking
    await Promise.all(this.#reading.values())
  }

  async pass(): Promise<void> {
    this.#again()
    await this.#looking
    await Promise.all(this.#reading.values())
  }

  spokenIn(place: Place): void {
    const word = placeWord({ platform: place.platform, workspace: place.workspace, channel: place.channel })
    if (this.#noted.has(word) || !this.#platforms.some(({ name }) => name === place.platform)) return
    if (this.#noted.size > 10_000) this.#noted.clear()
    this.#noted.add(word)
    this.#toNote.push(place)
  }

  async #look(): Promise<void> {
    const { log } = this.#options
    try {
      await this.#note()
      for (const platform of this.#platforms) await this.#lookAt(platform)
    } catch (error) {
      log.warn({ error: whyOf(error) }, 'whether something was missed could not be looked at')
    }
  }

  async #note(): Promise<void> {
    const places = this.#toNote
    if (places.length === 0) return
    this.#toNote = []
    await this.#options.parts.store.work(actor, async (work) => {
      for (const place of places) await noteChannel(work, place)
    })
  }

  async #lookAt(platform: Platform): Promise<void> {
    const { parts, clock } = this.#options
    const { name } = platform
    if (this.#reading.has(name) || this.#stopping.signal.aborted) return
    const row = await parts.store.read.one(heardTable, { platform: name })
    const since = platform.listeningSince?.()
    const now = clock.now()
    // From the first look on everything counts, also what happens before the platform reaches us for the first time.
    if (!row || (since && since <= row.until && now.getTime() - row.until.getTime() < asleep)) {
      return parts.store.work(actor, (work) => heardUntil(work, name, now))
    }
    if (!since) return
    if ((this.#failed.get(name)?.notBefore ?? now) > now) return
    const from = new Date(Math.max(row.until.getTime(), after(now, -farthestBack).getTime()))
    const reading = this.#read(platform, { from, until: now }).finally(() => this.#reading.delete(name))
    this.#reading.set(name, reading)
  }

  /** Whoever waits for a lease has to look at it twice. */
  #leaseOf(name: string): Lease {
    const lease = this.#leases.get(name) ?? this.#options.leases(`catch-up/${name}`)
    this.#leases.set(name, lease)
    return lease
  }

  /** Whoever reads may have died. */
  #lookSoon(): void {
    clearTimeout(this.#soon)
    if (this.#timer) this.#soon = setTimeout(this.#again, silence)
  }

  /** One process of several reads; the others look on, and find nothing left to do. */
  async #read(platform: Platform, gap: Gap): Promise<void> {
    const { clock, log } = this.#options
    const { name } = platform
    const lease = this.#leaseOf(name)
    const ending = new AbortController()
    const signal = AbortSignal.any([ending.signal, this.#stopping.signal])
    let beating: NodeJS.Timeout | undefined
    try {
      if (!(await lease.take())) return this.#lookSoon()
      beating = setInterval(() => {
        lease.keep(undefined).then(
          (ours) => ours || ending.abort(),
          () => undefined,
        )
      }, seconds(2))
      await readMissed(this.#options, platform, gap, signal)
      this.#failed.delete(name)
    } catch (error) {
      if (signal.aborted) return log.info({ platform: name }, 'reading what was missed was broken off')
      const times = (this.#failed.get(name)?.times ?? 0) + 1
      const pause = Math.max(pauseAfter(times), (error instanceof Outage && error.detail.retryAfter) || 0)
      this.#failed.set(name, { times, notBefore: after(clock.now(), pause) })
      log.warn({ platform: name, times, pause, error: whyOf(error) }, 'what was missed could not be read to its end')
    } finally {
      clearInterval(beating)
      await lease.release(undefined).catch(() => undefined)
    }
  }
}

export interface Gap {
  readonly from: Date
  readonly until: Date
}

const whyOf = (error: unknown): string => (error instanceof Outage ? error.message : traceOf(error))

const pauseAfter = (times: number): number => Math.min(minutes(10), every * 2 ** Math.min(times - 1, 6))
