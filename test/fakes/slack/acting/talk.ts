import { directChannel, messageAt } from '../channels.js'
import type { Fields } from '../fields.js'
import { type Brought, bringFiles } from '../files.js'
import { addressOf, changeMessage, dropMessage, emitMessage, storeMessage } from '../messages.js'
import { shareFiles } from '../methods/files.js'
import { reactTo } from '../methods/pins.js'
import type { FakeChannel, StoredMessage } from '../model.js'
import { ClientRefusal } from '../refused.js'
import type { Workspace } from '../workspace.js'
import { person, roomFor, typed } from './payloads.js'

export interface SayOptions {
  readonly threadTs?: string
  /** Also to the channel. */
  readonly broadcast?: boolean
  readonly files?: readonly Brought[]
  /** Send the text as it is, without what a client does to it. */
  readonly raw?: boolean
}

/** People who write, edit, delete and react. Each resolves when the app has acknowledged what it hears of it. */
export const talkActs = (world: Workspace) => {
  const found = (channelId: string, ts: string): { channel: FakeChannel; message: StoredMessage } => {
    const channel = world.channels.get(channelId)
    const message = channel && messageAt(world, channelId, ts)
    if (!channel || !message) throw new ClientRefusal(`There is no message ${ts} in ${channelId}`)
    return { channel, message }
  }

  const richText = (text: string): Fields[] => [
    {
      type: 'rich_text',
      block_id: world.id('b').toLowerCase(),
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: text || ' ' }] }],
    },
  ]

  const mention = (channel: FakeChannel, message: StoredMessage): Promise<unknown> => {
    const mentioned = message.text.includes(`<@${world.botUserId}>`) || message.text.includes(`<@${world.botUserId}|`)
    if (!mentioned || channel.kind === 'im' || !channel.members.has(world.botUserId)) return Promise.resolve()
    const { reply_count: _count, blocks, ...rest } = message
    const event = { ...rest, type: 'app_mention', channel: channel.id, event_ts: message.ts, blocks }
    return world.emit(event as unknown as Fields, addressOf(world, channel))
  }

  return {
    /** The id of the direct conversation between a person and the bot; made when there is none. */
    directMessages: (userId: string): string => directChannel(world, person(world, userId).id).id,

    /** A person writes a message. `@name`, `#channel`, links and `<` are treated as their client would. */
    async say(userId: string, channelId: string, text: string, how: SayOptions = {}): Promise<StoredMessage> {
      const user = person(world, userId)
      const channel = roomFor(world, user, channelId)
      if (channel.archived) throw new ClientRefusal(`${channelId} is archived`)
      const sent = how.raw ? text : typed(world, text)
      const parent = how.threadTs ? found(channelId, how.threadTs).message : undefined
      const author = {
        user: user.id,
        team: user.teamId,
        client_msg_id: world.id('cmi-').toLowerCase(),
        blocks: richText(text),
      }
      const foreign = user.teamId === world.teamId ? {} : { user_team: user.teamId, source_team: user.teamId }
      if (how.files?.length) {
        const shared = shareFiles(world, channel, bringFiles(world, user.id, how.files), {
          text: sent,
          author: { user: user.id, team: user.teamId, ...foreign },
          ...(how.threadTs ? { threadTs: how.threadTs } : {}),
        })
        await shared.delivered
        return found(channelId, shared.ts).message
      }
      const { message, delivered } = storeMessage(world, channel, {
        ...author,
        ...foreign,
        text: sent,
        parent,
        broadcast: how.broadcast ?? false,
      })
      await Promise.all([delivered, mention(channel, message)])
      return message
    },

    /** Another app's bot writes a message, with the old bot_message subtype. */
    async otherBotSays(channelId: string, text: string, threadTs?: string): Promise<StoredMessage> {
      const channel = world.channels.get(channelId)
      if (!channel) throw new ClientRefusal(`There is no channel ${channelId}`)
      const { message, delivered } = storeMessage(world, channel, {
        subtype: 'bot_message',
        bot_id: 'B0OTHERBOT',
        app_id: 'A0OTHERAPP',
        text,
        parent: threadTs ? messageAt(world, channelId, threadTs) : undefined,
      })
      await delivered
      return message
    },

    /** A person edits their own message. */
    async edit(userId: string, channelId: string, ts: string, text: string): Promise<void> {
      const { channel, message } = found(channelId, ts)
      if (message.user !== userId) throw new ClientRefusal(`${userId} did not write ${ts}`)
      const edited = { user: userId, ts: world.ts() }
      await changeMessage(world, channel, message, { text: typed(world, text), blocks: richText(text), edited })
    },

    /** A person deletes their own message; an admin anybody's. */
    async remove(userId: string, channelId: string, ts: string): Promise<void> {
      const { channel, message } = found(channelId, ts)
      if (message.user !== userId && !person(world, userId).isAdmin)
        throw new ClientRefusal(`${userId} may not delete ${ts}`)
      await dropMessage(world, channel, message)
    },

    /** The owner of a file deletes it. */
    removeFile(id: string): void {
      if (!world.files.delete(id)) throw new ClientRefusal(`There is no file ${id}`)
    },

    /** Slack unfurls a link in a message: the message changes without anybody editing it. */
    async unfurl(channelId: string, ts: string, url = 'https://example.com/'): Promise<void> {
      const { channel, message } = found(channelId, ts)
      const attachments = [{ from_url: url, title: 'A page', fallback: 'A page', id: 1 }]
      await changeMessage(world, channel, message, { attachments })
    },

    /** A person reacts with an emoji, named without colons. */
    async react(userId: string, channelId: string, ts: string, name: string): Promise<void> {
      person(world, userId)
      await reactTo(world, found(channelId, ts), { user: userId, name, add: true })
    },

    async unreact(userId: string, channelId: string, ts: string, name: string): Promise<void> {
      person(world, userId)
      await reactTo(world, found(channelId, ts), { user: userId, name, add: false })
    },

    /** A message of any subtype reaches the app, such as one it has never heard of. */
    async sayWithSubtype(channelId: string, subtype: string, fields: Fields = {}): Promise<void> {
      const channel = world.channels.get(channelId)
      if (!channel) throw new ClientRefusal(`There is no channel ${channelId}`)
      const ts = world.ts()
      await emitMessage(world, channel, { type: 'message', subtype, text: '', ts, event_ts: ts, ...fields })
    },
  }
}
