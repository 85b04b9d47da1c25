import { channelTypes, messageTypes } from '../bits.js'
import { directChannel, isForum } from '../channels.js'
import { changeMessage, dropMessage, storeMessage } from '../messages.js'
import type { FakeChannel, StoredMessage } from '../model.js'
import { may } from '../permissions.js'
import { addReaction, removeReaction } from '../reactions.js'
import { ClientRefusal } from '../refused.js'
import { openThread, setArchived } from '../threads.js'
import { type Body, type FileSpec, messageFor, roomFor, roomToSpeak, uploaded } from './body.js'

export interface Saying {
  readonly replyTo?: string | StoredMessage
  /** Whether a reply calls the author it replies to. Default true. */
  readonly pingsAuthor?: boolean
  readonly files?: readonly FileSpec[]
  /** Names the desk first. */
  readonly toDesk?: boolean
}

/** People who write, edit, delete, react, and open threads. The application hears of it at once. */
export const talkActs = (body: Body) => {
  const { world, user } = body

  const own = (which: string | StoredMessage): StoredMessage => {
    const message = messageFor(body, which)
    if (message.authorId !== user.id) throw new ClientRefusal(`${user.name} did not write ${message.id}`)
    return message
  }

  const open = (message: StoredMessage): void => {
    if (world.channels.get(message.channelId)?.thread?.archived) throw new ClientRefusal('The thread is archived')
  }

  const say = (channel: FakeChannel, text: string, how: Saying, id?: string): StoredMessage => {
    const to = how.replyTo === undefined ? undefined : messageFor(body, how.replyTo)
    if (how.files?.length && !may(world, user.id, channel, 'ATTACH_FILES'))
      throw new ClientRefusal(`${user.name} may not attach files in ${channel.name}`)
    const content = how.toDesk ? `<@${world.botId}> ${text}` : text
    if (content.length > 2_000) throw new ClientRefusal('The client takes 2000 characters')
    const parse = ['users', 'roles', 'everyone']
    const message = storeMessage(world, {
      channel,
      authorId: user.id,
      type: to ? messageTypes.reply : messageTypes.default,
      content,
      attachments: uploaded(world, channel.id, how.files ?? []),
      allowedMentions: { parse, replied_user: how.pingsAuthor ?? true },
      ...(to ? { replyTo: { channelId: to.channelId, messageId: to.id } } : {}),
      id: id ?? world.idOfWords(),
    })
    return message
  }

  return {
    /** Writes in a channel or a thread. */
    async writes(channelId: string, text: string, how: Saying = {}): Promise<StoredMessage> {
      return say(roomToSpeak(body, channelId), text, how)
    },

    /** Writes to the bot directly. */
    async writesDirectly(text: string, how: Saying = {}): Promise<StoredMessage> {
      if (![...world.guilds.values()].some(({ members }) => members.has(user.id)))
        throw new ClientRefusal(`${user.name} shares no server with the bot`)
      return say(directChannel(world, user.id), text, how)
    },

    async edits(which: string | StoredMessage, text: string): Promise<void> {
      const message = own(which)
      open(message)
      changeMessage(world, message, { content: text })
    },

    /** Deletes a message of their own, or anybody's with the right to. */
    async deletes(which: string | StoredMessage): Promise<void> {
      const message = messageFor(body, which)
      const channel = roomFor(body, message.channelId)
      if (message.authorId !== user.id && !may(world, user.id, channel, 'MANAGE_MESSAGES'))
        throw new ClientRefusal(`${user.name} may not delete ${message.id}`)
      open(message)
      dropMessage(world, message)
    },

    /** Reacts with an emoji, as its character. */
    async reacts(which: string | StoredMessage, emoji: string): Promise<void> {
      const message = messageFor(body, which)
      open(message)
      addReaction(world, message, { userId: user.id, emoji })
    },

    async unreacts(which: string | StoredMessage, emoji: string): Promise<void> {
      removeReaction(world, messageFor(body, which), { userId: user.id, emoji })
    },

    /** Opens a thread on a message. */
    async opensThread(which: string | StoredMessage, name: string): Promise<FakeChannel> {
      const starter = messageFor(body, which)
      const parent = roomFor(body, starter.channelId)
      if (!may(world, user.id, parent, 'CREATE_PUBLIC_THREADS'))
        throw new ClientRefusal(`${user.name} may not open threads in ${parent.name}`)
      if (world.channels.has(starter.id)) throw new ClientRefusal('There is a thread already')
      return openThread(world, { parent, name, ownerId: user.id, type: channelTypes.publicThread, starter })
    },

    /** Writes a post in a forum. */
    async posts(forumId: string, name: string, text: string, tags: readonly string[] = []): Promise<FakeChannel> {
      const parent = roomToSpeak(body, forumId)
      if (!isForum(parent)) throw new ClientRefusal(`${parent.name} is no forum`)
      const ids = tags.map((tag) => parent.tags.find((one) => one.id === tag || one.name === tag)?.id ?? tag)
      const draft = { parent, name, ownerId: user.id, type: channelTypes.publicThread, tags: ids, quiet: true }
      const thread = openThread(world, draft)
      say(thread, text, {}, thread.id)
      return thread
    },

    /** Archives a thread (or opens it again), as a moderator or its owner. */
    async archives(threadId: string, archived = true): Promise<void> {
      const thread = roomFor(body, threadId)
      if (thread.thread?.ownerId !== user.id && !may(world, user.id, thread, 'MANAGE_THREADS'))
        throw new ClientRefusal(`${user.name} may not archive ${thread.name}`)
      setArchived(world, thread, archived)
    },
  }
}
