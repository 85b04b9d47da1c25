import type { DataSource } from 'typeorm'
import { codeOf, seen } from './errors.js'
import { type Link, postgresLink, sqliteLink } from './link.js'

/** What a unit of work came to, and what waits for its commit. */
export interface Done<T> {
  readonly value: T
  readonly then: readonly (() => void)[]
}

/** Runs a unit on a connection, in a transaction that nobody else is in. */
export interface Units {
  /** After this no unit can be run. */
  end(): Promise<void>
  run<T>(fn: (link: Link) => Promise<Done<T>>): Promise<T>
}

/** What waited for the commit. It runs outside of the transaction: a mistake in it can undo nothing any more. */
function committed<T>({ value, then }: Done<T>): T {
  for (const what of then) what()
  return value
}

interface Turn {
  readonly fn: (link: Link) => Promise<Done<unknown>>
  readonly resolve: (done: Done<unknown>) => void
  readonly reject: (error: unknown) => void
}

/** How many units that wait share one commit, and how long the first of them waits for the others; milliseconds. */
const together = 32
const patience = 20

/**
 * SQLite: TypeORM gives every caller the same connection, so two overlapping transactions would become one. All units
 * stand in one queue, one after the other, and nobody else touches the writing connection.
 *
 * Units that wait behind each other share a commit, since a synced commit costs as much as all of a unit's statements:
 * each is a savepoint of its own, so that one that fails takes nothing but its own away. None is answered before the
 * commit that holds it, and when that fails, all of them do; one that failed neither, since it may have failed for what
 * another one had written and nobody else could see yet.
 */
export function oneAtATime(source: DataSource, undone: () => void): Units {
  const link = sqliteLink(source)
  const waiting: Turn[] = []
  let running = false

  async function batch(): Promise<void> {
    const done: { readonly turn: Turn; readonly value: Done<unknown> }[] = []
    const failed: { readonly turn: Turn; readonly error: unknown }[] = []
    const until = performance.now() + patience
    try {
      await link.change('BEGIN IMMEDIATE', [])
      while (waiting.length > 0 && done.length < together && performance.now() < until) {
        const turn = waiting.shift() as Turn
        try {
          done.push({ turn, value: await attempt(turn, done.length === 0) })
        } catch (error) {
          if (done.length === 0) return turn.reject(seen(error))
          failed.push({ turn, error })
        }
      }
      await link.change('COMMIT', [])
    } catch (error) {
      undone()
      await link.change('ROLLBACK', []).catch(() => undefined)
      // Where BEGIN failed nobody has had a turn yet: the first in line hears of it, the others try for themselves.
      if (done.length === 0) waiting.shift()?.reject(seen(error))
      for (const { turn } of [...done, ...failed]) turn.reject(seen(error))
      return
    }
    for (const { turn, value } of done) turn.resolve(value)
    for (const { turn, error } of failed) turn.reject(seen(error))
  }

  /** One unit. The first of a transaction needs no savepoint: when it fails, there is nothing else to keep. */
  async function attempt(turn: Turn, first: boolean): Promise<Done<unknown>> {
    try {
      if (!first) await link.change('SAVEPOINT unit', [])
      const value = await turn.fn(link)
      if (!first) await link.change('RELEASE unit', [])
      return value
    } catch (error) {
      undone()
      if (first) await link.change('ROLLBACK', []).catch(() => undefined)
      else for (const back of ['ROLLBACK TO unit', 'RELEASE unit']) await link.change(back, [])
      throw error
    }
  }

  async function drain(): Promise<void> {
    running = true
    while (waiting.length > 0) await batch()
    running = false
  }

  return {
    end: link.end,
    async run<T>(fn: (link: Link) => Promise<Done<T>>) {
      const done = new Promise<Done<unknown>>((resolve, reject) => waiting.push({ fn, resolve, reject }))
      if (!running) void drain()
      return committed((await done) as Done<T>)
    },
  }
}

/** Serialization failure, deadlock, and a lock that was not to be had. */
const worthAnotherTry = new Set(['40001', '40P01', '55P03'])
const tries = 5

/** PostgreSQL: each unit is a transaction (read committed, rows held where it matters), done again when asked to. */
export function inTransactions(source: DataSource): Units {
  const once = async <T>(fn: (link: Link) => Promise<Done<T>>): Promise<Done<T>> => {
    const runner = source.createQueryRunner()
    try {
      await runner.startTransaction('READ COMMITTED')
      const done = await fn(postgresLink(runner))
      await runner.commitTransaction()
      return done
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined)
      throw error
    } finally {
      await runner.release()
    }
  }
  return {
    end: async () => undefined,
    async run(fn) {
      for (let attempt = 1; ; attempt++) {
        try {
          return committed(await once(fn))
        } catch (error) {
          if (attempt >= tries || !worthAnotherTry.has(codeOf(error))) throw seen(error)
        }
      }
    },
  }
}
