import { pino } from 'pino'
import type { AccountRef, Place } from '../../src/chat/address.js'
import type { Card } from '../../src/chat/card.js'
import { createVoices } from '../../src/chat/language.js'
import type { Platform } from '../../src/chat/platform.js'
import {
  createOutbox,
  createRelay,
  type Notice,
  noticesWords,
  type Outbox,
  type Present,
  type Relay,
} from '../../src/notices/index.js'
import type { Actor, Store, Work } from '../../src/store/index.js'
import { type ManualClock, manualClock } from '../builders/clock.js'
import { LedgerPlatform } from '../builders/ledger-platform.js'
import { type Dialect, openTestStore, type TestStore } from '../builders/store.js'

const desk: Actor = { kind: 'desk', job: 'test' }
export const channel = (name: string, platform = 'ledger'): Place => ({ platform, workspace: 'W', channel: name })
export const account = (user: string, platform = 'ledger'): AccountRef => ({ platform, workspace: 'W', user })

/** An outbox, a relay and a platform on a real store, with records that are titles in a map. */
export interface Relaying {
  readonly store: TestStore
  readonly clock: ManualClock
  readonly outbox: Outbox
  readonly relay: Relay
  readonly ledger: LedgerPlatform
  /** Says what a record shows from now on. */
  name(record: number, title: string): Promise<void>
  do<T>(fn: (work: Work) => Promise<T>): Promise<T>
  tell(...notices: readonly Notice[]): Promise<void>
  /** Changes a record and refreshes its cards. */
  rename(record: number, title: string): Promise<void>
  /** A second process on the same database, or a successor of a dead one. */
  another(options?: {
    readonly store?: Store
    readonly wait?: Wait
    readonly atOnce?: number
    readonly trueNow?: () => Promise<Date>
  }): Relay
  /** Passes, and moves the clock on to the next second, so many times. */
  seconds(n: number): Promise<void>
  close(): Promise<void>
}

type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>
/** How long a platform may take: half the lease. */
export const patience = 30_000
/** A timer that never rings: nothing is ever late. */
export const never: Wait = () => new Promise(() => undefined)

/** Rests until the signal, or for a breath; patience ends with the signal alone. */
export const rung: Wait = (milliseconds, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve())
    if (milliseconds !== patience) setImmediate(resolve)
  })

/** Asks again until it is so. */
export async function until(so: () => Promise<boolean>): Promise<void> {
  while (!(await so())) await new Promise(setImmediate)
}

export interface Setting {
  readonly fallback?: (place: Place, record: number | undefined) => Place | undefined
  readonly platforms?: (clock: ManualClock) => readonly Platform[]
  readonly traits?: ConstructorParameters<typeof LedgerPlatform>[2]
}

export async function openRelaying(dialect: Dialect, setting: Setting = {}): Promise<Relaying> {
  const clock = manualClock()
  const store = await openTestStore(dialect, clock)
  const ledger = new LedgerPlatform('ledger', clock, setting.traits)
  await store.work(desk, (work) =>
    work.run('CREATE TABLE "title" ("record" integer PRIMARY KEY, "title" text NOT NULL)'),
  )
  let n = 0
  const ids = { next: () => `id${++n}` }
  const outbox = createOutbox({ ids })
  const platforms = new Map([ledger, ...(setting.platforms?.(clock) ?? [])].map((each) => [each.name, each]))
  const voices = createVoices([noticesWords])
  const present: Present = async (what, language) => {
    if (what.show === 'notice') return what.card ?? cardOf(voices.in(language).say(what.words, what.params))
    const [record] = await store.read.rows<{ title: string }>('SELECT "title" FROM "title" WHERE "record" = ?', [
      what.record,
    ])
    if (record && what.show === 'past') return cardOf(what.because === 'moved' ? `${record.title}, below` : 'blanked')
    return record && cardOf(what.show === 'entry' ? `entry ${what.entry}` : record.title)
  }
  const another: Relaying['another'] = (options = {}) =>
    createRelay({
      store,
      outbox,
      platforms,
      present,
      voices,
      languageOf: (target) => ('user' in target && target.user === 'dagny' ? 'da' : 'en'),
      fallback: setting.fallback ?? (() => undefined),
      admins: (platform) => (platform === 'ledger' ? [account('ada')] : []),
      clock,
      ids,
      log: pino({ level: 'silent' }),
      wait: never,
      ...options,
    })
  const relay = another()
  const work: Relaying['do'] = (fn) => store.work(desk, fn)
  return {
    store,
    clock,
    outbox,
    relay,
    ledger,
    name: (record, title) => work((unit) => entitle(unit, record, title)),
    do: work,
    another,
    async tell(...notices) {
      for (const notice of notices) await work((unit) => outbox.tell(unit, notice))
    },
    async rename(record, title) {
      await work(async (unit) => {
        await entitle(unit, record, title)
        await outbox.refresh(unit, record)
      })
    },
    async seconds(times) {
      for (let i = 0; i < times; i++) {
        await relay.pass()
        clock.forward(1_000)
      }
    },
    close: () => store.close(),
  }
}

async function entitle(work: Work, record: number, title: string): Promise<void> {
  await work.run(
    'INSERT INTO "title" ("record", "title") VALUES (?, ?) ON CONFLICT ("record") DO UPDATE SET "title" = excluded."title"',
    [record, title],
  )
}

const cardOf = (title: string): Card => ({ title: [title], tone: 'plain', blocks: [] })

/** A card of record 7 in a channel, whose key is `card/<channel>`. */
export const card = (
  to: Notice['to'],
  record = 7,
  key = `card/${'person' in to ? to.person.user : to.channel}/${record}`,
): Notice => ({
  key,
  lane: 'update',
  to,
  what: { show: 'card', record },
})

export const entry = (to: Notice['to'], n: number, lane: Notice['lane'] = 'update', record = 7): Notice => ({
  key: `entry/${record}/${n}`,
  lane,
  to,
  what: { show: 'entry', record, entry: n },
})

/** A plain sentence: its words are a card of its own. */
export const note = (to: Notice['to'], says: string, lane: Notice['lane'] = 'update'): Notice => ({
  key: `note/${says}`,
  lane,
  to,
  what: { show: 'notice', words: '', params: {}, card: cardOf(says) },
})
