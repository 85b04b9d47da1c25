import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Assembled, assemble } from '../../src/assemble.js'
import type { Address } from '../../src/chat/address.js'
import type { Hand, Read, Watch } from '../../src/chat/catch-up.js'
import type { FileRef, Inbound } from '../../src/chat/inbound.js'
import type { KeptOccasions, Occasion } from '../../src/chat/occasion.js'
import { NoFile, type OpenFile, type Platform } from '../../src/chat/platform.js'
import type { Reply } from '../../src/chat/reply.js'
import type { Config } from '../../src/config.js'
import { jobsOf } from '../../src/jobs.js'
import type { Ids } from '../../src/kernel/ids.js'
import { known } from '../../src/known.js'
import { createDesks } from '../../src/organisation/index.js'
import { type Entry, entriesOf, findRecord, type Rec } from '../../src/records/index.js'
import type { Store } from '../../src/store/index.js'
import { type ManualClock, manualClock } from './clock.js'
import { inn } from './inn.js'
import { LedgerPlatform, type Standing } from './ledger-platform.js'
import { type PersonAtDesk, personAt } from './person-at-desk.js'
import { type Dialect, openTestStore, type TestStore } from './store.js'

/** A chat platform in memory that also remembers what was answered late. */
export class ChatInMemory extends LedgerPlatform {
  readonly late: { readonly inbound: Inbound; readonly reply: Reply }[] = []
  /** Since when it has been heard; nothing while it is away. */
  hears: Date | undefined = this.clock.now()
  /** What is found by the next reading of what was missed, and what was asked each time. */
  missed: Inbound[] = []
  readonly read: Watch[] = []
  /** What it finds when it looks at itself. */
  examine?: NonNullable<Platform['examine']>

  listeningSince(): Date | undefined {
    return this.hears
  }

  async catchUp(watch: Watch, hand: Hand): Promise<Read> {
    this.read.push(watch)
    for (const inbound of this.missed) await hand(inbound)
    return { places: watch.places.length, closed: [] }
  }

  /** The bytes of files by their ids; what is not here was deleted. */
  readonly files = new Map<string, string>()

  async openFile({ id = '', type, size }: FileRef): Promise<OpenFile> {
    const bytes = this.files.get(id)
    if (bytes === undefined) throw new NoFile('gone', id)
    const told = { ...(type === undefined ? {} : { type }), ...(size === undefined ? {} : { size }) }
    return { ...told, body: new Blob([bytes]).stream() as ReadableStream<Uint8Array> }
  }

  /** What each workspace was told is ahead, the last time. */
  readonly ahead = new Map<string, readonly Occasion[]>()

  async keepOccasions(workspace: string, occasions: readonly Occasion[]): Promise<KeptOccasions> {
    this.ahead.set(workspace, occasions)
    return { made: occasions.length, changed: 0, removed: 0, left: 0 }
  }

  override async answerLate(inbound?: Inbound, reply?: Reply): Promise<void> {
    if (inbound && reply) this.late.push({ inbound, reply })
  }
}

/** A whole desk in one process: the real rooms over a real database, two chat platforms in memory, a clock by hand. */
export interface DeskUnderTest extends Pick<Assembled, 'house' | 'parts' | 'relay' | 'runner' | 'desks' | 'catchUp'> {
  readonly store: TestStore
  readonly clock: ManualClock
  /** Where most people are. */
  readonly chat: ChatInMemory
  /** A second platform, on which only some of them are. */
  readonly talk: ChatInMemory
  /** What went wrong on our side since the desk was opened: empty unless the test wants it. */
  readonly faults: readonly unknown[]
  /** Someone at the desk: of the desk file, or a stranger by any other word. */
  as(person: string, on?: 'chat' | 'talk'): PersonAtDesk
  /** The card of a record that stands in a channel, any that is no direct conversation unless told. Fails when there is none. */
  card(number: string, channel?: string): Standing
  /** What stands in the thread of a record's card, oldest first. */
  thread(number: string, channel?: string): readonly Standing[]
  /** What the desk wrote to somebody directly. */
  directTo(person: string, on?: 'chat' | 'talk'): readonly Standing[]
  record(number: string): Promise<Rec>
  history(number: string): Promise<readonly Entry[]>
  /** Sends all that waits, and comes back when it stands. */
  relayed(): Promise<void>
  /** Runs a job in its slot, as the clock would; tells whether it ran here. */
  run(job: string): Promise<boolean>
  /** Puts another desk file in force. */
  apply(source: string): Promise<void>
  /** How many rows stand in a table. */
  rows(table: string): Promise<number>
  /** A second process over the same database, with chat platforms of its own. PostgreSQL only. */
  beside(): Promise<DeskUnderTest>
  close(): Promise<void>
}

export interface Opening {
  readonly dialect: Dialect
  readonly at?: string
  /** The desk file; the small inn unless told. */
  readonly file?: string
  /** What goes between the desk and its store, to disturb it. */
  readonly through?: (store: TestStore) => TestStore
  /** Settings besides those of every test. */
  readonly config?: Partial<Config>
}

/** Opens a desk on a fresh database. Whoever opens it closes it. */
export async function openDesk({
  dialect,
  at,
  file = inn(),
  through = (same) => same,
  config = {},
}: Opening): Promise<DeskUnderTest> {
  const clock = manualClock(at)
  const store = through(await openTestStore(dialect, clock))
  return deskOver(store, store, clock, file, config)
}

/** A desk over a store that is open already; without a file the one in force is taken. */
export async function deskOver(
  store: Store,
  origin: TestStore,
  clock: ManualClock,
  file?: string,
  settings: Partial<Config> = {},
): Promise<DeskUnderTest> {
  const dataDir = mkdtempSync(join(tmpdir(), 'frontdesk-desk-'))
  const faults: unknown[] = []
  const chat = new ChatInMemory('chat', clock, { pace: 0, pins: true })
  const talk = new ChatInMemory('talk', clock, { pace: 0 })
  const log = pino({ level: 'error' }, { write: (line: string) => void faults.push(JSON.parse(line)) })
  const desks = createDesks({ store, log })
  if (file === undefined) await desks.load()
  else await desks.apply({ kind: 'operator' }, file, known)
  const base: Config = { host: '127.0.0.1', port: 0, location: nowhere, deskFile: '', dataDir, logLevel: 'silent' }
  const config: Config = { ...base, ...settings }
  const around = { config, clock, ids: countedIds(), log, also: [chat, talk], web: false }
  const { house, parts, relay, runner, catchUp } = await assemble(around, store, desks)
  const desk: DeskUnderTest = {
    house,
    parts,
    relay,
    runner,
    catchUp,
    desks,
    store: { ...origin, ...store },
    clock,
    chat,
    talk,
    faults,
    as: (person, on = 'chat') => personAt(desk, person, desk[on]),
    card: (number, channel) => only(standing(chat, `${number}/card/`, channel), `a card of ${number}`),
    thread: (number, channel) => {
      const { address } = desk.card(number, channel)
      return chat.messages.filter((message) => isReply(message.address, address))
    },
    directTo: (person, on = 'chat') => desk[on].in(`D-${person}`),
    async record(number) {
      const record = await findRecord(store.read, number)
      if (!record) throw new Error(`there is no ${number}`)
      return record
    },
    history: async (number) => entriesOf(store.read, (await desk.record(number)).id),
    async relayed() {
      await relay.pass()
    },
    async run(name) {
      const job = jobsOf(parts).find((one) => one.name === name)
      if (!job) throw new Error(`there is no job ${name}`)
      return runner.run(job)
    },
    apply: async (source) => void (await desks.apply({ kind: 'operator' }, source, known)),
    rows: async (table) => {
      const [row] = await store.read.rows<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`)
      return Number(row?.n)
    },
    beside: async () => deskOver(await origin.beside(clock), origin, clock, undefined, settings),
    async close() {
      house.stop()
      await catchUp.stop()
      await runner.stop()
      await parts.automation.stop()
      await relay.stop()
      if (file !== undefined) await store.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return desk
}

const nowhere: Config['location'] = { dialect: 'sqlite', file: 'the-store-is-open-already' }

/** Ids that count, so that a failing test says the same twice. */
function countedIds(): Ids {
  const lot = randomBytes(3).toString('hex')
  let n = 0
  return { next: () => `id${lot}${++n}` }
}

const standing = (chat: LedgerPlatform, key: string, channel?: string): readonly Standing[] =>
  chat.messages.filter(
    ({ key: own, address }) =>
      own.startsWith(key) && (channel ? address.channel === channel : !address.channel.startsWith('D-')),
  )

const isReply = (message: Address, root: Address): boolean =>
  message.channel === root.channel && message.thread === (root.thread ?? root.message)

function only<T>(found: readonly T[], what: string): T {
  const [first] = found
  if (!first) throw new Error(`there is no ${what}`)
  return first
}
