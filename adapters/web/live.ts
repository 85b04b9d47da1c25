import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import type { AccountRef } from '../../src/chat/address.js'
import { accountWord } from '../../src/chat/address.js'
import type { ShelfMessage } from '../../src/chat/shelf.js'
import type { Clock } from '../../src/kernel/clock.js'
import { seconds } from '../../src/kernel/duration.js'
import { type ConsoleDoors, directOf } from './doors.js'

export interface LiveEvent {
  readonly event: 'message' | 'answer' | 'record' | 'reload' | 'tick'
  readonly data: string
  readonly id?: string
}

/** One open stream. */
export interface Listener {
  readonly session: string
  readonly account: AccountRef
  /** The last change this browser has seen. */
  readonly since: number
  /** Words a message for this reader. */
  message(message: ShelfMessage): string
  /** The record page that is open, rendered anew; undefined when it may not be seen any more. */
  record?(): Promise<string | undefined>
  send(event: LiveEvent): void
  end(): void
}

export interface Live {
  /** Starts serving a stream; call what is returned when it ends. */
  join(listener: Listener): () => void
  /** Something was just put down here: look at once. */
  kick(): void
  /** Sends the outcome of an earlier request to the browsers of an account. False when none is open. */
  answer(account: AccountRef, data: string): boolean
  endSession(session: string): void
  stop(): void
}

interface Guest extends Listener {
  seen: number
  page?: string
}

const batch = 200
const farBehind = 1_000
const beatEvery = seconds(15)
const rememberAccess = seconds(3)
const rememberAnswers = seconds(120)

/**
 * Brings what changed on the shelf to the browsers that may see it: one look a second while anybody is connected,
 * whoever changed it and in whatever process, and at once after a change made here.
 */
export function createLive(
  { doors, clock, log }: { readonly doors: ConsoleDoors; readonly clock: Clock; readonly log: Logger },
  every = seconds(1),
): Live {
  const guests = new Set<Guest>()
  const access = new Map<string, { readonly at: number; readonly channels: ReadonlySet<string> }>()
  let answers: { readonly account: string; readonly at: number; readonly data: string }[] = []
  let timer: NodeJS.Timeout | undefined
  let looking = false
  let again = false
  let beatAt = 0

  async function channelsOf(account: AccountRef): Promise<ReadonlySet<string>> {
    const known = access.get(accountWord(account))
    const now = clock.now().getTime()
    if (known && now - known.at < rememberAccess && now >= known.at) return known.channels
    const channels = new Set((await doors.channels(account)).map((channel) => channel.id))
    channels.add(directOf(account.user))
    access.set(accountWord(account), { at: now, channels })
    return channels
  }

  /** A reply changes what stands below the message it hangs from: that one goes along. */
  async function withRoots(news: readonly ShelfMessage[]): Promise<readonly (readonly ShelfMessage[])[]> {
    return Promise.all(
      news.map(async (message) => {
        const { thread, ...place } = message.address
        if (thread === undefined) return [message]
        const root = await doors.shelf.get({ ...place, message: thread })
        return root ? [message, root] : [message]
      }),
    )
  }

  async function show(guest: Guest, news: readonly (readonly ShelfMessage[])[]): Promise<void> {
    const channels = await channelsOf(guest.account)
    for (const [message, ...roots] of news) {
      if (!message || message.seq <= guest.seen) continue
      guest.seen = message.seq
      if (!channels.has(message.address.channel)) continue
      for (const one of [message, ...roots]) {
        guest.send({ event: 'message', data: guest.message(one), id: String(message.seq) })
      }
    }
  }

  /** Every guest gets what it has not seen. Guests that are level share one look at the shelf. */
  async function serve(): Promise<void> {
    const looks = new Map<number, Promise<readonly (readonly ShelfMessage[])[]>>()
    const look = (seen: number) => {
      const made = looks.get(seen) ?? doors.shelf.since(seen, batch).then(withRoots)
      looks.set(seen, made)
      return made
    }
    for (const guest of guests) {
      for (let taken = 0; guests.has(guest); ) {
        const news = await look(guest.seen)
        if (news.length === 0) break
        taken += news.length
        if (taken > farBehind) {
          guest.send({ event: 'reload', data: '{}' })
          guest.seen = await doors.shelf.latest()
          break
        }
        await show(guest, news)
        if (news.length < batch) break
      }
      await showRecord(guest)
    }
    beat()
  }

  async function showRecord(guest: Guest): Promise<void> {
    if (!guest.record) return
    const html = (await guest.record()) ?? ''
    const print = createHash('sha256').update(html).digest('base64')
    // The first time too: the record may have changed between the page's rendering and this stream.
    if (guest.page !== print) {
      guest.send(html === '' ? { event: 'reload', data: '{}' } : { event: 'record', data: JSON.stringify({ html }) })
    }
    guest.page = print
  }

  /** Keeps proxies from closing a quiet stream, and brings the browser's last event id up to date. */
  function beat(): void {
    const now = clock.now().getTime()
    if (now - beatAt < beatEvery && now >= beatAt) return
    beatAt = now
    for (const guest of guests) guest.send({ event: 'tick', data: '{}', id: String(guest.seen) })
  }

  /** One look at a time; a kick during a look makes one more follow it. */
  function kick(): void {
    again = true
    if (!looking) void lookAgain()
  }

  async function lookAgain(): Promise<void> {
    looking = true
    while (again && guests.size > 0) {
      again = false
      // A look that fails is made again in a second; the browsers notice nothing but the delay.
      await serve().catch((error) => log.warn({ err: error }, 'the console could not look for news'))
    }
    looking = false
  }

  function leave(guest: Guest): void {
    guests.delete(guest)
    if (guests.size > 0 || !timer) return
    clearInterval(timer)
    timer = undefined
  }

  return {
    join(listener) {
      const guest: Guest = { ...listener, seen: listener.since }
      guests.add(guest)
      timer ??= setInterval(kick, every)
      for (const late of answers) {
        if (late.account === accountWord(listener.account)) guest.send({ event: 'answer', data: late.data })
      }
      kick()
      return () => leave(guest)
    },
    kick,
    answer(account, data) {
      const now = clock.now().getTime()
      answers = answers.filter(({ at }) => now - at < rememberAnswers).slice(-200)
      const there = [...guests].filter((guest) => accountWord(guest.account) === accountWord(account))
      if (there.length === 0) return false
      // Kept for a while, for a stream that was already dead when we wrote to it.
      answers.push({ account: accountWord(account), at: now, data })
      for (const guest of there) guest.send({ event: 'answer', data })
      return true
    },
    endSession(session) {
      for (const guest of [...guests]) if (guest.session === session) guest.end()
    },
    stop() {
      for (const guest of [...guests]) guest.end()
      clearInterval(timer)
      timer = undefined
    },
  }
}
