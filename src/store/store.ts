import { AsyncLocalStorage } from 'node:async_hooks'
import type { DataSource } from 'typeorm'
import type { Clock } from '../kernel/clock.js'
import { type AuditEntry, append, type Head } from './audit.js'
import { seen } from './errors.js'
import { type Changed, type Link, postgresReading, type Reading, sqliteLink } from './link.js'
import { deleteOf, findTail, insertAllOf, insertOf, read, selectOf, updateOf } from './rows.js'
import { type Location, type Migrations, openReading, openSource } from './source.js'
import { type Done, inTransactions, oneAtATime } from './units.js'
import { type Actor, actorWord, type Reader, type Store, type Work } from './work.js'

/** Opens the store: connects, brings the schema up to date, and gives the one door to it. */
export async function openStore(options: {
  readonly location: Location
  readonly migrations: Migrations
  readonly clock: Clock
  readonly migrate?: boolean
}): Promise<Store> {
  const source = await openSource(options.location, options.migrations)
  if (options.migrate !== false) await migrate(source)
  const reading = await openReading(options.location)
  const dialect = options.location.dialect
  const joined = onlyWhileOpen()
  const trail: Trail = { dialect }
  const looks = linkTo(reading)
  const units = dialect === 'sqlite' ? oneAtATime(source, () => lose(trail)) : inTransactions(source)
  return {
    dialect,
    read: readerOn(dialect, looks),
    async work(actor, fn) {
      const current = joined.getStore()
      if (current?.open) return fn(current.work)
      return units.run((link) => unit({ link, dialect, actor, clock: options.clock, trail, joined }, fn))
    },
    async close() {
      await looks.end()
      await units.end()
      await reading.destroy()
      await source.destroy()
    },
  }
}

/** The connection, or the pool, that only reads. */
const linkTo = (source: DataSource): Reading =>
  source.options.type === 'postgres' ? postgresReading(source) : sqliteLink(source)

/** Opens the database for looking only, also while a process serves it. It must exist already. */
export async function openReader(location: Location): Promise<{ readonly read: Reader; close(): Promise<void> }> {
  const source = await openReading(location)
  const looks = linkTo(source)
  return {
    read: readerOn(location.dialect, looks),
    async close() {
      await looks.end()
      await source.destroy()
    },
  }
}

/** Several processes may start at once on PostgreSQL: one of them migrates, the others wait. */
async function migrate(source: DataSource): Promise<void> {
  if (source.options.type !== 'postgres') return void (await source.runMigrations())
  const runner = source.createQueryRunner()
  try {
    await runner.query('SELECT pg_advisory_lock(7260)')
    await source.runMigrations()
  } finally {
    await runner.query('SELECT pg_advisory_unlock(7260)').catch(() => undefined)
    await runner.release()
  }
}

/**
 * Where the audit trail ends. SQLite has one writer, so the head is remembered between units; what a unit that fails
 * appended is forgotten with it.
 */
interface Trail {
  readonly dialect: 'sqlite' | 'postgres'
  head?: Head | undefined
}

async function extend(trail: Trail, work: Work, entries: readonly AuditEntry[]): Promise<void> {
  const head = await append(work, actorWord(work.actor), entries, trail.head)
  if (trail.dialect === 'sqlite') trail.head = head
}

/** A unit was undone: where the trail ends is read again. */
function lose(trail: Trail): void {
  trail.head = undefined
}

/** `?` marks become `$1`, `$2`, … for PostgreSQL. No statement of ours holds a question mark in a literal. */
const marked = new Map<string, string>()
function forDialect(dialect: 'sqlite' | 'postgres', sql: string): string {
  if (dialect === 'sqlite') return sql
  const there = marked.get(sql)
  if (there) return there
  let n = 0
  const made = sql.replace(/\?/g, () => `$${++n}`)
  if (marked.size < 2_000) marked.set(sql, made)
  return made
}

function readerOn(dialect: 'sqlite' | 'postgres', link: Pick<Link, 'rows'>): Reader {
  const rows = async <Raw>(sql: string, params: readonly unknown[] = []): Promise<readonly Raw[]> => {
    try {
      return (await link.rows(forDialect(dialect, sql), params)) as Raw[]
    } catch (error) {
      throw seen(error)
    }
  }
  const select: Reader['select'] = async (table, tail, params) => {
    const found = await rows<Record<string, unknown>>(selectOf(table, tail), params)
    return found.map((raw) => read(table, raw))
  }
  const find: Reader['find'] = (table, where) => {
    const tail = findTail(table, where)
    return select(table, tail.sql, tail.params)
  }
  return { dialect, rows, select, find, one: async (table, where) => (await find(table, where))[0] }
}

/**
 * Node tracks every promise of the process while any such storage is in use, so this one is let go of whenever no unit is
 * open: what only reads does not pay for it.
 */
function onlyWhileOpen(): Inside {
  const storage = new AsyncLocalStorage<Joined>()
  let open = 0
  return {
    getStore: () => storage.getStore(),
    async run(unit, fn) {
      open++
      try {
        return await storage.run(unit, fn)
      } finally {
        if (--open === 0) storage.disable()
      }
    },
  }
}

interface Inside {
  getStore(): Joined | undefined
  run<T>(unit: Joined, fn: () => Promise<T>): Promise<T>
}

/** The unit that a call was made in, for the calls inside it. */
interface Joined {
  readonly work: Work
  /** False when it has ended: what was left running must neither join it nor write through it. */
  open: boolean
}

interface Unit {
  readonly link: Link
  readonly dialect: 'sqlite' | 'postgres'
  readonly actor: Actor
  readonly clock: Clock
  readonly trail: Trail
  readonly joined: Inside
}

/** Does `fn` in a unit that has begun, and writes its audit entries last. */
async function unit<T>(begun: Unit, fn: (work: Work) => Promise<T>): Promise<Done<T>> {
  const then: (() => void)[] = []
  const entries: AuditEntry[] = []
  const whileOpen = (): Link => {
    if (!inside.open) throw new Error('this unit of work has ended')
    return begun.link
  }
  const link: Link = {
    end: begun.link.end,
    rows: async (sql, params) => whileOpen().rows(sql, params),
    change: async (sql, params) => whileOpen().change(sql, params),
  }
  const work = workOn(begun, link, then, entries)
  const inside: Joined = { work, open: true }
  try {
    const value = await begun.joined.run(inside, () => fn(work))
    if (entries.length > 0) await extend(begun.trail, work, entries)
    return { value, then }
  } finally {
    inside.open = false
  }
}

function workOn({ dialect, actor, clock }: Unit, link: Link, then: (() => void)[], entries: AuditEntry[]): Work {
  const change = (sql: string, params: readonly unknown[]): Promise<Changed> =>
    link.change(forDialect(dialect, sql), params)
  const reader = readerOn(dialect, link)
  const run: Work['run'] = async (sql, params = []) => (await change(sql, params)).affected
  return {
    ...reader,
    actor,
    now: clock.now(),
    run,
    async returning<Raw>(sql: string, params: readonly unknown[] = []) {
      if (dialect === 'sqlite') return (await link.rows(sql, params)) as Raw[]
      return (await change(sql, params)).rows as Raw[]
    },
    async insert(table, row) {
      const serial = table.options.columns['id' as never] as { generated?: string } | undefined
      const wantsId = dialect === 'postgres' && serial?.generated === 'increment'
      const { sql, params } = insertOf(table, row, wantsId ? 'RETURNING id' : '')
      const done = await change(sql, params)
      return Number(done.lastId ?? (done.rows[0] as { id?: number } | undefined)?.id ?? 0)
    },
    async insertAll(table, rows) {
      if (rows.length === 0) return
      const { sql, params } = insertAllOf(table, rows)
      await run(sql, params)
    },
    async insertNew(table, row) {
      const { sql, params } = insertOf(table, row, 'ON CONFLICT DO NOTHING')
      return (await run(sql, params)) > 0
    },
    async update(table, where, set) {
      const { sql, params } = updateOf(table, where, set)
      return run(sql, params)
    },
    async remove(table, where) {
      const { sql, params } = deleteOf(table, where)
      return run(sql, params)
    },
    async hold(table, where) {
      const tail = findTail(table, where)
      const lock = dialect === 'postgres' ? ' FOR UPDATE' : ''
      return (await reader.select(table, tail.sql + lock, tail.params))[0]
    },
    afterCommit: (what) => void then.push(what),
    audit: (kind, subject, data = {}) => void entries.push({ kind, subject, data }),
  }
}
