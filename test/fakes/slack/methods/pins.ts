import { arg, type Call } from '../call.js'
import { messageAt, visibleChannel } from '../channels.js'
import { type Fields, lengthOf } from '../fields.js'
import { messageJson } from '../messages.js'
import type { FakeChannel, StoredMessage } from '../model.js'
import { refuse } from '../refused.js'
import type { Workspace } from '../workspace.js'
import type { Method } from './index.js'

const inside = ({ world, args }: Call, key: string): FakeChannel => {
  const channel = visibleChannel(world, arg(args, key))
  if (channel.archived) refuse('is_archived')
  if (!channel.members.has(world.botUserId)) refuse('not_in_channel')
  return channel
}

const at = (call: Call): { channel: FakeChannel; message: StoredMessage } => {
  const channel = inside(call, 'channel')
  const message = messageAt(call.world, channel.id, arg(call.args, 'timestamp'))
  return message ? { channel, message } : refuse('message_not_found')
}

const pin = (call: Call): Fields => {
  const { channel, message } = at(call)
  if (channel.pins.some(({ ts }) => ts === message.ts)) refuse('already_pinned')
  channel.pins.push({ ts: message.ts, user: call.world.botUserId, at: Math.floor(call.world.now() / 1_000) })
  return {}
}

const unpin = (call: Call): Fields => {
  const { channel, message } = at(call)
  const index = channel.pins.findIndex(({ ts }) => ts === message.ts)
  if (index < 0) refuse('no_pin')
  channel.pins.splice(index, 1)
  return {}
}

const pins = (call: Call): Fields => {
  const channel = inside(call, 'channel')
  const items = channel.pins.map((one) => {
    const message = messageAt(call.world, channel.id, one.ts)
    return {
      type: 'message',
      created: one.at,
      created_by: one.user,
      channel: channel.id,
      message: message && messageJson(message),
    }
  })
  return { items }
}

/** Adds or takes away one person's reaction and tells the app. */
export const reactTo = (
  world: Workspace,
  where: { channel: FakeChannel; message: StoredMessage },
  { user, name, add }: { user: string; name: string; add: boolean },
): Promise<unknown> => {
  const { channel, message } = where
  const list = message.reactions ?? []
  const reaction = list.find((one) => one.name === name) ?? { name, users: [], count: 0 }
  const there = reaction.users.includes(user)
  if (add === there) refuse(add ? 'already_reacted' : 'no_reaction')
  if (add && reaction.count === 0) list.push(reaction)
  if (add) reaction.users.push(user)
  else reaction.users.splice(reaction.users.indexOf(user), 1)
  reaction.count = reaction.users.length
  if (reaction.count === 0) list.splice(list.indexOf(reaction), 1)
  if (list.length === 0) delete message.reactions
  else message.reactions = list
  if (!channel.members.has(world.botUserId)) return Promise.resolve(undefined)
  return world.emit({
    type: add ? 'reaction_added' : 'reaction_removed',
    user,
    reaction: name,
    item: { type: 'message', channel: channel.id, ts: message.ts },
    item_user: message.user ?? '',
    event_ts: world.ts(),
  })
}

const react =
  (add: boolean) =>
  (call: Call): Fields => {
    const name = arg(call.args, 'name')
    if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) refuse('invalid_name')
    void reactTo(call.world, at(call), { user: call.world.botUserId, name, add })
    return {}
  }

const link = (call: Call): { title: string; link: string } => {
  const [title, url] = [arg(call.args, 'title'), arg(call.args, 'link')]
  if (lengthOf(title) > 256 || lengthOf(url) > 2_048) refuse('invalid_arguments')
  if (url !== '' && !/^https?:\/\/\S+$/.test(url)) refuse('invalid_link')
  return { title, link: url }
}

const bookmark = (call: Call): Fields => {
  const channel = inside(call, 'channel_id')
  if (arg(call.args, 'type') !== 'link') refuse('invalid_bookmark_type')
  const made: Fields = {
    id: call.world.id('Bk'),
    channel_id: channel.id,
    type: 'link',
    ...link(call),
    emoji: arg(call.args, 'emoji'),
  }
  if (channel.bookmarks.length >= 100) refuse('too_many_bookmarks')
  channel.bookmarks.push(made)
  return { bookmark: made }
}

const known = (call: Call): { channel: FakeChannel; index: number } => {
  const channel = inside(call, 'channel_id')
  const index = channel.bookmarks.findIndex((one) => one['id'] === arg(call.args, 'bookmark_id'))
  return index < 0 ? refuse('not_found') : { channel, index }
}

const editBookmark = (call: Call): Fields => {
  const { channel, index } = known(call)
  const changes = Object.fromEntries(Object.entries(link(call)).filter(([, value]) => value !== ''))
  const bookmarked = Object.assign(channel.bookmarks[index] as Fields, changes)
  return { bookmark: bookmarked }
}

const canvas = (call: Call): Fields => {
  const channel = inside(call, 'channel_id')
  if (channel.canvas) refuse('channel_canvas_already_exists')
  channel.canvas = call.world.id('F')
  return { canvas_id: channel.canvas }
}

export const pinMethods: Record<string, Method> = {
  'pins.add': {
    scopes: ['pins:write'],
    tier: 2,
    args: ['channel', 'timestamp'],
    needs: ['channel', 'timestamp'],
    run: pin,
  },
  'pins.remove': {
    scopes: ['pins:write'],
    tier: 2,
    args: ['channel', 'timestamp'],
    needs: ['channel', 'timestamp'],
    run: unpin,
  },
  'pins.list': { scopes: ['pins:read'], tier: 2, args: ['channel'], needs: ['channel'], run: pins },
  'reactions.add': {
    scopes: ['reactions:write'],
    tier: 3,
    args: ['channel', 'name', 'timestamp'],
    needs: ['channel', 'name', 'timestamp'],
    run: react(true),
  },
  'reactions.remove': {
    scopes: ['reactions:write'],
    tier: 2,
    args: ['channel', 'name', 'timestamp'],
    needs: ['channel', 'name', 'timestamp'],
    run: react(false),
  },
  'reactions.get': {
    scopes: ['reactions:read'],
    tier: 3,
    args: ['channel', 'timestamp', 'full'],
    needs: ['channel', 'timestamp'],
    run: (call) => ({ type: 'message', message: messageJson(at(call).message) }),
  },
  'bookmarks.add': {
    scopes: ['bookmarks:write'],
    tier: 2,
    args: ['channel_id', 'title', 'link', 'type', 'emoji', 'entity_id', 'parent_id'],
    needs: ['channel_id', 'title', 'type'],
    run: bookmark,
  },
  'bookmarks.edit': {
    scopes: ['bookmarks:write'],
    tier: 2,
    args: ['channel_id', 'bookmark_id', 'title', 'link', 'emoji'],
    needs: ['channel_id', 'bookmark_id'],
    run: editBookmark,
  },
  'bookmarks.list': {
    scopes: ['bookmarks:read'],
    tier: 3,
    args: ['channel_id'],
    needs: ['channel_id'],
    run: (call) => ({ bookmarks: inside(call, 'channel_id').bookmarks }),
  },
  'bookmarks.remove': {
    scopes: ['bookmarks:write'],
    tier: 2,
    args: ['channel_id', 'bookmark_id', 'quip_section_id'],
    needs: ['channel_id', 'bookmark_id'],
    run: (call) => {
      const { channel, index } = known(call)
      channel.bookmarks.splice(index, 1)
      return {}
    },
  },
  'conversations.canvases.create': {
    scopes: ['canvases:write'],
    tier: 2,
    args: ['channel_id', 'document_content', 'title'],
    needs: ['channel_id'],
    run: canvas,
  },
}
