import type { AccountRef, Address, Place } from '../../src/chat/address.js'
import type { FileRef, QuotedMessage } from '../../src/chat/inbound.js'
import type { Directory } from './identity.js'
import { mentions, type Naming, readable, token, withoutMention } from './mentions.js'
import type { DiscordMessageTold, DiscordUser } from './payloads.js'
import type { Whereabouts } from './whereabouts.js'

/** What reading a message needs besides the message. */
export interface Reading {
  readonly self: { readonly user: string }
  readonly directory: Pick<Directory, 'nameOf'>
  readonly whereabouts: Pick<Whereabouts, 'known'>
}

/** A message as it is handed on: readable, with its link and what was attached. `direct` where it stands in no guild. */
export function quoted(message: DiscordMessageTold, place: Place, at: Reading, direct: boolean): QuotedMessage {
  const author = personIn(message)
  return {
    address: addressIn(place, message.id),
    text: readable(saidIn(message, at), names(message, at)),
    files: filesIn(message, place, direct),
    link: linkIn(place, message.id, direct),
    ...(author ? { author: { platform: 'discord', workspace: place.workspace, user: author.id } } : {}),
    ...(message.timestamp ? { at: new Date(message.timestamp).toISOString() } : {}),
  }
}

/** The words of a message as a command line: people as tokens that mean exactly one account. */
export const wordsOf = (message: DiscordMessageTold, place: Place, at: Reading): string =>
  readable(saidIn(message, at), { ...names(message, at), account: (user) => token(place.workspace, user) })

/** A person, or undefined for ourselves, other bots, webhooks and Discord's own. */
export const personIn = ({ author, webhook_id }: DiscordMessageTold): DiscordUser | undefined =>
  !author || author.bot || author.system || webhook_id !== undefined ? undefined : author

/** A message's address. The one that a thread was made of, or that a forum's post begins with, stands in the channel. */
export function addressIn({ thread, ...channel }: Place, message: string): Address {
  return thread && thread !== message ? { ...channel, thread, message } : { ...channel, message }
}

const linkIn = ({ workspace, channel, thread }: Place, message: string, direct: boolean): string =>
  `https://discord.com/channels/${direct ? '@me' : workspace}/${thread ?? channel}/${message}`

function saidIn(message: DiscordMessageTold, { self }: Reading): string {
  const content = message.content || forwarded(message) || fromEmbeds(message)
  return mentions(content, self.user) ? withoutMention(content, self.user) : content
}

const forwarded = ({ message_snapshots }: DiscordMessageTold): string =>
  message_snapshots.map(({ message }) => message.content ?? '').join('\n')

/** What other programs say stands in embeds, as the alerts of monitoring do. */
const fromEmbeds = ({ embeds, webhook_id, author }: DiscordMessageTold): string =>
  webhook_id === undefined && !author?.bot
    ? ''
    : embeds.map(({ title, description }) => [title, description].filter(Boolean).join('\n')).join('\n')

/** A file's own address runs out and opens it for whoever has it: the message is where people look. */
function filesIn(message: DiscordMessageTold, place: Place, direct: boolean): readonly FileRef[] {
  const all = [...message.attachments, ...message.message_snapshots.flatMap((one) => one.message.attachments)]
  const url = linkIn(place, message.id, direct)
  return all.map(({ id, filename, title, content_type, size }) => ({
    name: title ?? filename ?? 'file',
    id,
    ...(content_type ? { type: content_type } : {}),
    ...(typeof size === 'number' ? { size } : {}),
    url,
  }))
}

function names(message: DiscordMessageTold, { directory, whereabouts }: Reading): Naming {
  const named = new Map<string, AccountRef['user']>()
  for (const { id, member, global_name, username } of message.mentions) {
    const name = member?.nick ?? directory.nameOf(id) ?? global_name ?? username
    if (name) named.set(id, name)
  }
  return {
    account: (user) => `@${named.get(user) ?? directory.nameOf(user) ?? user}`,
    channel: (id) => whereabouts.known(id)?.name ?? undefined,
  }
}
