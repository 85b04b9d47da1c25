import { channelTypes, messageTypes } from './bits.js'
import { channelJson } from './channels.js'
import { messagesOf, storeMessage, tellMessage } from './messages.js'
import type { FakeChannel, StoredMessage } from './model.js'
import type { World } from './world.js'

export interface ThreadDraft {
  readonly parent: FakeChannel
  readonly name: string
  readonly type: number
  readonly ownerId: string
  readonly autoArchiveMinutes?: number
  readonly invitable?: boolean
  readonly tags?: readonly string[]
  /** The message that it hangs on. */
  readonly starter?: StoredMessage
  /** Of a forum post, which has no thread-created line in the parent. */
  readonly quiet?: boolean
}

/** Opens a thread. One that hangs on a message has that message's id. */
export const openThread = (world: World, draft: ThreadDraft): FakeChannel => {
  const { parent, starter } = draft
  const thread: FakeChannel = {
    id: starter?.id ?? world.id(),
    type: draft.type,
    guildId: parent.guildId,
    name: draft.name,
    topic: null,
    parentId: parent.id,
    overwrites: [],
    flags: 0,
    tags: [],
    position: 0,
    lastMessageId: null,
    thread: {
      ownerId: draft.ownerId,
      archived: false,
      locked: false,
      invitable: draft.invitable ?? true,
      autoArchiveMinutes: draft.autoArchiveMinutes ?? 4_320,
      archivedAt: world.now(),
      createdAt: world.now(),
      members: new Set([draft.ownerId]),
      appliedTags: [...(draft.tags ?? [])],
      messageCount: 0,
    },
  }
  world.channels.set(thread.id, thread)
  world.messages.set(thread.id, [])
  // Of a forum the last message is the newest post.
  if (draft.quiet) parent.lastMessageId = thread.id
  world.emit({
    t: 'THREAD_CREATE',
    d: { ...channelJson(world, thread), newly_created: true },
    guildId: thread.guildId,
    channelId: thread.id,
  })
  if (starter) {
    tellMessage(world, 'MESSAGE_UPDATE', starter)
    const replyTo = { channelId: parent.id, messageId: starter.id }
    storeMessage(world, {
      channel: thread,
      authorId: starter.authorId,
      type: messageTypes.starter,
      replyTo,
      allowedMentions: { parse: [] },
    })
    if (thread.thread) thread.thread.messageCount = 0
  } else if (!draft.quiet && draft.type !== channelTypes.privateThread) {
    const replyTo = { channelId: thread.id, messageId: thread.id }
    const content = draft.name
    storeMessage(world, {
      channel: parent,
      authorId: draft.ownerId,
      type: messageTypes.threadCreated,
      content,
      replyTo,
      allowedMentions: { parse: [] },
    })
  }
  return thread
}

export const tellThread = (world: World, thread: FakeChannel): void =>
  world.emit({ t: 'THREAD_UPDATE', d: channelJson(world, thread), guildId: thread.guildId, channelId: thread.id })

/** Archives or opens a thread, by whomever, and tells of it. */
export const setArchived = (world: World, thread: FakeChannel, archived: boolean): void => {
  if (!thread.thread || thread.thread.archived === archived) return
  thread.thread.archived = archived
  thread.thread.archivedAt = world.now()
  tellThread(world, thread)
}

/** A thread goes, with all that was said in it. */
export const dropThread = (world: World, thread: FakeChannel): void => {
  const { id, guildId, parentId, type } = thread
  world.emit({ t: 'THREAD_DELETE', d: { id, guild_id: guildId, parent_id: parentId, type }, guildId, channelId: id })
  world.channels.delete(id)
  world.messages.delete(id)
}

/** The message of a channel, its own thread's starter too. */
export const messageIn = (world: World, channelId: string, id: string): StoredMessage | undefined =>
  messagesOf(world, channelId).find((one) => one.id === id)
