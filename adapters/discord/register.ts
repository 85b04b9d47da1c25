import { createHash } from 'node:crypto'
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTGetAPIApplicationCommandsResult,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPutAPIApplicationCommandsJSONBody,
  type RESTPutAPIApplicationCommandsResult,
  Routes,
} from 'discord.js'
import {
  type AnyCommand,
  type Argument,
  type Registry,
  type ShortcutPlace,
  type Takes,
  wordsOf,
} from '../../src/chat/command.js'
import type { Language } from '../../src/chat/language.js'
import { argumentIn, headIn, verbIn } from '../../src/chat/naming.js'
import { cut } from './cut.js'
import { limits } from './limits.js'
import { ask, type Web } from './web.js'

const { command: most } = limits

/**
 * The application's commands, from the commands' own definitions. Each word is one, with its verbs as subcommands. No
 * argument is demanded by Discord: the form asks for what is missing, and in a record's thread its number may be left out.
 */
export function discordCommands(registry: Registry, everywhere = true): RESTPutAPIApplicationCommandsJSONBody {
  const slash = registry.heads.map((head) => slashCommand(registry, head))
  const menus = registry.commands.flatMap((command) =>
    (command.shortcut?.on ?? []).flatMap((on) => menuCommand(registry, command, on) ?? []),
  )
  for (const command of slash) checkRoom(command)
  return [...slash, ...menus].map((command) => (everywhere ? { ...command, ...anywhere } : command))
}

/** In guilds and in our direct conversations. A guild's own commands are nowhere else anyway. */
const anywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
}

function slashCommand(registry: Registry, head: string): RESTPostAPIApplicationCommandsJSONBody {
  const verbs = registry.commands.filter(({ name, hidden, aside }) => name.split(' ')[0] === head && !hidden && !aside)
  if (verbs.length > most.options)
    throw new Error(`Discord takes ${most.options} subcommands of /${head}, not ${verbs.length}`)
  return {
    type: ApplicationCommandType.ChatInput,
    ...called((language) => headIn(head, registry.voice(language))),
    name: head,
    ...described((language) => headline(registry, verbs, head, language)),
    options: verbs.map((command) => subcommand(registry, command)),
  }
}

/** What the help calls it; without that what its verbs do. */
function headline(registry: Registry, verbs: readonly AnyCommand[], head: string, language: Language): string {
  const voice = registry.voice(language)
  const key = `help.heads.${head}`
  return voice.has(key) ? voice.say(key) : verbs.map((command) => voice.say(`${wordsOf(command)}.does`)).join(' ')
}

function subcommand(registry: Registry, command: AnyCommand): APIApplicationCommandSubcommandOption {
  const key = wordsOf(command)
  const shown = Object.entries(command.takes as Takes).filter(([, argument]) => argument.kind !== 'carried')
  return {
    type: ApplicationCommandOptionType.Subcommand,
    ...called((language) => verbIn(command.name, registry.voice(language))),
    name: command.name.split(' ')[1] ?? command.name,
    ...described((language) => registry.voice(language).say(`${key}.does`)),
    ...(shown.length > 0 ? { options: shown.map(([name, argument]) => optionOf(registry, key, name, argument)) } : {}),
  }
}

function optionOf(registry: Registry, key: string, name: string, argument: Argument): APIApplicationCommandBasicOption {
  const asked = (language: Language): string => registry.voice(language).say(`${key}.takes.${name}`)
  const names = called((language) => argumentIn(name, registry.voice(language)))
  const base = { ...names, name, ...described(asked) }
  if (argument.kind === 'person') return { ...base, type: ApplicationCommandOptionType.User }
  if (argument.kind === 'files') return { ...base, type: ApplicationCommandOptionType.Attachment }
  const text = { ...base, type: ApplicationCommandOptionType.String as const }
  if (argument.kind === 'text') {
    const looked = argument.suggests ? { autocomplete: true as const } : {}
    return { ...text, ...looked, min_length: 1, max_length: Math.min(argument.limit, most.optionText) }
  }
  // What the organisation has may change at any time, and a record is one of many: these are looked up while typing.
  if (argument.kind === 'record' || argument.kind === 'listed') return { ...text, autocomplete: true }
  if (argument.kind !== 'choice') return text
  if (argument.values.length > most.choices) return { ...text, autocomplete: true }
  const label = (language: Language, value: string): string =>
    cut(registry.voice(language).say(`choices.${argument.name}.${value}`), most.choiceName)
  return {
    ...text,
    choices: argument.values.map((value) => ({
      name: label('en', value),
      name_localizations: { da: label('da', value) },
      value,
    })),
  }
}

/** What Discord shows instead of a name, which comes back to us as it is all the same. */
const called = (say: (language: Language) => string) => ({ name_localizations: { da: say('da') } })

function described(say: (language: Language) => string) {
  return {
    description: cut(say('en'), most.description),
    description_localizations: { da: cut(say('da'), most.description) },
  }
}

/** The name of a menu entry is all that Discord shows, and all by which it comes back. */
function menuCommand(
  registry: Registry,
  command: AnyCommand,
  on: ShortcutPlace,
): RESTPostAPIApplicationCommandsJSONBody | undefined {
  if (on === 'anywhere') return undefined
  return {
    type: on === 'message' ? ApplicationCommandType.Message : ApplicationCommandType.User,
    name: menuName(registry, command, 'en'),
    name_localizations: { da: menuName(registry, command, 'da') },
  }
}

function menuName(registry: Registry, command: AnyCommand, language: Language): string {
  const voice = registry.voice(language)
  const label = `${wordsOf(command)}.shortcut`
  return cut(voice.say(voice.has(label) ? label : `${wordsOf(command)}.does`), most.name)
}

/** How the entries of a menu are called in Discord. */
export const menuNames = (registry: Registry, on: ShortcutPlace, language: Language): readonly string[] =>
  registry.commands
    .filter((command) => command.shortcut?.on.includes(on))
    .map((command) => menuName(registry, command, language))

/** The shortcut that goes by this name in Discord; the name itself where there is none any more. */
export function shortcutNamed(name: string, registry: Registry): string {
  const command = registry.commands.find((one) => one.shortcut && menuName(registry, one, 'en') === name)
  return command?.shortcut?.name ?? name
}

/** Discord counts names, descriptions and values of one command together, each in its longest translation. */
function checkRoom(command: RESTPostAPIApplicationCommandsJSONBody): void {
  const room = textIn(command)
  if (room > most.total) throw new Error(`/${command.name} has ${room} characters, and Discord takes ${most.total}`)
}

function textIn(part: object): number {
  const told = part as Readonly<Record<string, unknown>>
  const longest = (name: string): number => {
    const translated = Object.values((told[`${name}_localizations`] ?? {}) as Record<string, string>)
    return Math.max(0, ...[told[name], ...translated].map((text) => (typeof text === 'string' ? text.length : 0)))
  }
  const value = typeof told.value === 'string' ? told.value.length : 0
  const within = ['options', 'choices'].flatMap((name) => (told[name] ?? []) as readonly object[])
  return longest('name') + longest('description') + value + within.reduce((sum, one) => sum + textIn(one), 0)
}

/** One command as it counts: Discord tells ids, versions and what is empty besides, in an order of its own. */
function normal(part: unknown): unknown {
  if (Array.isArray(part)) return part.every((one) => typeof one === 'number') ? [...part].sort() : part.map(normal)
  if (typeof part !== 'object' || part === null) return part
  const told = part as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    compared.flatMap((name) => {
      const value = normal(told[name])
      const empty = value === undefined || value === null || value === false || value === ''
      return empty || (Array.isArray(value) && value.length === 0) ? [] : [[name, value] as const]
    }),
  )
}

const compared = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'choices',
  'value',
  'autocomplete',
  'required',
  'min_length',
  'max_length',
  'contexts',
  'da',
] as const

/** Two lists of commands have the same print when Discord would show the same. */
export function printOf(commands: readonly object[]): string {
  const all = commands.map((command) => JSON.stringify(normal(command))).sort()
  return createHash('sha256').update(all.join('\n')).digest('base64url')
}

/** Where commands are registered: in these guilds at once, or everywhere where none is named. */
export interface Registration {
  readonly web: Web
  readonly application: string
  readonly registry: Registry
  readonly guilds: readonly string[]
}

/** The scopes whose commands are not what ours are; for whoever looks and mends nothing. */
export async function commandDrift(registration: Registration): Promise<readonly Scope[]> {
  return (await standing(registration)).filter(({ drifted }) => drifted).map(({ scope }) => scope)
}

/** What a scope has. */
export interface Standing {
  readonly scope: Scope
  readonly drifted: boolean
  readonly commands: RESTGetAPIApplicationCommandsResult
}

async function standing(registration: Registration): Promise<readonly Standing[]> {
  const found: Standing[] = []
  for (const scope of scopesOf(registration)) {
    const there = await ask<RESTGetAPIApplicationCommandsResult>(() =>
      registration.web.get(scope.route, { query: new URLSearchParams({ with_localizations: 'true' }) }),
    )
    const drifted = printOf(there) !== printOf(commandsIn(scope, registration))
    found.push({ scope, drifted, commands: there })
  }
  return found
}

/**
 * Registers what has changed, and nothing else: Discord counts registrations. Tells what then stands in each scope, and
 * whether that is new. Throws Outage, or DiscordSaysNo.
 */
export async function registerCommands(registration: Registration): Promise<readonly Standing[]> {
  const found = await standing(registration)
  const stands: Standing[] = []
  for (const one of found) {
    const body = commandsIn(one.scope, registration)
    const put = () => ask<RESTPutAPIApplicationCommandsResult>(() => registration.web.put(one.scope.route, { body }))
    stands.push(one.drifted ? { ...one, commands: await put() } : one)
  }
  return stands
}

const commandsIn = ({ wanted, guild }: Scope, { registry }: Registration) =>
  wanted ? discordCommands(registry, guild === undefined) : []

/** Where commands stand. `wanted` is false for the global ones where guilds are named: they would be there twice. */
export interface Scope {
  readonly guild?: string
  readonly route: `/${string}`
  readonly wanted: boolean
}

const scopesOf = ({ application, guilds }: Registration): readonly Scope[] => [
  { route: Routes.applicationCommands(application), wanted: guilds.length === 0 },
  ...guilds.map((guild) => ({ guild, route: Routes.applicationGuildCommands(application, guild), wanted: true })),
]
