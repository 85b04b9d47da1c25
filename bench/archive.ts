import pg from 'pg'
import sqlite3 from 'sqlite3'

/** An archive of years: incidents with their words and histories, written straight into the tables of a desk at rest. */

export const archived = 100_000
/** The numbers begin past what the demo brings. */
export const first = 1_001
/** One in five is open. Every fortieth is private. */
const openEvery = 5
const privateEvery = 40
const batch = 5_000

export interface Archive {
  insert(table: string, rows: readonly Row[]): Promise<void>
  run(sql: string): Promise<void>
  close(): Promise<void>
}

type Row = Readonly<Record<string, string | number | null>>

export async function fill(archive: Archive): Promise<void> {
  await archive.run('BEGIN')
  for (let done = 0; done < archived; done += batch) {
    const numbers = Array.from({ length: batch }, (_, n) => first + done + n)
    await archive.insert('record', numbers.map(recordOf))
    await archive.insert('record_text', numbers.map(textOf))
    await archive.insert('timeline', numbers.flatMap(entriesOf))
  }
  await archive.run(`DELETE FROM "counter" WHERE "prefix" = 'INC'`)
  await archive.insert('counter', [{ prefix: 'INC', last: first + archived }])
  await archive.run('COMMIT')
  await archive.close()
}

const things = ['shower', 'lift', 'printer', 'lock', 'heating', 'television', 'kettle', 'window', 'router', 'lamp']
const faults = ['broken', 'broken again', 'leaking', 'stuck', 'too loud', 'without power', 'missing', 'slow']
const places = ['room', 'corridor', 'kitchen', 'reception', 'spa', 'garage', 'terrace']
const teams = ['reception', 'housekeeping', 'maintenance', 'it']
const services = ['rooms', 'wifi', 'lift', 'reservations', null]
const agents = ['ana', 'lukas', 'marco', 'jonas']
const guests = ['freja', 'emily', 'oliver']

/** Nothing is drawn by chance, so that every run has the same archive. */
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T
const titleOf = (n: number): string =>
  `The ${pick(things, n)} in ${pick(places, Math.trunc(n / 7))} ${n % 400} is ${pick(faults, Math.trunc(n / 3))}`
/** One word that stands in no other record. */
const bodyOf = (n: number): string => `Noticed by a guest this morning. Serial x${n.toString(36)}q.`
const isOpen = (n: number): boolean => n % openEvery === 0
const since = Date.UTC(2024, 0, 1)
const at = (n: number, later = 0): string => new Date(since + n * 600_000 + later * 3_600_000).toISOString()

function recordOf(n: number): Row {
  const open = isOpen(n)
  const taken = !open || n % 3 === 0
  return {
    id: n,
    number: `INC-${n}`,
    practice: 'incident',
    state: open ? (taken ? 'in progress' : 'new') : 'closed',
    open: open ? 1 : 0,
    version: 3,
    title: titleOf(n),
    body: bodyOf(n),
    service: pick(services, n),
    priority: pick([2, 3, 3, 4, 4, 4, 5], n),
    requester: pick(guests, n),
    assignee: taken ? pick(agents, n) : null,
    team: pick(teams, Math.trunc(n / 2)),
    private: n % privateEvery === 0 ? 1 : 0,
    origin: null,
    language: 'en',
    details: JSON.stringify({
      impact: 3,
      urgency: 2,
      affects: 'me',
      work: 'hampered',
      ...(open ? {} : { code: 'fixed', resolution: 'The part was replaced.' }),
    }),
    opened_at: at(n),
    updated_at: at(n, 2),
    resolved_at: open ? null : at(n, 2),
    closed_at: open ? null : at(n, 72),
  }
}

const wordsOf = (text: string): string => [...new Set(text.toLowerCase().match(/[a-z0-9]+/g))].join(' ')

const textOf = (n: number): Row => ({ rowid: n, title: wordsOf(titleOf(n)), body: wordsOf(bodyOf(n)), talk: '' })

function entriesOf(n: number): readonly Row[] {
  const entry = (kind: string, actor: string, later: number): Row => ({
    record: n,
    at: at(n, later),
    actor,
    kind,
    data: '{}',
  })
  const opened = entry('opened', pick(guests, n), 0)
  return isOpen(n) ? [opened] : [opened, entry('take', pick(agents, n), 1), entry('close', pick(agents, n), 72)]
}

/** Rows go in as one JSON text a batch: both databases can take it apart by themselves. */
export async function openArchive(where: { readonly file: string } | { readonly url: string }): Promise<Archive> {
  return 'file' in where ? inSqlite(where.file) : inPostgres(where.url)
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')
const columnsOf = (rows: readonly Row[]): readonly string[] => Object.keys(rows[0] ?? {})

function inSqlite(file: string): Archive {
  const database = new sqlite3.Database(file, sqlite3.OPEN_READWRITE)
  const run = (sql: string, params: readonly string[] = []): Promise<void> =>
    new Promise((resolve, reject) => {
      database.run(sql, params, (error) => (error ? reject(error) : resolve()))
    })
  return {
    run,
    insert(table, rows) {
      const columns = columnsOf(rows)
      const values = columns.map((name) => `value ->> '${name}'`).join(', ')
      const sql = `INSERT INTO "${table}" (${quoted(columns)}) SELECT ${values} FROM json_each(?)`
      return run(sql, [JSON.stringify(rows)])
    },
    close: () => new Promise((resolve, reject) => database.close((error) => (error ? reject(error) : resolve()))),
  }
}

async function inPostgres(url: string): Promise<Archive> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    async run(sql) {
      await client.query(sql)
    },
    async insert(table, rows) {
      const columns = quoted(columnsOf(rows))
      const sql = `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"public"."${table}", $1)`
      await client.query(sql, [JSON.stringify(rows)])
    },
    async close() {
      // Its own housekeeping does that within a minute.
      await client.query('ANALYZE')
      // Serials know nothing of what came with an id.
      await client.query(`SELECT setval(pg_get_serial_sequence('record', 'id'), ${first + archived})`)
      await client.end()
    },
  }
}
