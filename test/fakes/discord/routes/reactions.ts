import { done, ok, type Route } from '../call.js'
import { userJson } from '../people.js'
import { demand } from '../permissions.js'
import { addReaction, removeReaction } from '../reactions.js'
import { refuse } from '../refused.js'
import { insistOpen, named } from './messages.js'

const emojiOf = (given: string | undefined): string => {
  if (given && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(given)) return given
  return refuse(10014)
}

const list: Route = {
  auth: 'bot',
  query: ['after', 'limit', 'type'],
  run(call) {
    const { world, params, query } = call
    const { channel, message } = named(call)
    demand(world, channel, 'READ_MESSAGE_HISTORY')
    const emoji = emojiOf(params['emoji'])
    const users = [...(message.reactions.find((one) => one.emoji === emoji)?.users ?? [])].sort((one, other) =>
      BigInt(one) < BigInt(other) ? -1 : 1,
    )
    const after = BigInt(query['after'] ?? '0')
    const page = users.filter((id) => BigInt(id) > after).slice(0, Number(query['limit'] ?? 25))
    return ok(page.flatMap((id) => (world.users.has(id) ? [userJson(world.users.get(id) ?? refuse(10013))] : [])))
  },
}

const add: Route = {
  auth: 'bot',
  run(call) {
    const { world, params } = call
    const { channel, message } = named(call)
    insistOpen(world, channel)
    const emoji = emojiOf(params['emoji'])
    demand(world, channel, 'READ_MESSAGE_HISTORY')
    if (!message.reactions.some((one) => one.emoji === emoji)) demand(world, channel, 'ADD_REACTIONS')
    addReaction(world, message, { userId: world.botId, emoji })
    return done
  },
}

const remove: Route = {
  auth: 'bot',
  run(call) {
    const { world, params } = call
    const { channel, message } = named(call)
    insistOpen(world, channel)
    removeReaction(world, message, { userId: world.botId, emoji: emojiOf(params['emoji']) })
    return done
  },
}

export const reactionRoutes: Readonly<Record<string, Route>> = {
  'GET /channels/:channel/messages/:message/reactions/:emoji': list,
  'PUT /channels/:channel/messages/:message/reactions/:emoji/@me': add,
  'DELETE /channels/:channel/messages/:message/reactions/:emoji/@me': remove,
}
