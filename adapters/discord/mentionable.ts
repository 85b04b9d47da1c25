import { type APIApplicationCommand, ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js'
import type { CommandIds } from './markdown.js'
import type { Standing } from './register.js'

/** The commands that can be mentioned, as far as Discord has told their ids. */
export interface Mentionable {
  learn(stands: readonly Standing[]): void
  /** Those of a server: its own ones, else those that are everywhere. */
  in(workspace: string): CommandIds
  /** Those that are there in a conversation with one person, too. */
  everywhere(): CommandIds
}

const none: CommandIds = new Map()

/** A command with its verbs, each by its whole name. */
const namesOf = ({ name, id, options = [] }: APIApplicationCommand): readonly (readonly [string, string])[] => [
  [name, id],
  ...options
    .filter(({ type }) => type === ApplicationCommandOptionType.Subcommand)
    .map((option) => [`${name} ${option.name}`, id] as const),
]

export function createMentionable(): Mentionable {
  const byScope = new Map<string | undefined, CommandIds>()
  return {
    learn(stands) {
      for (const { scope, commands } of stands) {
        const slash = commands.filter(({ type }) => type === ApplicationCommandType.ChatInput)
        byScope.set(scope.guild, new Map(slash.flatMap(namesOf)))
      }
    },
    in: (workspace) => byScope.get(workspace) ?? byScope.get(undefined) ?? none,
    everywhere: () => byScope.get(undefined) ?? none,
  }
}
