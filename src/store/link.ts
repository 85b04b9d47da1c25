import type sqlite3 from 'sqlite3'
import type { DataSource, QueryRunner } from 'typeorm'

/** One connection on which statements run, whatever the database. `?` marks are the dialect's already. */
export interface Link {
  /** Lets go of what is kept ready; the connection can be closed then. */
  end(): Promise<void>
  rows(sql: string, params: readonly unknown[]): Promise<readonly unknown[]>
  change(sql: string, params: readonly unknown[]): Promise<Changed>
}

export type Reading = Pick<Link, 'rows' | 'end'>

export interface Changed {
  readonly affected: number
  /** What `RETURNING` gave. */
  readonly rows: readonly unknown[]
  /** SQLite: the id of the row that was inserted last. */
  readonly lastId?: number
}

/** Statements kept ready on a connection; ours are some hundred, those with lists of marks come and go. */
const kept = 400

/**
 * SQLite's connection under TypeORM's, with its statements kept prepared: preparing costs more than running on the hot
 * way of a report. Calls on one connection run one after the other in the order in which they were made.
 */
export function sqliteLink(source: DataSource): Link {
  const { databaseConnection: database } = source.driver as unknown as { databaseConnection: sqlite3.Database }
  const ready = new Map<string, Prepared>()
  const prepared = (sql: string): Prepared => {
    const there = ready.get(sql)
    if (there) {
      // The one used last stands last: the first one is forgotten first.
      ready.delete(sql)
      ready.set(sql, there)
      return there
    }
    const made = prepare(database, sql, () => void ready.delete(sql))
    ready.set(sql, made)
    const [oldest] = ready
    if (ready.size > kept && oldest) {
      ready.delete(oldest[0])
      oldest[1].statement.finalize()
    }
    return made
  }
  return {
    async end() {
      const all = [...ready.values()]
      ready.clear()
      await Promise.all(all.map(({ statement }) => new Promise<void>((resolve) => statement.finalize(() => resolve()))))
    },
    rows: (sql, params) =>
      new Promise((resolve, reject) => {
        const { statement, unprepared } = prepared(sql)
        unprepared?.add(reject)
        statement.all(params, (error: Error | null, rows: unknown[]) => (error ? reject(error) : resolve(rows)))
      }),
    change: (sql, params) =>
      new Promise((resolve, reject) => {
        const { statement, unprepared } = prepared(sql)
        unprepared?.add(reject)
        statement.run(params, function (this: sqlite3.RunResult, error: Error | null) {
          if (error) reject(error)
          else resolve({ affected: this.changes, rows: [], lastId: this.lastID })
        })
      }),
  }
}

/** A connection of PostgreSQL's pool. It takes one statement at a time, so they are put in line. */
export function postgresLink(runner: QueryRunner): Link {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
    const turn = last.then(ask)
    last = turn.catch(() => undefined)
    return turn
  }
  return {
    end: async () => undefined,
    rows: (sql, params) => inTurn(async () => (await runner.query(sql, [...params], true)).records),
    change: (sql, params) =>
      inTurn(async () => {
        const { affected, records } = await runner.query(sql, [...params], true)
        return { affected: affected ?? 0, rows: records ?? [] }
      }),
  }
}

interface Prepared {
  readonly statement: sqlite3.Statement
  /** Who waits for it to be prepared; gone once it is. */
  readonly unprepared: Set<(error: Error) => void> | undefined
}

/** A statement that cannot be prepared never calls back whoever runs it: they are told here, or would wait for ever. */
function prepare(database: sqlite3.Database, sql: string, failed: () => void): Prepared {
  let waiting: Set<(error: Error) => void> | undefined = new Set()
  let wrong: Error | undefined
  const statement = database.prepare(sql, (error: Error | null) => {
    const told = waiting
    waiting = undefined
    if (!error) return
    wrong = error
    failed()
    for (const reject of told ?? []) reject(error)
  })
  // A closed database says no before anybody could wait.
  if (wrong) throw wrong
  return {
    statement,
    get unprepared() {
      return waiting
    },
  }
}

/** PostgreSQL's pool for reading: each statement takes whichever connection is free. */
export const postgresReading = (source: DataSource): Reading => ({
  end: async () => undefined,
  rows: (sql, params) => source.query(sql, [...params]),
})
