import { createHash } from 'node:crypto'
import { type Fields, isFields, textOf } from '../fields.js'
import { messageFlags } from './bits.js'
import { channelJson } from './channels.js'
import type { FakeUser, StoredAttachment, StoredMessage } from './model.js'
import { spans } from './options.js'
import { memberJson, userJson } from './people.js'
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
    ...(thread && deep && thread.id !== message.channelId ? { thread: channelJson(world, thread) } : {}),
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
