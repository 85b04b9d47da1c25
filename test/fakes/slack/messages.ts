import { messageAt, messagesIn } from './channels.js'
import { copy, type Fields, fieldsOf, isFields, lengthOf, listOf, present, textOf } from './fields.js'
import type { FakeChannel, StoredMessage } from './model.js'
import { refuse } from './refused.js'
import type { EventAddress, Workspace } from './workspace.js'

const splitAt = 4_000
const cutAt = 40_000
const metadataBytes = 8_192

/** Text above 4 000 characters becomes several messages, as measured; above 40 000 the rest is lost. */
export const splitText = (text: string): string[] => {
  const characters = [...text].slice(0, cutAt)
  const parts: string[] = []
  for (let at = 0; at < characters.length; at += splitAt) parts.push(characters.slice(at, at + splitAt).join(''))
  return parts.length > 0 ? parts : ['']
}

/** Refuses text that chat.update will not take. */
export const checkUpdateText = (text: string): void => {
  if (lengthOf(text) > splitAt) refuse('msg_too_long')
}

/** Metadata as stored: an event type and a flat payload below 8 kB; undefined for none or an empty object. */
export const readMetadata = (value: unknown): StoredMessage['metadata'] => {
  if (value === undefined || value === null) return undefined
  if (!isFields(value)) return refuse('invalid_metadata_format')
  if (Object.keys(value).length === 0) return undefined
  const type = value['event_type']
  const payload = value['event_payload']
  if (typeof type !== 'string' || type === '' || !isFields(payload)) return refuse('invalid_metadata_schema')
  for (const one of Object.values(payload)) {
    const items = Array.isArray(one) ? one : [one]
    if (items.some((item) => !['string', 'number', 'boolean'].includes(typeof item))) refuse('invalid_metadata_schema')
  }
  if (Buffer.byteLength(JSON.stringify(value)) > metadataBytes) refuse('metadata_too_large')
  return { event_type: type, event_payload: payload }
}

/** Where in the thread a new message goes; refuses a reply's timestamp and a missing parent. */
export const threadOf = (world: Workspace, channel: FakeChannel, ts: string): StoredMessage | undefined => {
  if (ts === '') {
    if (channel.threadOnly) refuse('restricted_action_thread_only_channel')
    return undefined
  }
  const parent = messageAt(world, channel.id, ts)
  if (!parent) return refuse('thread_not_found')
  if (parent.thread_ts !== undefined && parent.thread_ts !== parent.ts) return refuse('cannot_reply_to_message')
  if (channel.lockedThreads.has(ts)) return refuse('restricted_action_thread_locked')
  return parent
}

/** Gives every block an id, and every element an action id, as Slack does when a message is stored. */
export const nameBlocks = (world: Workspace, blocks: Fields[]): Fields[] =>
  copy(blocks).map((block) => {
    const named: Fields = { ...block, block_id: textOf(block, 'block_id') || world.id('b').toLowerCase() }
    for (const key of ['element', 'accessory']) if (isFields(named[key])) named[key] = nameElement(world, named[key])
    if (block['type'] === 'actions') named['elements'] = listOf(block, 'elements').map((one) => nameElement(world, one))
    if (Array.isArray(block['child_blocks'])) named['child_blocks'] = nameBlocks(world, listOf(block, 'child_blocks'))
    return named
  })

const nameElement = (world: Workspace, element: Fields): Fields =>
  element['type'] === 'image'
    ? element
    : { ...element, action_id: textOf(element, 'action_id') || world.id('a').toLowerCase() }

/** Where an event about a channel comes from. */
export const addressOf = (world: Workspace, channel: FakeChannel): EventAddress => ({
  contextTeamId: world.teamId,
  extShared: channel.extShared,
})

const hears = (world: Workspace, channel: FakeChannel): boolean => channel.members.has(world.botUserId)

/** Tells the app about a message, if the bot is in the channel. */
export const emitMessage = (world: Workspace, channel: FakeChannel, event: Fields): Promise<unknown> =>
  hears(world, channel)
    ? world.emit({ ...event, channel: channel.id, channel_type: channel.kind }, addressOf(world, channel))
    : Promise.resolve(undefined)

const countReply = (parent: StoredMessage, reply: StoredMessage): void => {
  parent.thread_ts = parent.ts
  parent.reply_count = (parent.reply_count ?? 0) + 1
  parent.latest_reply = reply.ts
  parent.reply_users = [...new Set([...(parent.reply_users ?? []), reply.user ?? ''])].filter(Boolean)
  parent.reply_users_count = parent.reply_users.length
}

export interface NewMessage extends Omit<Partial<StoredMessage>, 'type' | 'ts' | 'text'> {
  readonly text: string
  readonly parent?: StoredMessage | undefined
  readonly broadcast?: boolean
}

/** Stores a message and tells the app; the event is on its way when this returns. */
export const storeMessage = (
  world: Workspace,
  channel: FakeChannel,
  { parent, broadcast, ...fields }: NewMessage,
): { message: StoredMessage; delivered: Promise<unknown> } => {
  const message = present({ type: 'message', ts: world.ts(), ...fields }) as unknown as StoredMessage
  if (parent) {
    message.thread_ts = parent.ts
    message.parent_user_id = parent.user ?? ''
    countReply(parent, message)
    if (broadcast) {
      message.subtype = 'thread_broadcast'
      message.root = copy(parent) as unknown as Fields
    }
  }
  messagesIn(world, channel.id).push(message)
  const { metadata: _metadata, link_names: _names, ...visible } = message
  const told = emitMessage(world, channel, copy({ ...visible, event_ts: message.ts }))
  return { message, delivered: Promise.all([told, emitMetadata(world, channel, message)]) }
}

const emitMetadata = (world: Workspace, channel: FakeChannel, message: StoredMessage): Promise<unknown> => {
  if (!message.metadata || !hears(world, channel)) return Promise.resolve(undefined)
  return world.emit({
    type: 'message_metadata_posted',
    app_id: message.app_id ?? '',
    bot_id: message.bot_id ?? '',
    user_id: message.user ?? '',
    team_id: world.teamId,
    channel_id: channel.id,
    metadata: copy(message.metadata),
    message_ts: message.ts,
    event_ts: message.ts,
  })
}

/** The fields that mark a message as the bot's own. */
export const botFields = (world: Workspace): Partial<StoredMessage> => ({
  user: world.botUserId,
  bot_id: world.botId,
  app_id: world.appId,
  team: world.teamId,
  bot_profile: {
    id: world.botId,
    app_id: world.appId,
    user_id: world.botUserId,
    name: 'desk',
    deleted: false,
    team_id: world.teamId,
    updated: 0,
    icons: {},
  },
})

/** Changes a stored message and tells the app with message_changed. */
export const changeMessage = (
  world: Workspace,
  channel: FakeChannel,
  message: StoredMessage,
  changes: Partial<StoredMessage>,
): Promise<unknown> => {
  const before = copy(message)
  Object.assign(message, changes)
  for (const [key, value] of Object.entries(changes))
    if (value === undefined) delete (message as unknown as Fields)[key]
  const { metadata: _now, ...after } = message
  const { metadata: _then, ...previous } = before
  const ts = world.ts()
  return emitMessage(world, channel, {
    type: 'message',
    subtype: 'message_changed',
    message: copy({ ...after, source_team: world.teamId, user_team: world.teamId }),
    previous_message: previous as unknown as Fields,
    hidden: true,
    ts,
    event_ts: ts,
  })
}

/** Takes a message away; a thread's parent leaves a tombstone. */
export const dropMessage = (world: Workspace, channel: FakeChannel, message: StoredMessage): Promise<unknown> => {
  if ((message.reply_count ?? 0) > 0) {
    const gone: Partial<StoredMessage> = { subtype: 'tombstone', text: 'This message was deleted.', hidden: true }
    return changeMessage(world, channel, message, {
      ...gone,
      user: 'USLACKBOT',
      blocks: undefined,
      files: undefined,
    } as never)
  }
  const all = messagesIn(world, channel.id)
  all.splice(all.indexOf(message), 1)
  const parent = message.thread_ts ? messageAt(world, channel.id, message.thread_ts) : undefined
  if (parent && parent !== message) parent.reply_count = Math.max(0, (parent.reply_count ?? 1) - 1)
  const ts = world.ts()
  return emitMessage(world, channel, {
    type: 'message',
    subtype: 'message_deleted',
    previous_message: copy(message) as unknown as Fields,
    deleted_ts: message.ts,
    hidden: true,
    ts,
    event_ts: ts,
  })
}

/** A message as the Web API returns it; metadata only when asked for. */
export const messageJson = (message: StoredMessage, withMetadata = false): Fields => {
  const { metadata, link_names: _names, ...rest } = copy(message)
  return present({ ...rest, metadata: withMetadata ? metadata : undefined })
}

/** The ids of pictures that blocks refer to. */
export const picturesIn = (blocks: readonly Fields[]): string[] =>
  blocks.map((block) => textOf(fieldsOf(block, 'slack_file'), 'id')).filter(Boolean)
