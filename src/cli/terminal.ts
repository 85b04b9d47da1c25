import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import type { Environment } from '../config.js'

/** Where a command reads and writes. */
export interface Terminal {
  readonly input: Readable
  readonly output: Writable
  readonly errors: Writable
  /** Somebody sits at it and can be asked. */
  readonly interactive: boolean
  /** The process's own unless given. */
  readonly environment?: Environment
}

/** The terminal of this process. A reader that goes away, as `| head` does, is no mistake. */
export function ownTerminal(): Terminal {
  const { stdin: input, stdout: output, stderr: errors } = process
  for (const stream of [output, errors]) stream.on('error', () => undefined)
  return { input, output, errors, interactive: Boolean(input.isTTY && output.isTTY) }
}

export const print = (stream: Writable, ...lines: readonly string[]): void => {
  for (const line of lines) stream.write(`${line}\n`)
}

/** Asks for a yes. Anything else, an ended input too, is a no. */
export async function confirmed({ input, output }: Terminal, question: string): Promise<boolean> {
  const lines = createInterface({ input, output })
  try {
    const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
    const answer = await Promise.race([lines.question(`${question} `), ended])
    return /^(y|yes|j|ja)$/i.test(answer.trim())
  } finally {
    lines.close()
  }
}
