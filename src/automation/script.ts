import { type ChildProcess, spawn } from 'node:child_process'
import { lstat, mkdir, mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { seconds } from '../kernel/duration.js'
import type { Phrase } from '../kernel/errors.js'
import type { Script } from '../organisation/index.js'
import { keeper } from './kept.js'
import { failed, type Outcome, saying } from './outcome.js'

/** How a script is run. */
export interface Running {
  readonly script: Script
  /** The folder of scripts. */
  readonly folder: string
  readonly args: readonly string[]
  /** What it reads on its standard input. */
  readonly input: string
  /** In which a folder is made for it to work in, and removed afterwards. */
  readonly workIn: string
  readonly key: string
  readonly gap: (bytes: number) => string
  /** Ends it, when the desk stops. */
  readonly signal: AbortSignal
}

/** Between asking a program to end and ending it. */
const grace = seconds(2)

/**
 * Runs a script once, without a shell, with nothing of our environment, in a folder of its own and in a process group of
 * its own, of which nothing is left when this resolves. Never throws.
 */
export async function runScript(running: Running): Promise<Outcome> {
  const file = await allowedFile(running.folder, running.script.file)
  if ('wrong' in file) return failed(file.wrong)
  await mkdir(running.workIn, { recursive: true, mode: 0o700 })
  const cwd = await mkdtemp(join(running.workIn, 'run-'))
  try {
    return await run(file.path, cwd, running)
  } finally {
    await rm(cwd, { recursive: true, force: true })
  }
}

/**
 * The path of a script, or why it is not run: it must be a file, and no link, that lies in the folder of scripts itself,
 * that this user may run, and that nobody but its owner – this user or root – may change, nor the folder.
 */
export async function allowedFile(
  folder: string,
  name: string,
): Promise<{ readonly path: string } | { readonly wrong: Phrase }> {
  const wrong = (why: string): { readonly wrong: Phrase } => ({ wrong: saying(`script.${why}`, { file: name }) })
  const home = await realpath(folder).catch(() => undefined)
  const holds = home === undefined ? undefined : await stat(home).catch(() => undefined)
  if (home === undefined || !holds?.isDirectory()) return { wrong: saying('script.no_folder', { folder }) }
  if (!isOurs(holds)) return { wrong: saying('script.open_folder', { folder }) }
  const path = join(home, name)
  if (dirname(path) !== home) return wrong('elsewhere')
  const there = await lstat(path).catch(() => undefined)
  if (!there) return wrong('missing')
  if (!there.isFile()) return wrong('no_file')
  if (!isOurs(there)) return wrong('open_file')
  if ((there.mode & 0o111) === 0) return wrong('not_executable')
  return { path }
}

/** Changed by nobody but us and root. */
const isOurs = ({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean =>
  (uid === 0 || uid === process.getuid?.()) && (mode & 0o022) === 0

/** All that a script finds in its environment, besides its folder and the key of its run. */
const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' }

function run(path: string, cwd: string, { script, args, input, key, gap, signal }: Running): Promise<Outcome> {
  const kept = keeper()
  const child = spawn(path, args, {
    cwd,
    // A group of its own, so that what it starts ends with it.
    detached: true,
    env: { ...environment, HOME: cwd, TMPDIR: cwd, FRONTDESK_RUN: key },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdout.on('data', (bytes: Buffer) => kept.add(bytes))
  child.stderr.on('data', (bytes: Buffer) => kept.add(bytes))
  // A program need not read what it is told.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  let late: number | undefined
  let killing: NodeJS.Timeout | undefined
  let deaf: NodeJS.Timeout | undefined
  const end = (): void => {
    killGroup(child, 'SIGTERM')
    killing ??= setTimeout(() => killGroup(child, 'SIGKILL'), grace)
  }
  const limit = setTimeout(() => {
    late = script.timeout
    end()
  }, script.timeout)
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  return new Promise((resolve) => {
    let unstarted: string | undefined
    child.on('error', (error: NodeJS.ErrnoException) => {
      unstarted ??= error.code ?? error.name
      if (child.pid === undefined) settle(null, null)
    })
    child.on('exit', () => {
      killGroup(child, 'SIGKILL')
      // What left the group keeps the output open; it is not listened to any longer.
      deaf = setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
      }, grace)
    })
    child.on('close', settle)
    function settle(code: number | null, by: string | null): void {
      clearTimeout(limit)
      clearTimeout(killing)
      clearTimeout(deaf)
      signal.removeEventListener('abort', end)
      if (unstarted !== undefined && child.pid === undefined)
        resolve(failed(saying('tried.unstarted', { why: unstarted })))
      else resolve(endOf(code ?? by ?? '', kept.text(gap).trim(), { late, stopped: signal.aborted }))
    }
  })
}

function endOf(
  code: number | string,
  output: string,
  { late, stopped }: { readonly late?: number | undefined; readonly stopped: boolean },
): Outcome {
  if (late !== undefined) return failed(saying('tried.too_long', { seconds: late / 1_000 }), output)
  if (stopped) return failed(saying('tried.ended_with_desk'), output)
  if (code !== 0) return failed(saying('tried.exit', { code }), output)
  return { kind: 'done', says: saying('tried.exit', { code }), ...(output ? { output } : {}) }
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {
    // Nothing of it is left.
  }
}
