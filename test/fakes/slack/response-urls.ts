import type { IncomingMessage } from 'node:http'
import { messageAt } from './channels.js'
import { messageProblems } from './checked-blocks.js'
import { type Fields, isFields, listOf, textOf } from './fields.js'
import { botFields, changeMessage, dropMessage, nameBlocks, readMetadata, splitText, storeMessage } from './messages.js'
import type { FakeChannel, RecordedRequest, StoredEphemeral, StoredMessage } from './model.js'
import { spans } from './options.js'
import { ApiError } from './refused.js'
import type { Reply } from './server.js'
import type { Workspace } from './workspace.js'

/** The right to answer one interaction, up to five times in half an hour. */
export interface ResponseUrl {
  readonly id: string
  readonly user: string
  readonly channel: string
  /** The message the person acted on: a message, or an ephemeral one. */
  readonly origin: { ts: string; ephemeral: boolean } | undefined
  readonly issuedAt: number
  uses: number
}

/** A response address for one interaction. */
export const issueResponseUrl = (world: Workspace, of: Pick<ResponseUrl, 'user' | 'channel' | 'origin'>): string => {
  const id = world.id('R')
  world.responseUrls.set(id, { ...of, id, issuedAt: world.now(), uses: 0 })
  return `${world.origin}/response/${id}`
}

const known = new Set([
  'text',
  'blocks',
  'attachments',
  'response_type',
  'replace_original',
  'delete_original',
  'thread_ts',
  'metadata',
  'unfurl_links',
  'unfurl_media',
  'mrkdwn',
  'parse',
  'link_names',
])

/** What an app says in an acknowledgement or at a response address. */
export interface Response {
  readonly text: string
  readonly blocks: Fields[] | undefined
  readonly attachments: Fields[] | undefined
  readonly inChannel: boolean
  readonly threadTs: string
  readonly metadata: StoredMessage['metadata']
}

/** Checks such a body the way chat.postMessage checks its own. */
export const readResponse = (world: Workspace, body: Fields): Response => {
  const unknown = Object.keys(body).filter((key) => !known.has(key))
  if (unknown.length > 0) throw new ApiError('invalid_arguments', { detail: unknown.join(', ') })
  const type = textOf(body, 'response_type')
  if (type && type !== 'ephemeral' && type !== 'in_channel')
    throw new ApiError('invalid_arguments', { detail: 'response_type' })
  const blocks = body['blocks']
  if (blocks !== undefined) {
    if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format')
    const problems = messageProblems(world, blocks)
    if (problems.length > 0)
      throw new ApiError('invalid_blocks', {
        errors: problems.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`),
      })
    if (blocks.length > 0 && textOf(body, 'text') === '')
      throw new ApiError('no_text', { detail: 'blocks need text beside them' })
  }
  const attachments = body['attachments']
  if (blocks === undefined && attachments === undefined && textOf(body, 'text') === '') throw new ApiError('no_text')
  return {
    text: textOf(body, 'text'),
    blocks: blocks === undefined ? undefined : nameBlocks(world, listOf(body, 'blocks')),
    attachments: attachments === undefined ? undefined : listOf(body, 'attachments'),
    inChannel: type === 'in_channel',
    threadTs: textOf(body, 'thread_ts'),
    metadata: readMetadata(body['metadata']),
  }
}

/** Shows a response: to one person, or to the channel as a message of the bot. */
export const showResponse = (
  world: Workspace,
  to: { user: string; channel: string },
  said: Response,
  by: StoredEphemeral['by'],
): void => {
  const content = {
    ...(said.blocks ? { blocks: said.blocks } : {}),
    ...(said.attachments ? { attachments: said.attachments } : {}),
  }
  if (!said.inChannel) {
    const thread = said.threadTs ? { thread_ts: said.threadTs } : {}
    world.ephemerals.push({ ts: world.ts(), ...to, text: said.text, ...content, ...thread, by })
    return
  }
  const channel = world.channels.get(to.channel) as FakeChannel
  const parent = said.threadTs ? messageAt(world, channel.id, said.threadTs) : undefined
  const parts = said.blocks ? [said.text] : splitText(said.text)
  for (const text of parts)
    void storeMessage(world, channel, {
      ...botFields(world),
      text,
      ...content,
      parent,
      ...(said.metadata ? { metadata: said.metadata } : {}),
    }).delivered
}

const replace = (world: Workspace, url: ResponseUrl, said: Response): boolean => {
  if (!url.origin) return false
  const content = { text: said.text, blocks: said.blocks, attachments: said.attachments }
  if (url.origin.ephemeral) {
    const shown = world.ephemerals.find(({ ts }) => ts === url.origin?.ts)
    if (shown) Object.assign(shown, content)
    return shown !== undefined
  }
  const channel = world.channels.get(url.channel)
  const message = channel && messageAt(world, channel.id, url.origin.ts)
  if (!channel || !message) return false
  void changeMessage(world, channel, message, content as Partial<StoredMessage>)
  return true
}

const remove = (world: Workspace, url: ResponseUrl): void => {
  if (!url.origin) return
  if (url.origin.ephemeral) {
    const at = world.ephemerals.findIndex(({ ts }) => ts === url.origin?.ts)
    if (at >= 0) world.ephemerals.splice(at, 1)
    return
  }
  const channel = world.channels.get(url.channel)
  const message = channel && messageAt(world, channel.id, url.origin.ts)
  if (channel && message) void dropMessage(world, channel, message)
}

const apply = (world: Workspace, url: ResponseUrl, body: Fields): void => {
  if (body['delete_original'] === true) {
    remove(world, url)
    return
  }
  const said = readResponse(world, body)
  if (body['replace_original'] === true && replace(world, url, said)) return
  showResponse(world, url, said, 'response')
}

/** Takes one post to a response address: the sixth, or one after half an hour, is refused with 404. */
export const takeResponse = (
  world: Workspace,
  id: string,
  request: IncomingMessage,
  raw: Buffer,
  seen: RecordedRequest,
): Reply => {
  const url = world.responseUrls.get(id)
  if (!url) {
    world.violate('a post to an unknown response_url')
    return { status: 404, body: { ok: false, error: 'invalid_url' } }
  }
  if (world.now() - url.issuedAt > spans.responseUrlMs)
    return { status: 404, body: { ok: false, error: 'expired_url' } }
  if (url.uses >= spans.responseUrlUses) return { status: 404, body: { ok: false, error: 'used_url' } }
  url.uses += 1
  try {
    if (!(request.headers['content-type'] ?? '').startsWith('application/json')) throw new ApiError('invalid_post_type')
    const body: unknown = JSON.parse(raw.toString())
    if (!isFields(body)) throw new ApiError('json_not_object')
    Object.assign(seen.args, body)
    apply(world, url, body)
    return { status: 200, body: 'ok' }
  } catch (error) {
    const code = error instanceof ApiError ? error.code : 'invalid_json'
    const detail = error instanceof ApiError ? error.extra : {}
    world.violate(`a post to a response_url was refused: ${code} ${JSON.stringify(detail)}`)
    return { status: 200, body: { ok: false, error: code, ...detail } }
  }
}
