import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js'
import { accountWord, type Place } from '../../src/chat/address.js'
import type { Registry } from '../../src/chat/command.js'
import type { Inbound } from '../../src/chat/inbound.js'
import type { Clock } from '../../src/kernel/clock.js'
import type { Log } from '../../src/kernel/log.js'
import { filesBy, someFiles } from './handed-in.js'
import type { Directory, Someone } from './identity.js'
import { type Attached, type CommandData, commandData, type DiscordOption, type InteractionTold } from './payloads.js'
import { addressIn, quoted, type Reading } from './quote.js'
import { shortcutNamed } from './register.js'
import type { Web } from './web.js'
import { isThread, placeOf, type Whereabouts } from './whereabouts.js'

/** What turning payloads into inbounds needs. */
export interface Reception extends Reading {
  readonly directory: Directory
  readonly whereabouts: Whereabouts
  readonly web: Web
  readonly clock: Clock
  readonly log: Log
  readonly registry: Registry
  readonly ticketEmoji: string
  /** Whether what is said at the top of channels, and not to the desk, is handed over too. */
  readonly overhear: boolean
  /** Whether Discord tells us what is said without naming us. */
  readonly messageContent: boolean
}

/** How a late answer finds its way; it stands in `Inbound.answerBy` and survives a crash with it. */
export interface AnswerBy {
  readonly application: string
  readonly token: string
  /** A component was used: the first message that the token stands for may be the one with the component. */
  readonly on?: 'component'
  /** The message below is one of our own questions to this person, such as between two steps of a form. */
  readonly replaces?: true
  /** The form that was sent. */
  readonly form?: string
}

export const answerBy = (inbound: Inbound): AnswerBy | undefined => inbound.answerBy as AnswerBy | undefined

type Base = Pick<Inbound, 'ids' | 'account' | 'profile' | 'place' | 'at' | 'canOpenForm'> & { answerBy: AnswerBy }

/** Everything of an interaction that is the same for all kinds; undefined for somebody who is in none of our guilds. */
export async function baseOf(told: InteractionTold, at: Reception): Promise<Base | undefined> {
  const who = await whoIn(told, at)
  if (!who) return undefined
  return {
    ids: [`discord:interaction:${told.id}`],
    ...who,
    place: await placeIn(told, who.account.workspace, at),
    at: at.clock.now().toISOString(),
    canOpenForm: true,
    answerBy: {
      application: told.application_id,
      token: told.token,
      ...(told.message ? { on: 'component' } : {}),
    },
  }
}

async function whoIn(told: InteractionTold, { directory }: Reception): Promise<Someone | undefined> {
  const user = told.member?.user ?? told.user
  if (!user) return undefined
  const person = { user, member: told.member, locale: told.locale }
  return told.guild_id ? directory.someone(told.guild_id, person) : directory.outOfGuild(person)
}

/** Whoever uses a command in a thread is in its channel, and there in the thread. */
async function placeIn(told: InteractionTold, guild: string, { whereabouts }: Reception): Promise<Place> {
  const { channel } = told
  const id = told.channel_id ?? channel?.id ?? ''
  if (!channel || channel.type === undefined) return placeOf(whereabouts.known(id) ?? { id }, guild)
  if (!isThread(channel) || channel.parent_id) return placeOf(channel, guild)
  return placeOf(await whereabouts.find(id), guild)
}

/** A slash command, or one of the menus on messages and people. */
export function commandFrom(told: InteractionTold, base: Base, at: Reception): Inbound {
  const data = commandData.parse(told.data)
  if (data.type === ApplicationCommandType.ChatInput) {
    const { words, options } = lineOf(data)
    const given = givenIn(options, base.account.workspace)
    return {
      ...base,
      kind: 'command',
      words,
      given,
      ...someFiles(filesBy(filesGiven(options), data.resolved?.attachments)),
    }
  }
  return { ...base, kind: 'shortcut', name: shortcutNamed(data.name, at.registry), ...targetOf(data, base, told, at) }
}

function targetOf(data: CommandData, base: Base, told: InteractionTold, at: Reception) {
  const target = data.target_id
  if (target === undefined) return {}
  if (data.type === ApplicationCommandType.User) return { person: { ...base.account, user: target } }
  const message = data.resolved?.messages?.[target]
  return message ? { message: quoted(message, base.place, at, told.guild_id === undefined) } : {}
}

/** What is being typed for one argument. */
export function completeFrom(told: InteractionTold, base: Base): Inbound {
  const { words, options } = lineOf(commandData.parse(told.data))
  const focused = options.find((option) => option.focused)
  const others = options.filter((option) => !option.focused)
  return {
    ...base,
    canOpenForm: false,
    kind: 'complete',
    command: words,
    argument: focused?.name ?? '',
    typed: String(focused?.value ?? ''),
    given: givenIn(others, base.account.workspace),
  }
}

/** `incident` with the subcommand `report` in it is `incident report`. */
function lineOf({ name, options }: CommandData): { words: string; options: readonly DiscordOption[] } {
  const nested: ReadonlySet<number> = new Set([
    ApplicationCommandOptionType.Subcommand,
    ApplicationCommandOptionType.SubcommandGroup,
  ])
  const [first] = options
  if (!first || !nested.has(first.type)) return { words: name, options }
  const within = lineOf({ ...emptyData, name: first.name, options: [...(first.options ?? [])] })
  return { words: `${name} ${within.words}`, options: within.options }
}

const emptyData = { type: ApplicationCommandType.ChatInput, target_id: undefined, resolved: undefined }

function givenIn(options: readonly DiscordOption[], guild: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    options.filter(isNoFile).map(({ name, type, value }) => {
      const user = type === ApplicationCommandOptionType.User
      const account = { platform: 'discord', workspace: guild, user: String(value) }
      return [name, user ? accountWord(account) : String(value ?? '')]
    }),
  )
}

const isNoFile = ({ type }: DiscordOption): boolean => type !== ApplicationCommandOptionType.Attachment

const filesGiven = (options: readonly DiscordOption[]) =>
  Object.fromEntries(options.filter((one) => !isNoFile(one)).map(({ name, value }) => [name, [String(value)]]))

/** All files that came with a command. */
export const attachedTo = (told: InteractionTold): readonly Attached[] =>
  Object.values(commandData.parse(told.data).resolved?.attachments ?? {})

/** The message under a component, where it stands for all to see and not only for the one who used it. */
export function cardUnder(told: InteractionTold, place: Place) {
  const { message } = told
  if (!message || isWhisper(message.flags)) return {}
  return { card: addressIn(place, message.id) }
}

const ephemeral = 1 << 6
export const isWhisper = (flags: number): boolean => (flags & ephemeral) !== 0
