import { type APIMessage, MessageReferenceType, MessageType, Routes } from 'discord.js'
import type { Address, Place } from '../../src/chat/address.js'
import { base, type EventReception, type Heard, nothing, one, ourselves, type Reader } from './heard.js'
import type { Someone } from './identity.js'
import { isCalled, mentions } from './mentions.js'
import { type DiscordMessageTold, deletedBulkShape, deletedShape, messageShape, reactionShape } from './payloads.js'
import { addressIn, personIn, quoted, wordsOf } from './quote.js'
import { changes } from './receive-changes.js'
import { ask, DiscordSaysNo } from './web.js'
import { placeOf } from './whereabouts.js'

/**
 * A dispatch of the gateway as inbounds; undefined for what is none of the desk's business. Only what is named here is let
 * in. Throws Outage when Discord could not tell what must be known.
 */
export const eventFrom = (name: string, raw: unknown, at: EventReception): Promise<Heard> | Heard | undefined =>
  Object.hasOwn(readers, name) ? readers[name]?.(raw, at) : undefined

const readers: Readonly<Record<string, Reader>> = {
  MESSAGE_CREATE: said,
  MESSAGE_UPDATE: edited,
  MESSAGE_DELETE: deleted,
  MESSAGE_DELETE_BULK: deletedBulk,
  MESSAGE_REACTION_ADD: (raw, at) => reacted(raw, at, 'added'),
  MESSAGE_REACTION_REMOVE: (raw, at) => reacted(raw, at, 'removed'),
  ...changes,
}

/** People's own words: everything else that Discord calls a message is a notice, or an answer to a command. */
const spoken: ReadonlySet<number> = new Set([MessageType.Default, MessageType.Reply])

interface Spoken {
  readonly message: DiscordMessageTold
  readonly place: Place
  readonly who: Someone
  readonly direct: boolean
  readonly named: boolean
  /** One of our own messages that this is an answer to. */
  readonly answers: Address | undefined
}

/** A message of a person, where it stands and whose it is; undefined for ourselves, other bots and notices. */
async function spokenBy(message: DiscordMessageTold, at: EventReception): Promise<Spoken | undefined> {
  const user = personIn(message)
  if (!user || !spoken.has(message.type)) return undefined
  const direct = message.guild_id === undefined
  const told = { user, member: message.member }
  const who = message.guild_id ? at.directory.someone(message.guild_id, told) : await at.directory.outOfGuild(told)
  if (!who) return undefined
  const place = direct
    ? directPlace(message.channel_id, who)
    : await placeAt(message.channel_id, who.account.workspace, at)
  const named = mentions(message.content, at.self.user)
  return { message, place, who, direct, named, answers: answered(message, place, at) }
}

const directPlace = (channel: string, { account }: Someone): Place => ({
  platform: 'discord',
  workspace: account.workspace,
  channel,
})

const placeAt = async (channel: string, guild: string, { whereabouts }: EventReception): Promise<Place> =>
  placeOf(await whereabouts.find(channel), guild)

function answered(message: DiscordMessageTold, place: Place, { self }: EventReception): Address | undefined {
  const { message_reference: reference, referenced_message: before } = message
  if (!reference?.message_id || (reference.type ?? 0) !== MessageReferenceType.Default) return undefined
  return before?.author?.id === self.user ? addressIn(place, reference.message_id) : undefined
}

/** Whether the desk has a use for it: said to it, in a thread, in answer to it, or everything where that is wished. */
const isHeard = ({ place, direct, named, answers }: Spoken, { overhear }: EventReception): boolean =>
  overhear || direct || named || place.thread !== undefined || answers !== undefined

/** Without the intent MESSAGE_CONTENT everything of a message that does not name us comes empty. */
const isHidden = ({ message, direct }: Spoken, { messageContent, self }: EventReception): boolean =>
  !messageContent &&
  !direct &&
  message.content === '' &&
  message.attachments.length === 0 &&
  message.embeds.length === 0 &&
  message.sticker_items.length === 0 &&
  message.message_snapshots.length === 0 &&
  !message.mentions.some(({ id }) => id === self.user)

async function said(raw: unknown, at: EventReception): Promise<Heard> {
  const message = at.versions.newest(messageShape.parse(raw))
  const told = message && (await spokenBy(message, at))
  if (!told || !isHeard(told, at)) return nothing
  const { place, who, direct, named, answers } = told
  if (isHidden(told, at)) return place.thread ? { inbounds: [], hidden: { place, who, by: 'words' } } : nothing
  const toDesk = direct || named
  const quote = quoted(message, place, at, direct)
  const words = wordsOf(message, place, at)
  return one({
    ...base(at, who, place),
    ids: [`discord:message:${message.id}`],
    kind: 'said',
    message: quote,
    toDesk,
    ...(toDesk && words !== quote.text ? { words } : {}),
    ...(answers ? { answers } : {}),
  })
}

async function edited(raw: unknown, at: EventReception): Promise<Heard> {
  const message = messageShape.parse(raw)
  // Links that unfold come as changes too, without an instant of editing.
  if (!message.edited_timestamp) return nothing
  const told = await spokenBy(message, at)
  if (!told || isHidden(told, at)) return nothing
  at.versions.edit(message)
  if (!isHeard(told, at)) return nothing
  const { place, who, direct } = told
  return one({
    ...base(at, who, place),
    ids: [`discord:message:${message.id}:edited:${message.edited_timestamp}`],
    kind: 'edited',
    message: quoted(message, place, at, direct),
  })
}

function deleted(raw: unknown, at: EventReception): Promise<Heard> {
  const { id, ...where } = deletedShape.parse(raw)
  return removed({ ...where, ids: [id] }, at)
}

function deletedBulk(raw: unknown, at: EventReception): Promise<Heard> {
  return removed(deletedBulkShape.parse(raw), at)
}

/** Discord tells neither who wrote it nor who took it away. */
async function removed(
  { ids, channel_id, guild_id }: { ids: readonly string[]; channel_id: string; guild_id: string | undefined },
  at: EventReception,
): Promise<Heard> {
  for (const id of ids) at.versions.remove(id)
  const guilds = guild_id ? [guild_id] : [...at.guilds()]
  const places = await Promise.all(guilds.map((workspace) => placeIn(channel_id, workspace, guild_id, at)))
  return {
    inbounds: places.flatMap((place) =>
      ids.map((id) => ({
        ...base(at, ourselves(place.workspace, at), place),
        ids: [guild_id ? `discord:message:${id}:deleted` : `discord:message:${id}:deleted:${place.workspace}`],
        kind: 'deleted' as const,
        message: addressIn(place, id),
      })),
    ),
  }
}

/** A direct conversation belongs to whichever guild its person does, and a deletion does not say who that is. */
const placeIn = (channel: string, workspace: string, guild: string | undefined, at: EventReception) =>
  guild ? placeAt(channel, workspace, at) : { platform: 'discord', workspace, channel }

async function reacted(raw: unknown, at: EventReception, what: 'added' | 'removed'): Promise<Heard> {
  const { user_id, channel_id, message_id, guild_id, member: by, emoji } = reactionShape.parse(raw)
  if (user_id === at.self.user || by?.user?.bot || !isCalled(emoji, at.ticketEmoji)) return nothing
  const user = by?.user ?? { id: user_id, bot: false, system: false, username: undefined, global_name: undefined }
  const told = { user, member: by }
  const who = guild_id ? at.directory.someone(guild_id, told) : await at.directory.outOfGuild(told)
  if (!who) return nothing
  const place = await placeIn(channel_id, who.account.workspace, guild_id, at)
  const happening = {
    ...base(at, who, place),
    emoji: at.ticketEmoji,
  }
  // A reaction has no id and no time, so one that is set again after it was taken away is the same one: told twice it
  // must not report twice.
  const ids: [string] = [`discord:reaction:${message_id}:${user_id}:${at.ticketEmoji}:${what}`]
  if (what === 'removed') return one({ ...happening, ids, kind: 'unreacted', message: addressIn(place, message_id) })
  const message = await messageAt(channel_id, message_id, at)
  if (message && isUnreadable(message, guild_id === undefined, at))
    return { inbounds: [], hidden: { place, who, by: 'mark' } }
  const found = message ?? messageShape.parse({ id: message_id, channel_id })
  return one({
    ...happening,
    ids,
    kind: 'reacted',
    message: quoted(found, place, at, guild_id === undefined),
  })
}

const isUnreadable = (message: DiscordMessageTold, direct: boolean, at: EventReception): boolean =>
  personIn(message) !== undefined && isHidden({ message, direct } as Spoken, at)

/** The message itself, which the event does not hold; undefined when the desk may not read it. */
async function messageAt(channel: string, id: string, at: EventReception): Promise<DiscordMessageTold | undefined> {
  try {
    return messageShape.parse(await ask<APIMessage>(() => at.web.get(Routes.channelMessage(channel, id))))
  } catch (error) {
    if (!(error instanceof DiscordSaysNo)) throw error
    at.log.warn({ channel, code: error.code }, 'a message with a reaction could not be read')
    return undefined
  }
}
