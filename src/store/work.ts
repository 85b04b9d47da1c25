import type { AuditEntry } from './audit.js'
import type { Table } from './rows.js'

/** Who does something: a person, the desk's own job, or the operator at the command line. */
export type Actor =
  | { readonly kind: 'person'; readonly id: string; readonly name: string }
  | { readonly kind: 'desk'; readonly job: string }
  | { readonly kind: 'operator' }

/** Reads. `rows` takes `?` marks on both databases. */
export interface Reader {
  readonly dialect: 'sqlite' | 'postgres'
  rows<Raw>(sql: string, params?: readonly unknown[]): Promise<readonly Raw[]>
  /** `tail` follows `FROM table t`: `WHERE t.state = ? ORDER BY …`. */
  select<Row>(table: Table<Row>, tail: string, params?: readonly unknown[]): Promise<readonly Row[]>
  find<Row>(table: Table<Row>, where: Partial<Row>): Promise<readonly Row[]>
  one<Row>(table: Table<Row>, where: Partial<Row>): Promise<Row | undefined>
}

/**
 * One unit of work: everything in it is committed together or not at all. It is opened by the store alone, and holds no
 * network call: nobody else can write while it is open on SQLite.
 */
export interface Work extends Reader {
  readonly actor: Actor
  readonly now: Date
  /** Inserts, and gives the id when the table's key is a serial. */
  insert<Row>(table: Table<Row>, row: Partial<Row>): Promise<number>
  /** Inserts several rows by one statement; none at all is no harm. */
  insertAll<Row>(table: Table<Row>, rows: readonly Partial<Row>[]): Promise<void>
  /** Inserts unless a row with the same key stands there; tells whether it did. */
  insertNew<Row>(table: Table<Row>, row: Partial<Row>): Promise<boolean>
  /** Changes rows and gives their number; 0 is for the caller to judge. */
  update<Row>(table: Table<Row>, where: Partial<Row>, set: Partial<Row>): Promise<number>
  remove<Row>(table: Table<Row>, where: Partial<Row>): Promise<number>
  /** Runs one statement with `?` marks and gives the number of rows it changed. */
  run(sql: string, params?: readonly unknown[]): Promise<number>
  /** Runs one changing statement that ends with `RETURNING …`. */
  returning<Raw>(sql: string, params?: readonly unknown[]): Promise<readonly Raw[]>
  /** Adds an entry to the audit trail; it is chained and written right before the commit. */
  audit(kind: string, subject: string, data?: AuditEntry['data']): void
  /** Reads one row and holds it until the end of the unit, so that no other process changes it meanwhile. */
  hold<Row>(table: Table<Row>, where: Partial<Row>): Promise<Row | undefined>
  /** Runs after the commit, and never when it fails: to wake a relay or forget a cache. */
  afterCommit(what: () => void): void
}

export interface Store {
  readonly dialect: 'sqlite' | 'postgres'
  /** Sees only what is committed. */
  readonly read: Reader
  /**
   * Does `fn` in one unit of work. On SQLite units run one after the other; on PostgreSQL each is a transaction that is
   * done again when the database asks for it, so `fn` must have no effect outside. A call inside a unit joins it.
   */
  work<T>(actor: Actor, fn: (work: Work) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** How an actor stands in logs and the audit trail. */
export const actorWord = (actor: Actor): string =>
  actor.kind === 'person' ? actor.id : actor.kind === 'desk' ? `desk:${actor.job}` : 'operator'
