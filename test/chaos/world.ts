import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrations } from '../../migrations/index.js'
import type { Clock } from '../../src/kernel/clock.js'
import { type Location, openReader, openStore, type Reader, type Store } from '../../src/store/index.js'
import { LedgerPlatform } from '../builders/ledger-platform.js'
import { testPostgres } from '../builders/postgres.js'
import type { Dialect } from '../builders/store.js'

/** What is outside of the processes of a schedule: the true time, the database, and the chat platform. */
export interface World {
  /** The true time. */
  readonly now: number
  readonly home: string
  /** The desk file in force first. */
  readonly file: string
  /** Whether no desk file was applied yet. */
  isEmpty: boolean
  readonly chat: LedgerPlatform
  readonly clocks: Map<Store, Clock>
  readonly reader: Reader
  /** Keys of messages that were posted by a process whose clock was ahead by so much that it may not find them again. */
  readonly ahead: Set<string>
  /** Statements, commits and deliveries so far. */
  steps: number
  /** What went wrong on our side. */
  readonly faults: string[]
  forward(milliseconds: number): void
  complain(dead: boolean, line: string): void
  busy<T>(does: Promise<T>): Promise<T>
  enter(): () => void
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
  /** Waits for something that processes do; time goes on where all of them wait for it. */
  settle<T>(does: Promise<T>): Promise<T>
  openStore(): Promise<Store>
  close(): Promise<void>
}

/** A database with the schema in it, of which schedules get copies. */
export interface Template {
  readonly dialect: Dialect
  copy(home: string): Promise<{ readonly location: Location; drop(): Promise<void> }>
  close(): Promise<void>
}

const never: Clock = { now: () => new Date(0) }

export async function openTemplate(dialect: Dialect): Promise<Template> {
  if (dialect === 'postgres') return postgresTemplate()
  const home = mkdtempSync(join(tmpdir(), 'frontdesk-chaos-'))
  const file = join(home, 'template.sqlite')
  await (await openStore({ location: { dialect, file }, migrations, clock: never })).close()
  return {
    dialect,
    async copy(to) {
      const copied = join(to, 'frontdesk.sqlite')
      copyFileSync(file, copied)
      return { location: { dialect, file: copied }, drop: async () => undefined }
    },
    close: async () => rmSync(home, { recursive: true, force: true }),
  }
}

async function postgresTemplate(): Promise<Template> {
  const url = await testPostgres()
  await (await openStore({ location: { dialect: 'postgres', url }, migrations, clock: never })).close()
  const original = new URL(url).pathname.slice(1)
  const client = new pg.Client({ connectionString: urlOf(url, 'postgres') })
  await client.connect()
  let made = 0
  return {
    dialect: 'postgres',
    async copy() {
      const name = `${original}_${++made}`
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${original}`)
      return {
        location: { dialect: 'postgres', url: urlOf(url, name) },
        drop: async () => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
      }
    },
    close: () => client.end(),
  }
}

function urlOf(url: string, database: string): string {
  const made = new URL(url)
  made.pathname = `/${database}`
  return made.href
}

interface Timer {
  readonly due: number
  readonly ring: () => void
}

export async function openWorld(template: Template, begin: number, file: string): Promise<World> {
  const home = mkdtempSync(join(tmpdir(), 'frontdesk-chaos-'))
  const { location, drop } = await template.copy(home)
  const clocks = new Map<Store, Clock>()
  const timers = new Set<Timer>()
  let now = begin
  let underWay = 0
  const { read, close } = await openReader(location)
  const ring = (): void => {
    for (const timer of [...timers]) if (timer.due <= now) timer.ring()
  }
  const world: World = {
    get now() {
      return now
    },
    home,
    file,
    isEmpty: true,
    chat: new LedgerPlatform('chat', { now: () => new Date(now) }, { pace: 0 }),
    clocks,
    reader: read,
    ahead: new Set(),
    steps: 0,
    faults: [],
    forward(milliseconds) {
      now += milliseconds
      ring()
    },
    complain(dead, line) {
      if (!dead) world.faults.push(line)
    },
    async busy(does) {
      const leave = world.enter()
      try {
        return await does
      } finally {
        leave()
      }
    },
    enter() {
      underWay++
      let inside = true
      return () => {
        if (inside) underWay--
        inside = false
      }
    },
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        const timer: Timer = {
          due: now + milliseconds,
          ring: () => {
            timers.delete(timer)
            resolve()
          },
        }
        if (signal.aborted || milliseconds <= 0) return resolve()
        timers.add(timer)
        signal.addEventListener('abort', timer.ring, { once: true })
      }),
    async settle(does) {
      let done = false
      const ended = does.finally(() => {
        done = true
      })
      ended.catch(() => undefined)
      const until = performance.now() + stuckAfter
      for (let idle = 0; !done; ) {
        if (performance.now() > until) throw new Error('the processes are stuck')
        const before = world.steps
        await turn()
        idle = underWay === 0 && world.steps === before ? idle + 1 : 0
        if (idle < 20) continue
        const [next] = [...timers].toSorted((a, b) => a.due - b.due)
        if (next) world.forward(Math.max(0, next.due - now))
        else await pause()
        idle = 0
      }
      return ended
    },
    async openStore() {
      const late: { store?: Store } = {}
      const clock: Clock = { now: () => (late.store && clocks.get(late.store)?.now()) ?? new Date(now) }
      late.store = await openStore({ location, migrations, clock, migrate: false })
      return late.store
    },
    async close() {
      await close()
      await drop()
      rmSync(home, { recursive: true, force: true })
    },
  }
  return world
}

/** Nothing that a process does takes so long, whatever befalls it; milliseconds. */
const stuckAfter = 30_000

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))
