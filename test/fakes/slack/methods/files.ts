import { arg, type Call } from '../call.js'
import { messageAt, writableChannel } from '../channels.js'
import { takeBlocks } from '../checked-blocks.js'
import { type Fields, lengthOf, listOf, textOf } from '../fields.js'
import { fileJson, typeOf } from '../files.js'
import { botFields, nameBlocks, storeMessage } from '../messages.js'
import type { FakeChannel, StoredFile } from '../model.js'
import { refuse } from '../refused.js'
import type { Workspace } from '../workspace.js'
import type { Method } from './index.js'

const begin = ({ world, args }: Call): Fields => {
  const name = arg(args, 'filename')
  const size = Number(arg(args, 'length'))
  const alt = arg(args, 'alt_txt') || arg(args, 'alt_text')
  if (!Number.isInteger(size) || size <= 0) refuse('invalid_arguments', { detail: 'length must be more than 0' })
  if (lengthOf(alt) > 1_000) refuse('invalid_arguments', { detail: 'alt_txt is longer than 1000 characters' })
  const id = world.id('F')
  world.files.set(id, {
    id,
    name,
    title: name,
    size,
    mimetype: typeOf(name),
    user: world.botUserId,
    created: Math.floor(world.now() / 1_000),
    ...(alt ? { altText: alt } : {}),
    channels: [],
    completed: false,
    mode: 'uploading',
  })
  return { upload_url: `${world.origin}/upload/${id}`, file_id: id }
}

const uploaded = (world: Workspace, id: string): StoredFile => {
  const file = world.files.get(id)
  if (!file) return refuse('file_not_found')
  if (file.completed) return refuse('file_upload_already_completed')
  if (!file.bytes) return refuse('file_upload_not_received')
  return file
}

/** Puts files into a channel as one message of the given author. */
export const shareFiles = (
  world: Workspace,
  channel: FakeChannel,
  files: readonly StoredFile[],
  said: { text: string; author: Fields; threadTs?: string; blocks?: Fields[] },
): { delivered: Promise<unknown>; ts: string } => {
  for (const file of files) if (!file.channels.includes(channel.id)) file.channels.push(channel.id)
  const parent = said.threadTs ? messageAt(world, channel.id, said.threadTs) : undefined
  const { message, delivered } = storeMessage(world, channel, {
    ...said.author,
    subtype: 'file_share',
    text: said.text,
    files: files.map((file) =>
      file.foreign ? { id: file.id, file_access: 'check_file_info' } : fileJson(world, file),
    ),
    upload: false,
    parent,
    ...(said.blocks ? { blocks: said.blocks } : {}),
  })
  return { delivered, ts: message.ts }
}

const complete = (call: Call): Fields => {
  const { world, args, token } = call
  const wanted = listOf(args, 'files')
  if (wanted.length === 0) refuse('invalid_arguments')
  const files = wanted.map((one) => uploaded(world, textOf(one, 'id')))
  const target = arg(args, 'channel_id') || arg(args, 'channels').split(',')[0] || ''
  const channel = target ? writableChannel(world, token, target) : undefined
  const threadTs = arg(args, 'thread_ts')
  if (threadTs && (!channel || !messageAt(world, channel.id, threadTs))) refuse('invalid_thread_ts')
  const blocks = args['blocks'] === undefined ? undefined : nameBlocks(world, takeBlocks(call, args['blocks']))
  for (const [index, file] of files.entries()) {
    file.completed = true
    file.mode = 'hosted'
    file.title = textOf(wanted[index] as Fields, 'title') || file.name
    file.readyAt = world.now() + world.settings.fileReadyMs
  }
  if (channel) {
    const text = arg(args, 'initial_comment')
    const author = botFields(world) as Fields
    void shareFiles(world, channel, files, {
      text,
      author,
      ...(threadTs ? { threadTs } : {}),
      ...(blocks ? { blocks } : {}),
    }).delivered
  }
  return { files: files.map((file) => fileJson(world, file)) }
}

const known = ({ world, args }: Call): StoredFile => {
  const file = world.files.get(arg(args, 'file'))
  return file?.completed ? file : refuse('file_not_found')
}

const remove = (call: Call): Fields => {
  const file = known(call)
  if (file.user !== call.world.botUserId) refuse('cant_delete_file')
  call.world.files.delete(file.id)
  return {}
}

export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    tier: 4,
    args: ['filename', 'length', 'alt_txt', 'alt_text', 'snippet_type'],
    needs: ['filename', 'length'],
    run: begin,
  },
  'files.completeUploadExternal': {
    scopes: ['files:write'],
    tier: 4,
    args: ['files', 'channel_id', 'channels', 'thread_ts', 'initial_comment', 'blocks'],
    needs: ['files'],
    run: complete,
  },
  'files.info': {
    scopes: ['files:read'],
    tier: 4,
    args: ['file', 'cursor', 'limit', 'count', 'page'],
    needs: ['file'],
    run: (call) => ({ file: fileJson(call.world, known(call)) }),
  },
  'files.delete': { scopes: ['files:write'], tier: 3, args: ['file'], needs: ['file'], run: remove },
}
