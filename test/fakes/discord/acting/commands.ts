import { type Fields, isFields, listOf, textOf } from '../../fields.js'
import { bitsOf, interactionTypes, optionTypes, permissions } from '../bits.js'
import type { Deliveries } from '../deliveries.js'
import type { FakeChannel, FakeInteraction, StoredMessage } from '../model.js'
import { may, permissionsAt } from '../permissions.js'
import { ClientRefusal } from '../refused.js'
import { type Body, type FileSpec, messageFor, roomFor, uploaded } from './body.js'
import { openResolved, type Resolved } from './resolved.js'

/** What a person gives an option: text, a number, yes or no, the id of somebody or something, or a file. */
export type OptionValue = string | number | boolean | FileSpec

export type Options = Readonly<Record<string, OptionValue>>

/** A command, and the subcommand in it that was typed. */
interface Found {
  readonly command: Fields
  /** Group and subcommand, outermost first. */
  readonly path: readonly Fields[]
  readonly takes: readonly Fields[]
}

const available = ({ world, user }: Body, channel: FakeChannel): Fields[] => {
  const own = channel.guildId ? (world.commands.get(channel.guildId) ?? []) : []
  const context = channel.guildId ? 0 : 1
  const global = (world.commands.get('global') ?? []).filter(
    ({ contexts }) => !Array.isArray(contexts) || contexts.includes(context),
  )
  const held = permissionsAt(world, user.id, channel)
  return [...own, ...global].filter((command) => {
    const wanted = command['default_member_permissions']
    if (typeof wanted !== 'string' || !channel.guildId) return true
    const bits = wanted === '0' ? bitsOf(['ADMINISTRATOR']) : BigInt(wanted)
    return (held & bits) === bits
  })
}

const named = (all: readonly Fields[], type: number, name: string): Fields => {
  const found = all.find((one) => one['name'] === name && (one['type'] ?? 1) === type)
  if (found) return found
  const there = all.filter((one) => (one['type'] ?? 1) === type).map((one) => textOf(one, 'name'))
  throw new ClientRefusal(`There is no command ${name} here; there is: ${there.join(', ') || 'none'}`)
}

const isNested = (one: Fields): boolean => one['type'] === optionTypes.subcommand || one['type'] === optionTypes.group

/** What somebody's client calls a command or an option. */
const shownTo = ({ user }: Body, one: Fields): string =>
  (isFields(one['name_localizations']) && textOf(one['name_localizations'], user.locale)) || textOf(one, 'name')

/** By the name that the client shows, or by the one it was registered with. */
const goesBy = (body: Body, one: Fields, name: string): boolean => one['name'] === name || shownTo(body, one) === name

const find = (body: Body, channel: FakeChannel, line: string): Found => {
  const [first = '', ...words] = line.replace(/^\//, '').trim().split(/\s+/)
  const here = available(body, channel)
  const translated = here.find((one) => (one['type'] ?? 1) === 1 && shownTo(body, one) === first)
  const command = translated ?? named(here, 1, first)
  const path: Fields[] = []
  let at = command
  for (const word of words) {
    const next = listOf(at, 'options').find((one) => isNested(one) && goesBy(body, one, word))
    const there = listOf(at, 'options')
      .filter(isNested)
      .map((one) => textOf(one, 'name'))
    if (!next) throw new ClientRefusal(`/${first} has no ${word}; it has: ${there.join(', ') || 'no subcommands'}`)
    path.push(next)
    at = next
  }
  if (listOf(at, 'options').some(isNested))
    throw new ClientRefusal(`${line} is no command by itself; name a subcommand`)
  return { command, path, takes: listOf(at, 'options') }
}

const ranged = (option: Fields, size: number, least: unknown, most: unknown): void => {
  const name = textOf(option, 'name')
  if (typeof least === 'number' && size < least) throw new ClientRefusal(`${name} must be at least ${least}`)
  if (typeof most === 'number' && size > most) throw new ClientRefusal(`${name} must be at most ${most}`)
}

const chosen = (option: Fields, given: OptionValue): OptionValue => {
  const choices = listOf(option, 'choices')
  if (choices.length === 0) return given
  const found = choices.find((one) => one['value'] === given) ?? choices.find((one) => one['name'] === given)
  if (found) return found['value'] as OptionValue
  const there = choices.map((one) => textOf(one, 'name')).join(', ')
  throw new ClientRefusal(`${textOf(option, 'name')} does not offer ${String(given)}; it offers: ${there}`)
}

const text = (option: Fields, given: OptionValue): string => {
  const value = String(chosen(option, given))
  ranged(option, value.length, option['min_length'], option['max_length'] ?? 6_000)
  return value
}

const numeral = (option: Fields, given: OptionValue): number => {
  const value = Number(chosen(option, given))
  const whole = option['type'] === optionTypes.integer
  if (!Number.isFinite(value) || (whole && !Number.isInteger(value)))
    throw new ClientRefusal(`${textOf(option, 'name')} takes a ${whole ? 'whole ' : ''}number`)
  ranged(option, value, option['min_value'], option['max_value'])
  return value
}

const valueFor = (
  body: Body,
  channel: FakeChannel,
  option: Fields,
  given: OptionValue,
  resolved: Resolved,
): unknown => {
  switch (option['type']) {
    case optionTypes.string:
      return text(option, given)
    case optionTypes.integer:
    case optionTypes.number:
      return numeral(option, given)
    case optionTypes.boolean:
      return given === true
    case optionTypes.user:
      return resolved.person(String(given))
    case optionTypes.role:
      return resolved.role(String(given))
    case optionTypes.mentionable:
      return resolved.mentionable(String(given))
    case optionTypes.channel:
      return resolved.channel(String(given))
    default: {
      if (typeof given !== 'object') throw new ClientRefusal(`${textOf(option, 'name')} takes a file`)
      const [file] = uploaded(body.world, channel.id, [given])
      return file ? resolved.file(file) : undefined
    }
  }
}

const filled = (body: Body, channel: FakeChannel, found: Found, options: Options, resolved: Resolved): Fields[] => {
  const unknown = Object.keys(options).filter((name) => !found.takes.some((one) => goesBy(body, one, name)))
  if (unknown.length > 0) {
    const there = found.takes.map((one) => textOf(one, 'name')).join(', ')
    throw new ClientRefusal(`There is no option ${unknown.join(', ')}; there is: ${there || 'none'}`)
  }
  return found.takes.flatMap((option) => {
    const name = textOf(option, 'name')
    const given = options[name] ?? options[shownTo(body, option)]
    if (given === undefined) return []
    return [{ name, type: option['type'], value: valueFor(body, channel, option, given, resolved) }]
  })
}

const dataOf = ({ command, path }: Found, options: readonly Fields[], resolved: Resolved): Fields => {
  const nested = path.reduceRight<readonly Fields[]>(
    (inside, { name, type }) => [{ name, type, options: inside }],
    options,
  )
  const guildId = textOf(command, 'guild_id')
  return {
    id: command['id'],
    name: command['name'],
    type: command['type'],
    ...(guildId ? { guild_id: guildId } : {}),
    ...(nested.length > 0 || path.length > 0 ? { options: nested } : {}),
    ...resolved.field(),
  }
}

/** Slash commands, completion, and the menus of messages and people. */
export const commandActs = (body: Body, deliveries: Deliveries) => {
  const { world, user } = body

  const room = (channelId: string): FakeChannel => {
    const channel = roomFor(body, channelId)
    if (channel.guildId && !(permissionsAt(world, user.id, channel) & permissions.USE_APPLICATION_COMMANDS))
      throw new ClientRefusal(`${user.name} may not use commands in ${channel.name}`)
    return channel
  }

  const menu = (channel: FakeChannel, type: 2 | 3, name: string, target: (resolved: Resolved) => string) => {
    const command = named(available(body, channel), type, name)
    const resolved = openResolved(body, channel)
    const target_id = target(resolved)
    const data = { ...dataOf({ command, path: [], takes: [] }, [], resolved), target_id }
    return deliveries.send({
      type: interactionTypes.command,
      userId: user.id,
      channel,
      data,
      label: `“${name}” by ${user.name}`,
    })
  }

  return {
    /**
     * Uses a slash command, `/incident report`, with options by name. Resolves when it was answered, or when three seconds are
     * over. What the client would not send – a missing required option, a choice that is not offered – is refused here.
     */
    types(channelId: string, line: string, options: Options = {}): Promise<FakeInteraction> {
      const channel = room(channelId)
      const found = find(body, channel, line)
      const missing = found.takes.filter(
        (one) => one['required'] === true && options[textOf(one, 'name')] === undefined,
      )
      if (missing.length > 0)
        throw new ClientRefusal(`${line} needs: ${missing.map((one) => textOf(one, 'name')).join(', ')}`)
      const resolved = openResolved(body, channel)
      const given = filled(body, channel, found, options, resolved)
      const data = dataOf(found, given, resolved)
      return deliveries.send({
        type: interactionTypes.command,
        userId: user.id,
        channel,
        data,
        label: `${line} by ${user.name}`,
      })
    },

    /** Types into an option that completes; answers what was offered. */
    async completes(channelId: string, line: string, option: string, typed: string, options: Options = {}) {
      const channel = room(channelId)
      const found = find(body, channel, line)
      const focused = found.takes.find((one) => one['name'] === option)
      if (focused?.['autocomplete'] !== true) throw new ClientRefusal(`${option} of ${line} does not complete`)
      const resolved = openResolved(body, channel)
      const given = filled(body, channel, found, options, resolved)
      const data = dataOf(
        found,
        [...given, { name: option, type: focused['type'], value: typed, focused: true }],
        resolved,
      )
      const label = `completing ${option} of ${line} by ${user.name}`
      const asked = await deliveries.send({
        type: interactionTypes.autocomplete,
        userId: user.id,
        channel,
        data,
        label,
      })
      return asked.choices ?? []
    },

    /** Uses a command from the menu of a message. */
    usesOnMessage(name: string, message: string | StoredMessage): Promise<FakeInteraction> {
      const target = messageFor(body, message)
      return menu(room(target.channelId), 3, name, (resolved) => resolved.message(target))
    },

    /** Uses a command from the menu of a person. */
    usesOnPerson(channelId: string, name: string, userId: string): Promise<FakeInteraction> {
      return menu(room(channelId), 2, name, (resolved) => resolved.person(userId))
    },

    /** The commands this person is offered in a channel. */
    commands: (channelId: string): readonly Fields[] => available(body, room(channelId)),

    /** The slash commands and their verbs as this person's client calls them. */
    commandNames: (channelId: string): readonly string[] =>
      available(body, room(channelId))
        .filter((one) => (one['type'] ?? 1) === 1)
        .flatMap((one) => listOf(one, 'options').map((verb) => `/${shownTo(body, one)} ${shownTo(body, verb)}`)),

    /** Whether this person can see the channel. */
    sees: (channelId: string): boolean => {
      const channel = world.channels.get(channelId)
      return channel !== undefined && may(world, user.id, channel, 'VIEW_CHANNEL')
    },
  }
}
