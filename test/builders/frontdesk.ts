import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { run } from '../../src/cli/run.js'
import { type Config, readConfig } from '../../src/config.js'
import { demoFolder } from '../organisation/files.js'
import { testPostgres } from './postgres.js'
import type { Dialect } from './store.js'

/** What a command came to. */
export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface ServedDesk {
  readonly url: string
  /** Everything it wrote so far, log and all. */
  said(): string
  /** Asks it to stop, and gives its exit code. */
  stop(): Promise<number | null>
  /** kill -9. */
  kill(): Promise<void>
}

type Settings = Readonly<Record<string, string>>

/** A machine with Frontdesk on it: a folder and a database of its own, and the real program. */
export interface Machine {
  readonly home: string
  readonly settings: Settings
  /** The settings as the program reads them. */
  config(also?: Settings): Config
  file(name: string, content: string): string
  /** Runs the program in a process of its own. */
  frontdesk(args: readonly string[], also?: Settings & { readonly typed?: string }): Promise<Said>
  /** Runs a command in this process; `answers` is what somebody at the terminal types. */
  type(args: readonly string[], how?: { readonly answers?: string; readonly also?: Settings }): Promise<Said>
  /** Starts the desk, and comes back when it says that it is open. */
  serve(also?: Settings): Promise<ServedDesk>
  /** Ends what was started and leaves nothing behind. */
  close(): Promise<void>
}

const program = join(import.meta.dirname, '..', '..', 'src', 'cli.js')

export async function machine(dialect: Dialect = 'sqlite'): Promise<Machine> {
  const home = mkdtempSync(join(tmpdir(), 'frontdesk-machine-'))
  const data = join(home, 'data')
  // The demo's desk file is copied here and there, and names them.
  cpSync(join(demoFolder, 'pictures'), join(home, 'pictures'), { recursive: true })
  const settings: Settings = {
    PATH: process.env['PATH'] ?? '',
    LANG: 'C',
    PORT: '0',
    LOG_LEVEL: 'warn',
    DATA_DIR: data,
    DATABASE_URL: dialect === 'sqlite' ? `sqlite:${join(data, 'frontdesk.sqlite')}` : await testPostgres(),
  }
  const started: ChildProcess[] = []
  const begin = (args: readonly string[], also: Settings): ChildProcess => {
    const child = spawn(process.execPath, [program, ...args], { env: { ...settings, ...also }, cwd: home })
    started.push(child)
    return child
  }
  return {
    home,
    settings,
    config: (also = {}) => readConfig({ ...settings, ...also }),
    file(name, content) {
      const file = join(home, name)
      writeFileSync(file, content)
      return file
    },
    async frontdesk(args, { typed, ...also } = {}) {
      const child = begin(args, also as Settings)
      child.stdin?.end(typed ?? '')
      const said = Promise.all([text(child.stdout!), text(child.stderr!)])
      const code = await ended(child)
      const [out, err] = await said
      return { code: code ?? -1, out, err }
    },
    async type(args, { answers, also = {} } = {}) {
      const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()]
      const said = Promise.all([text(output), text(errors)])
      if (answers !== undefined) input.write(answers)
      const environment = { ...settings, ...also }
      const code = await run(args, { input, output, errors, interactive: answers !== undefined, environment })
      for (const stream of [input, output, errors]) stream.end()
      const [out, err] = await said
      return { code, out, err }
    },
    serve: (also = {}) => served(begin(['start'], also)),
    async close() {
      for (const child of started) child.kill('SIGKILL')
      await Promise.all(started.map(ended))
      rmSync(home, { recursive: true, force: true })
    },
  }
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)))

async function served(child: ChildProcess): Promise<ServedDesk> {
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      const open = /http:\/\/[^\s,]+/.exec(said)
      if (open) resolve(open[0])
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`it ended with ${code} and said:\n${said}`)))
  })
  const end = (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    return ended(child)
  }
  return {
    url,
    said: () => said,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  }
}

/** Asks again and again until it is so; fails after a while, and tells what it waited for. */
export async function until<T>(ask: () => Promise<T | undefined | false>, what: string | (() => string)): Promise<T> {
  const late = performance.now() + 30_000
  while (performance.now() < late) {
    const answer = await ask()
    if (answer) return answer
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`it never came to this: ${typeof what === 'string' ? what : what()}`)
}
