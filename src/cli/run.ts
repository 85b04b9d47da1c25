import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, languages, type Voice } from '../chat/language.js'
import { BadConfig, languageOfTerminal, readConfig, root } from '../config.js'
import { Outage, Refusal } from '../kernel/errors.js'
import { problemLine } from '../organisation/problems.js'
import { WrongDeskFile } from '../wrong-desk-file.js'
import type { CliCall } from './command.js'
import { explain, help } from './help.js'
import { cliCommands } from './index.js'
import { type CliLine, Mistyped, readLine } from './line.js'
import { print, type Terminal } from './terminal.js'
import { cliVoices, isLanguage } from './voice.js'

/** Runs one command line and gives the exit code: 0 done, 1 refused or found wrong, 2 typed wrong. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  let voice = cliVoices.in(languageOfTerminal(terminal.environment))
  try {
    const line = readLine(argv)
    voice = cliVoices.in(languageIn(line) ?? voice.language)
    return await obey(line, terminal, voice)
  } catch (error) {
    return failed(error, terminal, voice)
  }
}

function languageIn({ options: { language } }: CliLine): Language | undefined {
  if (typeof language !== 'string') return undefined
  if (!isLanguage(language)) throw new Mistyped('cli.language', { typed: language, known: languages.join(', ') })
  return language
}

async function obey({ command, given, options }: CliLine, terminal: Terminal, voice: Voice): Promise<number> {
  const call: CliCall = {
    terminal,
    voice,
    commands: cliCommands,
    given,
    options,
    config: () => readConfig(terminal.environment),
    tell: (key, params) => print(terminal.output, voice.say(`cli.${key}`, params)),
  }
  if (options.version) {
    print(terminal.output, versionOf())
    return 0
  }
  if (!command) return help(call)
  if (options.help) {
    explain(call, command)
    return 0
  }
  return (await command.load())(call)
}

const versionOf = (): string => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version

/** The one place where a failure becomes sentences. Only what nobody but us can mend comes with its trace. */
function failed(error: unknown, terminal: Terminal, voice: Voice): number {
  const { errors } = terminal
  if (error instanceof BadConfig) {
    print(errors, voice.say('settings.wrong'))
    for (const { words, params } of error.problems) print(errors, `- ${voice.say(words, params)}`)
    return 1
  }
  if (error instanceof WrongDeskFile) {
    for (const problem of error.problems) print(errors, problemLine(problem, error.file, voice))
    print(errors, voice.say('cli.wrong_file', { count: error.problems.length, file: error.file }))
    return 1
  }
  const refusal = error instanceof Outage ? new Refusal('cli.database_away') : error
  if (refusal instanceof Refusal && voice.has(`refusals.${refusal.code}.says`)) {
    print(errors, voice.say(`refusals.${refusal.code}.says`, refusal.params))
    print(errors, voice.say(`refusals.${refusal.code}.hint`, refusal.params))
    return refusal instanceof Mistyped ? 2 : 1
  }
  print(errors, voice.say('cli.fault'), error instanceof Error ? (error.stack ?? error.message) : String(error))
  return 1
}
