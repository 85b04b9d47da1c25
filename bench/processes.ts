import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Processes and folders of the bench. Whatever it started ends with it, however it ends. */

const children = new Set<ChildProcess>()
const folders = new Set<string>()
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
  folders.add(folder)
  return folder
}

/** A module of the bench that runs as a process of its own, and answers each message with one. */
export interface Helper {
  readonly pid: number
  ask<Answer>(question: object): Promise<Answer>
  end(): Promise<void>
}

export function startHelper(module: string): Helper {
  const child = watched(fork(join(import.meta.dirname, module), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }))
  return {
    pid: child.pid ?? 0,
    ask: (question) =>
      new Promise((resolve, reject) => {
        const ended = (code: number | null) => reject(new Error(`${module} ended with ${code}`))
        child.once('exit', ended)
        child.once('message', (answer: { readonly error?: string }) => {
          child.off('exit', ended)
          if (answer.error === undefined) resolve(answer as never)
          else reject(new Error(answer.error))
        })
        child.send(question)
      }),
    end: () => ending(child),
  }
}

/** The other side: answers every question with what `answer` makes of it. */
export function serve<Question>(answer: (question: Question) => Promise<object>): void {
  process.on('message', (question: Question) => {
    answer(question).then(
      (said) => process.send?.(said),
      (error: Error) => process.send?.({ error: error.stack ?? error.message }),
    )
  })
}

export function watched(child: ChildProcess): ChildProcess {
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

export function ending(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
    child.once('exit', () => {
      clearTimeout(late)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

/** Resident memory of a process in MB, as Linux counts it. */
export function residentOf(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  if (!found) throw new Error('this machine does not tell how much memory a process holds')
  return Number(found[1]) / 1024
}

/** Milliseconds of processor time that a process has used, over all its threads. It hardly minds what else runs. */
export function processorTimeOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  // utime and stime, in ticks of which Linux has a hundred a second.
  return (Number(fields[11]) + Number(fields[12])) * 10
}
