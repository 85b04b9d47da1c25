import { createHash } from 'node:crypto'
import { type Fields, isFields, listOf, textOf } from '../fields.js'
import { channelTypes, components as kinds, messageFlags, messageTypes } from './bits.js'
import { isThread } from './channels.js'
import { joinThread } from './membership.js'
import type { FakeChannel, FakeUser, StoredAttachment, StoredMessage } from './model.js'
import { spans } from './options.js'
import { memberJson, userJson } from './people.js'
import { namedIn, pingsOf, textIn } from './pings.js'
import type { World } from './world.js'

/** The address of a file; it is good for a day, and reading the message again gives a fresh one. */
export const attachmentJson = (world: World, file: StoredAttachment): Fields => {
  const hex = (moment: number): string => Math.floor(moment / 1_000).toString(16)
  const signed = `ex=${hex(world.now() + spans.attachment)}&is=${hex(world.now())}`
  const hm = createHash('sha256').update(`${file.id}${signed}`).digest('hex')
  const path = `/attachments/${file.channelId}/${file.id}/${encodeURIComponent(file.filename)}`
  return {
    id: file.id,
    filename: file.filename,
    size: file.bytes.length,
    url: `${world.origin}${path}?${signed}&hm=${hm}&`,
    proxy_url: `${world.origin}${path}?${signed}&hm=${hm}&`,
    content_type: file.contentType,
    ...(file.description === undefined ? {} : { description: file.description }),
    ...(file.ephemeral ? { ephemeral: true } : {}),
  }
}

const reactionsJson = (world: World, message: StoredMessage): Fields[] =>
  message.reactions.map(({ emoji, users }) => ({
    emoji: { id: null, name: emoji },
    count: users.size,
    count_details: { burst: 0, normal: users.size },
    burst_colors: [],
    me: users.has(world.botId),
    me_burst: false,
  }))

const referenceJson = (world: World, message: StoredMessage, deep: boolean): Fields => {
  if (!message.replyTo) return {}
  const { channelId, messageId } = message.replyTo
  const to = world.messages.get(channelId)?.find(({ id }) => id === messageId)
  const guild_id = world.channels.get(channelId)?.guildId
  return {
    message_reference: { type: 0, channel_id: channelId, message_id: messageId, ...(guild_id ? { guild_id } : {}) },
    ...(deep ? { referenced_message: to ? messageJson(world, to, false) : null } : {}),
  }
}

/** Attachments that V2 components show are addressed in the components, too. */
const componentsJson = (world: World, message: StoredMessage): Fields[] => {
  const resolved = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(resolved)
    if (!isFields(part)) return part
    const name = /^attachment:\/\/(.+)$/.exec(textOf(part, 'url'))?.[1]
    const file = name ? message.attachments.find(({ filename }) => filename === name) : undefined
    if (file) {
      const { url, proxy_url, content_type } = attachmentJson(world, file)
      return { ...part, url, proxy_url, content_type, attachment_id: file.id }
    }
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, resolved(value)]))
  }
  return resolved(message.components) as Fields[]
}

/** A message as the API answers it. */
export const messageJson = (world: World, message: StoredMessage, deep = true): Fields => {
  const author = world.users.get(message.authorId) as FakeUser
  const thread = world.channels.get(message.id)
  const interaction = world.interactions.get(message.interactionId ?? '')
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: userJson(author),
    content: message.content,
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === undefined ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    mention_everyone: message.mentions.everyone,
    mentions: message.mentions.users.flatMap((id) => {
      const user = world.users.get(id)
      return user ? [userJson(user)] : []
    }),
    mention_roles: [...message.mentions.roles],
    attachments: message.attachments.map((file) => attachmentJson(world, file)),
    embeds: message.embeds,
    components: componentsJson(world, message),
    reactions: reactionsJson(world, message),
    pinned: message.pinned,
    flags: message.flags | (thread ? messageFlags.hasThread : 0),
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(message.authorId === world.botId ? { application_id: world.applicationId } : {}),
    ...(message.webhookId ? { webhook_id: message.webhookId } : {}),
    ...(interaction
      ? {
          interaction_metadata: {
            id: interaction.id,
            type: interaction.type,
            user: userJson(world.users.get(interaction.userId) as FakeUser),
            authorizing_integration_owners: { '0': interaction.guildId ?? '0' },
          },
        }
      : {}),
    ...referenceJson(world, message, deep),
  }
}

/** The same as an event: with the server and the author's membership. */
export const messageEvent = (world: World, message: StoredMessage): Fields => {
  const guildId = world.channels.get(message.channelId)?.guildId
  const member = guildId ? world.guilds.get(guildId)?.members.get(message.authorId) : undefined
  return {
    ...messageJson(world, message),
    channel_type: world.channels.get(message.channelId)?.type,
    ...(guildId ? { guild_id: guildId } : {}),
    ...(member ? { member: memberJson(member) } : {}),
  }
}

/** Discord numbers the components that have no id. */
export const numbered = (parts: readonly Fields[]): Fields[] => {
  let next = 0
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (!isFields(value)) return value
    const { id, ...rest } = value
    const own = typeof value['type'] === 'number' ? { id: typeof id === 'number' && id > 0 ? id : ++next } : {}
    const inner = Object.entries(rest).map(([key, one]) => {
      const nests = key === 'components' || key === 'accessory' || key === 'component'
      return [key, nests ? walk(one) : one]
    })
    return { ...Object.fromEntries(inner), ...own }
  }
  return walk(parts) as Fields[]
}

/** What a message is made of, whoever sends it. */
export interface Draft {
  readonly channel: FakeChannel
  readonly authorId: string
  readonly content?: string
  readonly type?: number
  readonly embeds?: Fields[]
  readonly components?: Fields[]
  readonly attachments?: StoredAttachment[]
  readonly flags?: number
  readonly nonce?: string | number
  readonly allowedMentions?: unknown
  readonly replyTo?: StoredMessage['replyTo']
  readonly onlyFor?: string
  readonly interactionId?: string
  readonly webhookId?: string
  readonly byInteraction?: boolean
  /** A forum post's first message has the id of its thread. */
  readonly id?: string
}

const callsOf = (world: World, draft: Draft, allowedMentions: unknown) => {
  const text = textIn(draft.content ?? '', draft.components ?? [])
  const replied =
    draft.replyTo && world.messages.get(draft.replyTo.channelId)?.find(({ id }) => id === draft.replyTo?.messageId)
  const pings = pingsOf(world, {
    text,
    allowed: allowedMentions,
    channel: draft.channel,
    authorId: draft.authorId,
    byInteraction: draft.byInteraction ?? false,
    repliesTo: replied?.authorId,
  })
  const named = namedIn(text)
  const mentions = {
    users: [...new Set([...named.users, ...pings.users])],
    roles: named.roles,
    everyone: pings.everyone,
  }
  return { pings, mentions }
}

/** Stores a message and tells of it, unless only one person sees it. */
export const storeMessage = (world: World, draft: Draft): StoredMessage => {
  const { channel } = draft
  const message: StoredMessage = {
    id: draft.id ?? world.id(),
    channelId: channel.id,
    type: draft.type ?? messageTypes.default,
    authorId: draft.authorId,
    content: draft.content ?? '',
    createdAt: world.now(),
    embeds: draft.embeds ?? [],
    components: numbered(draft.components ?? []),
    attachments: draft.attachments ?? [],
    flags: (draft.flags ?? 0) | (draft.onlyFor ? messageFlags.ephemeral : 0),
    reactions: [],
    pinned: false,
    ...callsOf(world, draft, draft.allowedMentions),
    ...(draft.nonce === undefined ? {} : { nonce: draft.nonce }),
    ...(isFields(draft.allowedMentions) ? { allowedMentions: draft.allowedMentions } : {}),
    ...(draft.replyTo ? { replyTo: draft.replyTo } : {}),
    ...(draft.onlyFor ? { onlyFor: draft.onlyFor } : {}),
    ...(draft.interactionId ? { interactionId: draft.interactionId } : {}),
    ...(draft.webhookId ? { webhookId: draft.webhookId } : {}),
  }
  for (const file of message.attachments) world.attachments.set(file.id, file)
  if (draft.onlyFor) {
    world.whispers.push(message)
    world.activity.touch()
    return message
  }
  messagesOf(world, channel.id).push(message)
  channel.lastMessageId = message.id
  if (channel.thread) channel.thread.messageCount += 1
  tell(world, 'MESSAGE_CREATE', message)
  // Who writes in a thread is in it from then on, and so is whoever is called there.
  if (isSaid(message))
    for (const userId of [message.authorId, ...message.pings.users]) joinThread(world, channel, userId)
  return message
}

export const messagesOf = (world: World, channelId: string): StoredMessage[] => {
  const held = world.messages.get(channelId) ?? []
  world.messages.set(channelId, held)
  return held
}

const tell = (world: World, t: string, message: StoredMessage): void =>
  world.emit({
    t,
    d: messageEvent(world, message),
    guildId: world.channels.get(message.channelId)?.guildId,
    channelId: message.channelId,
  })

/** What an edit changes; what is absent stays. */
export type Change = Partial<Pick<StoredMessage, 'content' | 'embeds' | 'components' | 'attachments' | 'flags'>> & {
  readonly allowedMentions?: unknown
  /** False for what nobody edited, such as an unfurled link. Default true. */
  readonly edited?: boolean
}

export const changeMessage = (world: World, message: StoredMessage, change: Change): void => {
  const { allowedMentions, edited = true, components, ...fields } = change
  Object.assign(message, fields)
  if (components) message.components = numbered(components)
  if (edited) message.editedAt = world.now()
  for (const file of message.attachments) world.attachments.set(file.id, file)
  const channel = world.channels.get(message.channelId)
  if (channel && (fields.content !== undefined || components)) {
    const draft: Draft = {
      channel,
      authorId: message.authorId,
      content: message.content,
      components: message.components,
    }
    const byInteraction = message.interactionId !== undefined
    const calls = callsOf(world, { ...draft, byInteraction }, allowedMentions)
    message.mentions = calls.mentions
    message.pings = {
      users: [...new Set([...message.pings.users, ...calls.pings.users])],
      roles: [...new Set([...message.pings.roles, ...calls.pings.roles])],
      everyone: message.pings.everyone || calls.pings.everyone,
    }
  }
  if (message.onlyFor) world.activity.touch()
  else tell(world, 'MESSAGE_UPDATE', message)
}

export const dropMessage = (world: World, message: StoredMessage) => {
  const held = message.onlyFor ? world.whispers : messagesOf(world, message.channelId)
  const at = held.indexOf(message)
  if (at >= 0) held.splice(at, 1)
  const channel = world.channels.get(message.channelId)
  if (channel?.thread) channel.thread.messageCount -= 1
  if (message.onlyFor) return world.activity.touch()
  const guildId = channel?.guildId
  const d = { id: message.id, channel_id: message.channelId, ...(guildId ? { guild_id: guildId } : {}) }
  world.emit({ t: 'MESSAGE_DELETE', d, guildId, channelId: message.channelId })
}

/** Everything that can be pressed or picked from in a message, however deep. */
export const pressable = (parts: readonly Fields[]): Fields[] =>
  parts.flatMap((part) => {
    if (part['type'] === kinds.button || isSelect(part)) return [part]
    const accessory = isFields(part['accessory']) ? [part['accessory']] : []
    return pressable([...listOf(part, 'components'), ...accessory])
  })

export const isSelect = (part: Fields): boolean =>
  [kinds.stringSelect, kinds.userSelect, kinds.roleSelect, kinds.mentionableSelect, kinds.channelSelect].includes(
    part['type'] as 3,
  )

/** Messages of people and bots, not those that Discord writes itself. */
export const isSaid = (message: StoredMessage): boolean =>
  ![messageTypes.rename, messageTypes.pin, messageTypes.threadCreated, messageTypes.starter].includes(message.type)

/** Where somebody can write. */
export const takesMessages = (channel: FakeChannel): boolean =>
  isThread(channel) || [channelTypes.text, channelTypes.dm, channelTypes.announcement].includes(channel.type as 0)
