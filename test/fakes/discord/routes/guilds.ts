import { type Call, ok, type Route } from '../call.js'
import { channelJson, isThread } from '../channels.js'
import { guildJson, roleJson } from '../guilds.js'
import type { FakeChannel, FakeGuild, FakeMember, FakeUser } from '../model.js'
import { memberJson, userJson } from '../people.js'
import { may, permissionsIn } from '../permissions.js'
import { refuse } from '../refused.js'
import type { World } from '../world.js'

const guildOf = ({ world, params }: Call): FakeGuild => {
  const guild = world.guilds.get(params['guild'] ?? '') ?? refuse(10004)
  if (!guild.members.has(world.botId)) refuse(50001)
  return guild
}

const memberOf = (world: World, guild: FakeGuild, id: string): { member: FakeMember; user: FakeUser } => {
  const user = world.users.get(id) ?? refuse(10013)
  return { member: guild.members.get(id) ?? refuse(10007), user }
}

const seen = (world: World, guild: FakeGuild): FakeChannel[] =>
  [...world.channels.values()].filter(
    (channel) => channel.guildId === guild.id && may(world, world.botId, channel, 'VIEW_CHANNEL'),
  )

const member: Route = {
  auth: 'bot',
  run(call) {
    const found = memberOf(call.world, guildOf(call), call.params['user'] ?? '')
    return ok({ ...memberJson(found.member), user: userJson(found.user) })
  },
}

const channels: Route = {
  auth: 'bot',
  run: (call) => {
    const guild = guildOf(call)
    const rooms = [...call.world.channels.values()].filter((one) => one.guildId === guild.id && !isThread(one))
    return ok(rooms.map((channel) => channelJson(call.world, channel)))
  },
}

const activeThreads: Route = {
  auth: 'bot',
  run(call) {
    const { world } = call
    const threads = seen(world, guildOf(call)).filter((one) => isThread(one) && !one.thread?.archived)
    const joined = threads.filter((one) => one.thread?.members.has(world.botId))
    return ok({
      threads: threads.map((one) => channelJson(world, one)),
      members: joined.map((one) => channelJson(world, one)['member']),
    })
  },
}

const own: Route = {
  auth: 'bot',
  query: ['limit', 'after', 'before', 'with_counts'],
  run: ({ world, query }) => {
    const after = BigInt(query['after'] ?? '0')
    const guilds = [...world.guilds.values()].filter(
      ({ id, members }) => members.has(world.botId) && BigInt(id) > after,
    )
    return ok(
      guilds.slice(0, Number(query['limit'] ?? 200)).map((guild) => ({
        id: guild.id,
        name: guild.name,
        icon: null,
        owner: guild.ownerId === world.botId,
        permissions: String(permissionsIn(world, world.botId, guild)),
        features: [],
      })),
    )
  },
}

/** Servers, their members, roles and channels. Nothing lists all members: the desk must never ask for that. */
export const guildRoutes: Readonly<Record<string, Route>> = {
  'GET /users/@me/guilds': own,
  'GET /guilds/:guild': {
    auth: 'bot',
    query: ['with_counts'],
    run: (call) => ok(guildJson(guildOf(call))),
  },
  'GET /guilds/:guild/channels': channels,
  'GET /guilds/:guild/threads/active': activeThreads,
  'GET /guilds/:guild/members/:user': member,
  'GET /guilds/:guild/roles': { auth: 'bot', run: (call) => ok([...guildOf(call).roles.values()].map(roleJson)) },
}
