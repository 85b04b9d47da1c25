import { Refusal } from '../kernel/errors.js'
import { type CliCall, type CliCommand, doesOf, knownCommand, usageOf } from './command.js'
import { print } from './terminal.js'

/** Lists the commands, or tells about one. */
export async function help(call: CliCall): Promise<number> {
  const typed = call.given.join(' ')
  const about = typed === '' ? undefined : knownCommand(call.commands, call.given)
  if (typed !== '' && !about) {
    const group = call.commands.filter(({ name }) => name.startsWith(`${typed} `))
    if (group.length === 0) throw new Refusal('cli.unknown_command', { typed })
    for (const command of group) explain(call, command)
    return 0
  }
  if (about) explain(call, about.command)
  else overview(call)
  return 0
}

export function explain({ terminal, voice }: CliCall, command: CliCommand): void {
  const options = Object.keys(command.options).map((name) => `  --${name}  ${voice.say(`cli.options.${name}`)}`)
  print(
    terminal.output,
    usageOf(command),
    `  ${voice.say(doesOf(command))}`,
    ...options,
    `  ${voice.say('cli.example', { example: command.example })}`,
  )
}

function overview({ terminal, voice, commands }: CliCall): void {
  const wide = Math.max(...commands.map((command) => shownName(command).length))
  print(
    terminal.output,
    voice.say('cli.about'),
    '',
    ...commands.map((command) => `  ${shownName(command).padEnd(wide)}  ${voice.say(doesOf(command))}`),
    '',
    ...['language', 'help', 'version'].map(
      (name) => `  ${`--${name}`.padEnd(wide)}  ${voice.say(`cli.options.${name}`)}`,
    ),
    '',
    voice.say('cli.more'),
  )
}

const shownName = ({ name, takes }: CliCommand): string =>
  [name, ...takes.map((word) => (word.optional ? `[${word.name}]` : word.name))].join(' ')
