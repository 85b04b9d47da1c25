import type { Choice } from './card.js'
import type { Registry } from './command.js'
import { wordsOf } from './command.js'
import { choicesOf } from './form-of.js'
import type { Inbound } from './inbound.js'
import type { Voice } from './language.js'
import { nameIn } from './naming.js'

const most = 25

/** What can follow: commands while no command is named, then the values of one of its arguments. */
export function completions(
  registry: Registry,
  asked: Extract<Inbound, { kind: 'complete' }>,
  voice: Voice,
): readonly Choice[] {
  const typed = asked.typed.toLowerCase()
  const fits = (choice: Choice): boolean =>
    choice.value.toLowerCase().startsWith(typed) || choice.label.toLowerCase().includes(typed)
  const command = registry.find(asked.command)
  if (!command) {
    return registry.commands
      .filter((one) => !one.hidden)
      .map((one) => ({
        value: one.name,
        label: `/${nameIn(one.name, voice)}`,
        detail: voice.say(`${wordsOf(one)}.does`),
      }))
      .filter(fits)
      .slice(0, most)
  }
  const argument = command.takes[asked.argument]
  if (argument?.kind === 'choice') return choicesOf(argument, voice).filter(fits)
  if (argument?.kind === 'listed') return registry.list(argument.list, voice, asked.given).filter(fits).slice(0, most)
  return []
}
