import { parseArgs } from 'node:util'
import { nearestWord } from '../chat/near.js'
import { Refusal } from '../kernel/errors.js'
import { type CliCommand, knownCommand, usageOf } from './command.js'
import { cliCommands } from './index.js'

/** Options that every command takes. */
const everywhere = {
  language: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

/** What is wrong with how something was typed: exit code 2, where a refusal of the command itself is 1. */
export class Mistyped extends Refusal {}

export interface CliLine {
  readonly command: CliCommand | undefined
  readonly given: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

/** Reads the command line. Throws Mistyped. */
export function readLine(argv: readonly string[]): CliLine {
  const own = Object.assign({}, ...cliCommands.map(({ options }) => options)) as CliCommand['options']
  const known = Object.fromEntries(Object.entries(own).map(([name, { type }]) => [name, { type }]))
  const parsed = parseArgs({
    args: [...argv],
    options: { ...known, ...everywhere },
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const found = knownCommand(cliCommands, parsed.positionals)
  if (!found && parsed.positionals.length > 0 && !parsed.values.help) throw unknown(parsed.positionals)
  const allowed = { ...found?.command.options, ...everywhere }
  for (const token of parsed.tokens) if (token.kind === 'option') checkOption(token, allowed)
  const options = parsed.values as CliLine['options']
  if (!found) return { command: undefined, given: parsed.positionals, options }
  if (!options.help) checkGiven(found.command, found.given)
  return { ...found, options }
}

function unknown(words: readonly string[]): Mistyped {
  const typed = words.slice(0, 2).join(' ')
  const group = cliCommands.filter(({ name }) => name.startsWith(`${words[0]} `))
  if (group.length > 0) return new Mistyped('cli.incomplete', { typed, known: group.map(usageOf).join(' · ') })
  const names = cliCommands.map(({ name }) => name)
  const near = nearestWord(typed, names) ?? nearestWord(words[0] ?? '', names)
  return near === undefined
    ? new Mistyped('cli.unknown_command', { typed: words[0] ?? '' })
    : new Mistyped('cli.unknown_command_near', { typed: words[0] ?? '', near })
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
}

function checkOption(token: OptionToken, allowed: Readonly<Record<string, { readonly type: string }>>): void {
  const option = Object.hasOwn(allowed, token.name) ? allowed[token.name] : undefined
  const { rawName: typed, value } = token
  if (!option) {
    const near = nearestWord(token.name, Object.keys(allowed))
    if (near === undefined) throw new Mistyped('cli.unknown_option', { typed })
    throw new Mistyped('cli.unknown_option_near', { typed, near: `--${near}` })
  }
  if (option.type === 'string' && (value === undefined || value === '' || value.startsWith('-')))
    throw new Mistyped('cli.needs_value', { typed })
  if (option.type === 'boolean' && value !== undefined) throw new Mistyped('cli.takes_no_value', { typed })
}

function checkGiven(command: CliCommand, given: readonly string[]): void {
  const usage = usageOf(command)
  const missing = command.takes.filter(({ optional }) => !optional)[given.length]
  if (missing) throw new Mistyped('cli.missing', { what: missing.name, usage })
  // `help audit verify` names one command with two words.
  const most = command.name === 'help' ? 2 : command.takes.length
  if (given.length > most) throw new Mistyped('cli.too_many', { extra: given[most] ?? '', usage })
}
