import { type Choice, type Line, typedAs } from './card.js'
import type { Inbound } from './inbound.js'
import type { Voice } from './language.js'
import { argumentIn, commandInline, nameIn } from './naming.js'
import type { Reply } from './reply.js'

/**
 * The language in which commands are declared. One object a command: the parser, the form, help, the permission, the
 * Slack manifest, the Discord registration and the console's completion all come from it.
 *
 * Its words stand under `commands.<name with _>`: `does` (one line), and for each argument `takes.<argument>` with an
 * optional `hints.<argument>`.
 */

/** What an argument is. All arguments arrive as strings; `run` gets them parsed. */
export type Argument =
  /** Words. `rest` takes all that is left of the line; `suggests` names what the desk completes them with. */
  | {
      readonly kind: 'text'
      readonly lines: 'one' | 'many'
      readonly limit: number
      readonly rest?: true
      readonly suggests?: 'items' | 'baselines' | 'catalogue' | 'categories'
    }
  /** A record's number, with one of these prefixes when any are named. In a record's thread it may be left out. */
  | { readonly kind: 'record'; readonly prefix?: string }
  /** A person: `@ana`, an account's mention, or a person's id. Parsed to a person's id. */
  | { readonly kind: 'person' }
  /** One of fixed values, labelled by the words `choices.<name>.<value>`. */
  | {
      readonly kind: 'choice'
      readonly name: string
      readonly values: readonly string[]
      readonly show?: 'menu' | 'radio'
    }
  /** One of what the organisation has: its services, its teams, a service's symptoms. */
  | { readonly kind: 'listed'; readonly list: string }
  /** An instant: ISO, `18:30`, `tomorrow 08:00`, `in 2h`, in the caller's zone. Parsed to ISO in UTC. */
  | { readonly kind: 'moment' }
  /** Up to five files, handed in with the form or the command. They arrive as one sealed word, and cannot be typed. */
  | { readonly kind: 'files' }
  /** Text that a press carries and no person is asked for. */
  | { readonly kind: 'carried' }

export type Takes = Readonly<Record<string, Argument & { readonly optional?: true }>>

/** Parsed arguments: strings, absent when optional and not given. */
export type Args<T extends Takes> = {
  readonly [K in keyof T as T[K] extends { optional: true } ? never : K]: string
} & { readonly [K in keyof T as T[K] extends { optional: true } ? K : never]?: string }

/** What a command is given besides its arguments. `Desk` is the core's side: the rooms know it, this one does not. */
export interface Call<Desk> {
  readonly desk: Desk
  readonly voice: Voice
  readonly inbound: Inbound
  /** The version of the record that the caller saw, when a card or a form carried it. */
  readonly seen?: number
}

export interface Command<Desk, T extends Takes = Takes> {
  /** A word and a verb, `incident report`; the word is the slash command. */
  readonly name: string
  readonly takes: T
  /** The role that may use it, or `anyone`. Shown in help; the core asks the record's own policy besides. */
  readonly who: string
  readonly example: string
  /** Changes nothing: runs on a reading connection, and a repetition is harmless. */
  readonly reads?: true
  /** May be started from a message's menu, from a person's, or from anywhere, as far as a platform has such menus. */
  readonly shortcut?: { readonly name: string; readonly on: readonly ShortcutPlace[] }
  /** Always asks with its form first, even when every required argument is there. */
  readonly form?: 'always'
  /** Takes what is said to the desk, or marked with its emoji, when that is no command: `what`, `details`, `link`. */
  readonly catches?: true
  /** Rarer than others: where a platform takes only so many verbs of a word, it is not among them, and is typed or stands behind buttons. */
  readonly aside?: true
  /** Not typed by people: it stands behind buttons, and help does not list it. */
  readonly hidden?: true
  /** Runs before the unit of work is opened; a reply ends the command there. For previews and questions. */
  readonly before?: (call: Call<Desk>, args: Args<T>) => Promise<Reply | undefined>
  readonly run: (call: Call<Desk>, args: Args<T>) => Promise<Reply>
}

/** Arguments, shortly. */
export const text = (limit = 150) => ({ kind: 'text', lines: 'one', limit }) as const
export const rest = (limit = 150) => ({ kind: 'text', lines: 'one', limit, rest: true }) as const
export const long = (limit = 3000) => ({ kind: 'text', lines: 'many', limit, rest: true }) as const
/** The key of a configuration item. */
export const item = () => ({ kind: 'text', lines: 'one', limit: 50, suggests: 'items' }) as const
/** Something of the service catalogue, by its id or its name. Who may not order it is not offered it: it is no list of all. */
export const offer = () => ({ kind: 'text', lines: 'one', limit: 75, rest: true, suggests: 'catalogue' }) as const
/** A category of the service catalogue, in the same way. */
export const category = () => ({ kind: 'text', lines: 'one', limit: 75, rest: true, suggests: 'categories' }) as const
export const paragraph = (limit = 3000) => ({ kind: 'text', lines: 'many', limit }) as const
export const record = (prefix?: string) =>
  prefix ? ({ kind: 'record', prefix } as const) : ({ kind: 'record' } as const)
export const person = () => ({ kind: 'person' }) as const
export const choice = (name: string, values: readonly string[], show: 'menu' | 'radio' = 'menu') =>
  ({ kind: 'choice', name, values, show }) as const
export const listed = (list: string) => ({ kind: 'listed', list }) as const
export const moment = () => ({ kind: 'moment' }) as const
export const files = () => ({ kind: 'files', optional: true }) as const
export const carried = () => ({ kind: 'carried', optional: true }) as const
export const optional = <A extends Argument>(argument: A) =>
  ({ ...argument, optional: true }) as A & { readonly optional: true }

/** Where a shortcut is offered. On a person, the command's first argument of that kind is them. */
export type ShortcutPlace = 'message' | 'person' | 'anywhere'

/** A command whose argument types were forgotten, as registers keep them. */
// biome-ignore lint/suspicious/noExplicitAny: a register holds commands of every argument type
export type AnyCommand<Desk = any> = Command<Desk, any>

/** What adapters may know of the commands. */
// biome-ignore lint/suspicious/noExplicitAny: adapters and forms do not care whose commands these are
export interface Registry<Desk = any> {
  readonly commands: readonly AnyCommand<Desk>[]
  find(name: string): AnyCommand<Desk> | undefined
  /** The slash words, `incident` and `desk`, in order. */
  readonly heads: readonly string[]
  voice(language: import('./language.js').Language): Voice
  /** The present members of a list of the organisation, such as `services`; `given` are the arguments so far. */
  list(name: string, voice: Voice, given?: Readonly<Record<string, string>>): readonly Choice[]
}

/** Whether it can be typed into a line of words. */
export const isTyped = ({ kind }: Argument): boolean => kind !== 'carried' && kind !== 'files'

/** The key of a command's words. */
export const wordsOf = (command: { readonly name: string }): string => `commands.${command.name.replaceAll(' ', '_')}`

/** How it is typed: `/incident resolve <record> <code> [note]`, by its name in the reader's language. */
export const usage = (command: AnyCommand, voice: Voice): string =>
  typedAs(nameIn(command.name, voice), argumentsOf(command, voice))

/** The same as a line, by the name that each platform knows. */
export const usageLine = (command: AnyCommand, voice: Voice): Line => [
  commandInline(command.name, voice, argumentsOf(command, voice)),
]

function argumentsOf(command: AnyCommand, voice: Voice): string {
  const shown = Object.entries(command.takes as Takes).filter(([, argument]) => isTyped(argument))
  const words = shown.map(([name, argument]) => {
    const label = voice
      .say(`${wordsOf(command)}.takes.${name}`)
      .toLowerCase()
      .replace(/\?$/, '')
    return argument.optional ? `[${argumentIn(name, voice)}:${label}]` : `<${label}>`
  })
  return words.join(' ')
}

/** A register of commands. Names are unique, and every name has a head and a verb. */
export function createRegistry<Desk>(
  commands: readonly AnyCommand<Desk>[],
  voice: Registry['voice'],
  list: Registry['list'],
): Registry<Desk> {
  const byName = new Map<string, AnyCommand<Desk>>()
  for (const command of commands) {
    if (byName.has(command.name)) throw new Error(`two commands are named ${command.name}`)
    byName.set(command.name, command)
  }
  return {
    commands,
    heads: [...new Set(commands.map((command) => command.name.split(' ')[0] ?? command.name))],
    find: (name) => byName.get(name),
    voice,
    list,
  }
}
