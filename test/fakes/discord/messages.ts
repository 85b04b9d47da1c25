import { type Fields, isFields, listOf } from '../fields.js'
import { channelTypes, components as kinds, messageFlags, messageTypes } from './bits.js'
import { isThread } from './channels.js'
import { joinThread } from './membership.js'
import { messageEvent } from './message-json.js'
import type { FakeChannel, StoredAttachment, StoredMessage } from './model.js'
import { namedIn, pingsOf, textIn } from './pings.js'
import type { World } from './world.js'

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
  tellMessage(world, 'MESSAGE_CREATE', message)
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

/** Tells of a message. It is told as updated, though nobody edited it, when a thread is opened on it, too. */
export const tellMessage = (world: World, t: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', message: StoredMessage): void =>
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
  else tellMessage(world, 'MESSAGE_UPDATE', message)
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
