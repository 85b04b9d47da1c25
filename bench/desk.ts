import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ending, residentOf, watched } from './processes.js'
import { botToken, type SlackApi, signingSecret, slashCommand } from './slack.js'
import { openWire } from './wire.js'

/** The desk as people run it: a process of its own with Slack over HTTP and the console, on SQLite or PostgreSQL. */
export interface DeskProcess {
  readonly port: number
  readonly pid: number
  /** Seconds from the spawn until a signed command was answered, `/readyz` having said yes before. */
  readonly readyAfter: number
  resident(): number
  stop(): Promise<void>
}

export interface DeskOptions {
  readonly folder: string
  readonly api: SlackApi
  /** A PostgreSQL database; the desk's SQLite file in the folder otherwise. */
  readonly database?: string
  readonly nodeArgs?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export const fileIn = (folder: string): string => join(folder, 'frontdesk.sqlite')

// It runs what was built into `dist`, which is where the bench itself is run from.
const entry = join(import.meta.dirname, '..', '..', 'bin', 'frontdesk.js')

export async function startDesk({ folder, api, database, nodeArgs = [], env = {} }: DeskOptions): Promise<DeskProcess> {
  const port = await freePort()
  const begun = performance.now()
  const child = watched(
    spawn(process.execPath, [...nodeArgs, entry, 'start'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: process.env.PATH ?? '',
        PORT: String(port),
        DATABASE_URL: database ?? `sqlite:${fileIn(folder)}`,
        DATA_DIR: folder,
        LOG_LEVEL: 'error',
        SLACK_BOT_TOKEN: botToken,
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: api.url,
        ...env,
      },
    }),
  )
  const died = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`the desk ended with ${code}`)))
  })
  died.catch(() => undefined)
  await Promise.race([ready(port), died])
  const readyAfter = (performance.now() - begun) / 1_000
  const pid = child.pid ?? 0
  return { port, pid, readyAfter, resident: () => residentOf(pid), stop: () => ending(child) }
}

async function ready(port: number): Promise<void> {
  await until(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200)
  await until(async () => (await askOnce(port, '/desk', 'whoami')).status === 200)
}

async function until(yes: () => Promise<boolean>): Promise<void> {
  const late = performance.now() + 30_000
  while (!(await yes().catch(() => false))) {
    if (performance.now() > late) throw new Error('the desk did not become ready within 30 seconds')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

let asked = 0

/** One signed slash command of a guest. */
export async function askOnce(port: number, command: string, text: string, answerTo = 'http://127.0.0.1:9/') {
  const trigger = `once.${process.pid}.${++asked}`
  const wire = await openWire(port)
  try {
    return await wire.ask(slashCommand(port, { command, text, user: 'U0BENCH00', trigger, answerTo }))
  } finally {
    wire.close()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
