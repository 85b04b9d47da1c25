import { messagesOf, problemsInBlocks } from '../blocks/index.js'
import { arg, type Call, flag } from '../call.js'
import { messageAt, visibleChannel, writableChannel } from '../channels.js'
import { takeBlocks, viewProblems } from '../checked-blocks.js'
import { type Fields, isFields, lengthOf, listOf } from '../fields.js'
import {
  botFields,
  changeMessage,
  checkUpdateText,
  dropMessage,
  messageJson,
  nameBlocks,
  readMetadata,
  splitText,
  storeMessage,
  threadOf,
} from '../messages.js'
import type { FakeChannel, StoredMessage } from '../model.js'
import { refuse } from '../refused.js'
import type { Method } from './index.js'

const content = [
  'channel',
  'text',
  'blocks',
  'attachments',
  'markdown_text',
  'metadata',
  'thread_ts',
  'reply_broadcast',
  'link_names',
  'parse',
  'mrkdwn',
  'unfurl_links',
  'unfurl_media',
  'username',
  'icon_emoji',
  'icon_url',
  'as_user',
] as const

interface Content {
  readonly text: string
  readonly blocks: Fields[] | undefined
  readonly attachments: Fields[] | undefined
}

/** The text, blocks and attachments of a post. Blocks without text are refused: a screen reader would have nothing to read. */
export const readContent = (call: Call): Content => {
  const { args, world } = call
  const markdown = arg(args, 'markdown_text')
  const hasBlocks = args['blocks'] !== undefined
  if (markdown !== '' && (hasBlocks || arg(args, 'text') !== '')) refuse('markdown_text_conflict')
  if (lengthOf(markdown) > 12_000) refuse('msg_too_long')
  const attachments = args['attachments']
  if (attachments !== undefined && !Array.isArray(attachments)) refuse('invalid_attachments_format')
  if (Array.isArray(attachments) && attachments.length > 100) refuse('too_many_attachments')
  for (const [index, one] of listOf(args, 'attachments').entries())
    if (one['blocks'] !== undefined) takeBlocks(call, one['blocks'], `/attachments/${index}/blocks`)
  const blocks = hasBlocks ? nameBlocks(world, takeBlocks(call, args['blocks'])) : undefined
  const text = markdown || arg(args, 'text')
  if (blocks && blocks.length > 0 && text === '') {
    world.violate(`${call.method} was called with blocks but without text`)
    refuse('no_text', { detail: 'blocks need text beside them' })
  }
  if ((args['username'] || args['icon_emoji'] || args['icon_url']) && !call.token.scopes.has('chat:write.customize'))
    refuse('missing_scope', { needed: 'chat:write.customize', provided: [...call.token.scopes].join(',') })
  return { text, blocks, attachments: attachments === undefined ? undefined : listOf(args, 'attachments') }
}

const checkIcons = (said: Content): void => {
  const empty = said.text === '' && (said.blocks ?? []).length === 0 && (said.attachments ?? []).length === 0
  if (empty) refuse('no_text')
}

const postMessage = (call: Call): Fields => {
  const { world, args, token } = call
  const channel = writableChannel(world, token, arg(args, 'channel'))
  const parent = threadOf(world, channel, arg(args, 'thread_ts'))
  const said = readContent(call)
  checkIcons(said)
  const metadata = readMetadata(args['metadata'])
  const parts = said.blocks && said.blocks.length > 0 ? [said.text] : splitText(said.text)
  const stored = parts.map((text, index) =>
    storeMessage(world, channel, {
      ...botFields(world),
      text,
      ...(said.blocks ? { blocks: said.blocks } : {}),
      ...(said.attachments ? { attachments: said.attachments } : {}),
      ...(metadata && index === 0 ? { metadata } : {}),
      ...(flag(args, 'link_names') ? { link_names: true } : {}),
      parent,
      broadcast: flag(args, 'reply_broadcast'),
    }),
  )
  const message = stored[0]?.message as StoredMessage
  return { channel: channel.id, ts: message.ts, message: messageJson(message, true) }
}

const postEphemeral = (call: Call): Fields => {
  const { world, args, token } = call
  const channel = writableChannel(world, token, arg(args, 'channel'))
  const user = arg(args, 'user')
  if (!world.users.has(user)) refuse('user_not_found')
  if (!channel.members.has(user)) refuse('user_not_in_channel')
  const thread = arg(args, 'thread_ts')
  if (thread) threadOf(world, channel, thread)
  const said = readContent(call)
  checkIcons(said)
  if (said.blocks === undefined) checkUpdateText(said.text)
  const ts = world.ts()
  world.ephemerals.push({
    ts,
    channel: channel.id,
    user,
    text: said.text,
    ...(said.blocks ? { blocks: said.blocks } : {}),
    ...(said.attachments ? { attachments: said.attachments } : {}),
    ...(thread ? { thread_ts: thread } : {}),
    by: 'api',
  })
  return { message_ts: ts }
}

const ownMessage = ({ world, args }: Call, code: string): { channel: FakeChannel; message: StoredMessage } => {
  const channel = visibleChannel(world, arg(args, 'channel'))
  const message = messageAt(world, channel.id, arg(args, 'ts'))
  if (!message || message.subtype === 'tombstone') return refuse('message_not_found')
  if (message.user !== world.botUserId || message.bot_id !== world.botId) return refuse(code)
  return { channel, message }
}

const update = (call: Call): Fields => {
  const { world, args } = call
  const { channel, message } = ownMessage(call, 'cant_update_message')
  if (channel.archived) refuse('is_inactive')
  const said = readContent(call)
  checkUpdateText(said.text)
  if (args['text'] === undefined && said.blocks === undefined && said.attachments === undefined) refuse('no_text')
  const metadata = readMetadata(args['metadata'])
  const edited = { user: world.botUserId, ts: world.ts() }
  const changes: Partial<StoredMessage> = { text: said.text === '' ? message.text : said.text, edited }
  if (said.blocks) changes.blocks = said.blocks
  if (said.attachments) changes.attachments = said.attachments
  if (isFields(args['metadata'])) Object.assign(changes, { metadata })
  void changeMessage(world, channel, message, changes)
  return { channel: channel.id, ts: message.ts, text: message.text, message: messageJson(message, true) }
}

const remove = (call: Call): Fields => {
  const { channel, message } = ownMessage(call, 'cant_delete_message')
  void dropMessage(call.world, channel, message)
  return { channel: channel.id, ts: message.ts }
}

const permalink = ({ world, args }: Call): Fields => {
  const channel = visibleChannel(world, arg(args, 'channel'))
  const ts = arg(args, 'message_ts')
  const message = messageAt(world, channel.id, ts)
  if (!message) return refuse('message_not_found')
  const thread =
    message.thread_ts && message.thread_ts !== ts ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : ''
  const link = `https://${world.teamDomain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}${thread}`
  return { channel: channel.id, permalink: link }
}

const validate = ({ world, args }: Call): Fields => {
  const problems =
    args['view'] !== undefined
      ? viewProblems(world, args['view'])
      : problemsInBlocks(args['blocks'], { surface: 'message' })
  if (problems.length > 0) return refuse('invalid_blocks', { response_metadata: { messages: messagesOf(problems) } })
  return {}
}

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': { scopes: ['chat:write'], tier: 'post', args: content, needs: ['channel'], run: postMessage },
  'chat.postEphemeral': {
    scopes: ['chat:write'],
    tier: 4,
    args: [...content.filter((key) => key !== 'reply_broadcast' && key !== 'metadata'), 'user'],
    needs: ['channel', 'user'],
    run: postEphemeral,
  },
  'chat.update': {
    scopes: ['chat:write'],
    tier: 3,
    args: [
      'channel',
      'ts',
      'text',
      'blocks',
      'attachments',
      'markdown_text',
      'metadata',
      'link_names',
      'parse',
      'as_user',
      'reply_broadcast',
      'file_ids',
      'unfurl_links',
      'unfurl_media',
    ],
    needs: ['channel', 'ts'],
    run: update,
  },
  'chat.delete': {
    scopes: ['chat:write'],
    tier: 3,
    args: ['channel', 'ts', 'as_user'],
    needs: ['channel', 'ts'],
    run: remove,
  },
  'chat.getPermalink': {
    tier: 'special',
    args: ['channel', 'message_ts'],
    needs: ['channel', 'message_ts'],
    run: permalink,
  },
  'blocks.validate': { tier: 3, args: ['blocks', 'message', 'view'], run: validate },
}
