import { arg, type Call, flag } from '../call.js'
import { channelJson, messageAt, messagesIn, scopeFor, visibleChannel } from '../channels.js'
import type { Fields } from '../fields.js'
import { messageJson } from '../messages.js'
import type { FakeChannel, StoredMessage } from '../model.js'
import { refuse } from '../refused.js'
import { needScope } from '../tokens.js'
import type { Method } from './index.js'

const limitOf = (call: Call, most: number): number => {
  const scarce = call.world.settings.rateLimits?.scarceHistory ?? false
  const given = arg(call.args, 'limit')
  const limit = given === '' ? (scarce ? 15 : 100) : Number(given)
  if (!Number.isInteger(limit) || limit < 1 || limit > most) return refuse('invalid_limit')
  return Math.min(limit, scarce ? 15 : most)
}

/** One page of a list; cursors are opaque to the app. */
export const page = <T>(call: Call, rows: readonly T[], limit: number): { rows: T[]; next: string } => {
  const cursor = arg(call.args, 'cursor')
  const from = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString().split(':')[1] ?? Number.NaN)
  if (!Number.isInteger(from)) return refuse('invalid_cursor')
  const next = from + limit < rows.length ? Buffer.from(`next:${from + limit}`).toString('base64') : ''
  return { rows: rows.slice(from, from + limit), next }
}

const readable = (call: Call): FakeChannel => {
  const { world, args, token, method } = call
  const channel = visibleChannel(world, arg(args, 'channel'))
  needScope(world, token, method, scopeFor(channel, 'history'))
  if (!channel.members.has(world.botUserId)) return refuse('not_in_channel')
  return channel
}

const inRange = ({ args }: Call, message: StoredMessage): boolean => {
  const [oldest, latest] = [arg(args, 'oldest'), arg(args, 'latest')]
  const inclusive = flag(args, 'inclusive')
  const at = BigInt(message.ts.replace('.', ''))
  const edge = (ts: string): bigint => {
    const [seconds = '0', micros = ''] = ts.split('.')
    return BigInt(seconds + micros.padEnd(6, '0').slice(0, 6))
  }
  if (oldest !== '' && (inclusive ? at < edge(oldest) : at <= edge(oldest))) return false
  return latest === '' || (inclusive ? at <= edge(latest) : at < edge(latest))
}

const history = (call: Call): Fields => {
  const channel = readable(call)
  const limit = limitOf(call, 999)
  const shown = messagesIn(call.world, channel.id)
    .filter((one) => !one.thread_ts || one.thread_ts === one.ts || one.subtype === 'thread_broadcast')
    .filter((one) => inRange(call, one))
    .reverse()
  const { rows, next } = page(call, shown, limit)
  return {
    messages: rows.map((one) => messageJson(one, flag(call.args, 'include_all_metadata'))),
    has_more: next !== '',
    pin_count: channel.pins.length,
    response_metadata: { next_cursor: next },
  }
}

const replies = (call: Call): Fields => {
  const channel = readable(call)
  const limit = limitOf(call, 1_000)
  const asked = messageAt(call.world, channel.id, arg(call.args, 'ts'))
  if (!asked) return refuse('thread_not_found')
  const root = asked.thread_ts ?? asked.ts
  const thread = messagesIn(call.world, channel.id).filter(
    (one) => one.ts === root || (one.thread_ts === root && inRange(call, one)),
  )
  const { rows, next } = page(call, thread, limit)
  return {
    messages: rows.map((one) => messageJson(one, flag(call.args, 'include_all_metadata'))),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  }
}

const info = (call: Call): Fields => {
  const { world, args, token, method } = call
  const channel = visibleChannel(world, arg(args, 'channel'))
  needScope(world, token, method, scopeFor(channel, 'read'))
  const members = flag(args, 'include_num_members') ? { num_members: channel.members.size } : {}
  return { channel: { ...channelJson(world, channel), ...members } }
}

const members = (call: Call): Fields => {
  const { world, args, token, method } = call
  const channel = visibleChannel(world, arg(args, 'channel'))
  needScope(world, token, method, scopeFor(channel, 'read'))
  const { rows, next } = page(call, [...channel.members], Number(arg(args, 'limit') || 100))
  return { members: rows, response_metadata: { next_cursor: next } }
}

const span = ['cursor', 'limit', 'oldest', 'latest', 'inclusive', 'include_all_metadata']

export const historyMethods: Record<string, Method> = {
  'conversations.history': { tier: 3, args: ['channel', ...span], needs: ['channel'], run: history },
  'conversations.replies': { tier: 3, args: ['channel', 'ts', ...span], needs: ['channel', 'ts'], run: replies },
  'conversations.info': {
    tier: 3,
    args: ['channel', 'include_locale', 'include_num_members'],
    needs: ['channel'],
    run: info,
  },
  'conversations.members': { tier: 4, args: ['channel', 'cursor', 'limit'], needs: ['channel'], run: members },
}
