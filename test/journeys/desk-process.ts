import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { root } from '../../src/config.js'

/** The real program as a process of its own, which can be killed in the middle of anything and started again. */
export interface DeskProcess {
  readonly url: string
  /** What it wrote since it was started, log and all; nothing while it does not run. */
  said(): string
  /** Starts it, and resolves when it says that the desk is open. */
  start(): Promise<void>
  /** kill -9: no handler runs, nothing is flushed. */
  kill(): Promise<void>
  /** Lets it end by itself. */
  stop(): Promise<void>
}

const patience = 30_000

export async function deskProcess(environment: Readonly<Record<string, string>>): Promise<DeskProcess> {
  const port = await freePort()
  let running: ChildProcess | undefined
  let said = ''
  const ended = (child: ChildProcess): Promise<void> =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise((resolve) => child.once('exit', () => resolve()))
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const child = running
    running = undefined
    said = ''
    if (!child) return
    child.kill(signal)
    await ended(child)
  }
  return {
    url: `http://127.0.0.1:${port}`,
    said: () => said,
    start() {
      const env = {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        LOG_LEVEL: 'warn',
        PORT: String(port),
        ...environment,
      }
      const child = spawn(process.execPath, [join(root, 'bin/frontdesk.js'), 'start'], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      running = child
      said = ''
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => {
          if (running === child) said += chunk.toString()
        })
      return untilOpen(child)
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

function untilOpen(child: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the desk did not open in time:\n${said}`)), patience)
    const listen = (chunk: Buffer): void => {
      said += chunk.toString()
      if (!/the desk is open at/.test(said)) return
      clearTimeout(late)
      resolve()
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', () => {
      clearTimeout(late)
      reject(new Error(`the desk ended:\n${said}`))
    })
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
