import type { Voice } from '../chat/language.js'
import type { Config } from '../config.js'
import type { Params } from '../kernel/errors.js'
import type { Terminal } from './terminal.js'

/** One word of the command line, declared: parsing, help and completion of names come from it. */
export interface CliCommand {
  /** One or two words: `apply`, `audit verify`. Its sentence is `cli.does.<name with _>`. */
  readonly name: string
  readonly takes: readonly { readonly name: string; readonly optional?: true }[]
  /** What each is for stands in `cli.options.<name>`. `value` is how help names what follows. */
  readonly options: Readonly<
    Record<string, { readonly type: 'boolean' } | { readonly type: 'string'; readonly value: string }>
  >
  readonly example: string
  /** Loaded only when it runs: `help` must not wait for a database driver. */
  readonly load: () => Promise<Run>
}

/** Does it and gives the exit code: 0 done, 1 refused or found wrong. Throws a Refusal for whatever a person can mend. */
export type Run = (call: CliCall) => Promise<number>

export interface CliCall {
  readonly terminal: Terminal
  readonly voice: Voice
  /** All there are, for help. */
  readonly commands: readonly CliCommand[]
  readonly given: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  /** The settings; throws BadConfig with all that is wrong in them. */
  config(): Config
  /** Says one of `cli`'s sentences on the output. */
  tell(key: string, params?: Params): void
}

/** How a command is typed: `frontdesk apply FILE [--yes]`. */
export function usageOf({ name, takes, options }: CliCommand): string {
  const words = takes.map(({ name: word, optional }) => (optional ? `[${word}]` : word))
  const flags = Object.entries(options).map(([flag, option]) =>
    option.type === 'string' ? `[--${flag} ${option.value}]` : `[--${flag}]`,
  )
  return ['frontdesk', name, ...words, ...flags].join(' ')
}

/** The key of its sentence. */
export const doesOf = ({ name }: CliCommand): string => `cli.does.${name.replaceAll(' ', '_')}`

/** The command at the beginning of these words, and what is left of them. */
export function knownCommand(
  commands: readonly CliCommand[],
  words: readonly string[],
): { readonly command: CliCommand; readonly given: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const command = words.length >= length && commands.find((one) => one.name === name)
    if (command) return { command, given: words.slice(length) }
  }
  return undefined
}
