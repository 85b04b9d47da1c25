import { arg, type Call } from '../call.js'
import { writableChannel } from '../channels.js'
import type { Fields } from '../fields.js'
import { botFields, readMetadata, storeMessage } from '../messages.js'
import { refuse } from '../refused.js'
import type { Workspace } from '../workspace.js'
import { readContent } from './chat.js'
import type { Method } from './index.js'

const dayMs = 86_400_000

const schedule = (call: Call): Fields => {
  const { world, args, token } = call
  const channel = writableChannel(world, token, arg(args, 'channel'))
  const postAt = Number(arg(args, 'post_at'))
  if (!Number.isInteger(postAt)) refuse('invalid_time')
  if (postAt * 1_000 <= world.now()) refuse('time_in_past')
  if (postAt * 1_000 > world.now() + 120 * dayMs) refuse('time_too_far')
  readContent(call)
  readMetadata(args['metadata'])
  const window = Math.floor(postAt / 300)
  const near = [...world.scheduled.values()].filter(
    (one) => one.channel === channel.id && Math.floor(one.postAt / 300) === window,
  )
  if (near.length >= 30) refuse('restricted_too_many')
  const id = world.id('Q')
  world.scheduled.set(id, { id, channel: channel.id, postAt, args: call.args })
  return { channel: channel.id, scheduled_message_id: id, post_at: postAt }
}

/** Posts what is due on the fake's clock. A scheduled message with metadata never posts: Slack's own fault. */
export const postDue = (world: Workspace): void => {
  for (const [id, one] of world.scheduled) {
    if (one.postAt * 1_000 > world.now()) continue
    world.scheduled.delete(id)
    const channel = world.channels.get(one.channel)
    if (!channel || channel.archived || readMetadata(one.args['metadata'])) continue
    void storeMessage(world, channel, { ...botFields(world), text: arg(one.args, 'text') }).delivered
  }
}

export const scheduleMethods: Record<string, Method> = {
  'chat.scheduleMessage': {
    scopes: ['chat:write'],
    tier: 3,
    args: [
      'channel',
      'text',
      'post_at',
      'blocks',
      'attachments',
      'metadata',
      'thread_ts',
      'reply_broadcast',
      'link_names',
      'parse',
      'unfurl_links',
      'unfurl_media',
      'as_user',
      'markdown_text',
    ],
    needs: ['channel', 'post_at'],
    run: schedule,
  },
  'chat.deleteScheduledMessage': {
    scopes: ['chat:write'],
    tier: 3,
    args: ['channel', 'scheduled_message_id', 'as_user'],
    needs: ['channel', 'scheduled_message_id'],
    run: ({ world, args }) =>
      world.scheduled.delete(arg(args, 'scheduled_message_id')) ? {} : refuse('invalid_scheduled_message_id'),
  },
  'chat.scheduledMessages.list': {
    tier: 3,
    args: ['channel', 'cursor', 'latest', 'oldest', 'limit', 'team_id'],
    run: ({ world, args }) => ({
      scheduled_messages: [...world.scheduled.values()]
        .filter((one) => !args['channel'] || one.channel === args['channel'])
        .map((one) => ({ id: one.id, channel_id: one.channel, post_at: one.postAt, text: arg(one.args, 'text') })),
      response_metadata: { next_cursor: '' },
    }),
  },
}
