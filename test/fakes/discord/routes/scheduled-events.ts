import { type Fields, isFields } from '../../fields.js'
import { type Permission, permissions } from '../bits.js'
import { bodyOf, type Call, done, ok, type Route } from '../call.js'
import { insist, problemsOf } from '../checks/check.js'
import { eventChange, newEvent } from '../checks/scheduled-events.js'
import type { FakeEvent, FakeGuild } from '../model.js'
import { permissionsIn } from '../permissions.js'
import { ApiError, refuse } from '../refused.js'
import type { World } from '../world.js'

/** Discord: guild scheduled event. Only those that take place elsewhere: the desk has no business with the others. */

const most = 100

const guildOf = ({ world, params }: Call): FakeGuild => {
  const guild = world.guilds.get(params['guild'] ?? '') ?? refuse(10004)
  if (!guild.members.has(world.botId)) refuse(50001)
  return guild
}

const demand = (world: World, guild: FakeGuild, ...any: readonly Permission[]): void => {
  const held = permissionsIn(world, world.botId, guild)
  if (!any.some((name) => (held & permissions[name]) !== 0n)) refuse(50013)
}

/** 1 is scheduled, 2 active, 3 completed: events elsewhere begin and end by the clock. */
export const statusOf = ({ from, to }: FakeEvent, now: number): number => (to <= now ? 3 : from <= now ? 2 : 1)

const uncompleted = (world: World, guild: FakeGuild): readonly FakeEvent[] =>
  [...guild.events.values()].filter((event) => statusOf(event, world.now()) < 3)

const eventJson = (event: FakeEvent, guild: FakeGuild, now: number): Fields => ({
  id: event.id,
  guild_id: guild.id,
  channel_id: null,
  creator_id: event.creatorId,
  name: event.name,
  description: event.description,
  scheduled_start_time: new Date(event.from).toISOString().replace('Z', '000+00:00'),
  scheduled_end_time: new Date(event.to).toISOString().replace('Z', '000+00:00'),
  privacy_level: 2,
  status: statusOf(event, now),
  entity_type: 3,
  entity_id: null,
  entity_metadata: { location: event.location },
  recurrence_rule: null,
})

/** Times that cannot be, with Discord's words for them. */
const insistOnTimes = (from: number, to: number, now: number, isNew: boolean): void => {
  const wrong = (path: string, code: string, message: string) => insist([{ path: [path], code, message }])
  if (isNew && from <= now)
    wrong('scheduled_start_time', 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', 'Cannot schedule event in the past.')
  if (to <= from)
    wrong('scheduled_end_time', 'GUILD_SCHEDULED_EVENT_END_BEFORE_START', 'End time must be after start time.')
}

const create: Route = {
  auth: 'bot',
  run(call) {
    const { world } = call
    const guild = guildOf(call)
    demand(world, guild, 'CREATE_EVENTS', 'MANAGE_EVENTS')
    const body = bodyOf(call)
    insist(problemsOf(newEvent, body))
    const [from, to] = [
      Date.parse(String(body['scheduled_start_time'])),
      Date.parse(String(body['scheduled_end_time'])),
    ]
    insistOnTimes(from, to, world.now(), true)
    if (uncompleted(world, guild).length >= most)
      throw new ApiError(400, 30038, 'Maximum number of uncompleted guild scheduled events has been reached (100)')
    const event: FakeEvent = {
      id: world.id(),
      creatorId: world.botId,
      name: String(body['name']),
      description: typeof body['description'] === 'string' ? body['description'] : null,
      location: locationIn(body) ?? '',
      from,
      to,
    }
    guild.events.set(event.id, event)
    return ok(eventJson(event, guild, world.now()))
  },
}

const locationIn = (body: Fields): string | undefined => {
  const metadata = body['entity_metadata']
  return isFields(metadata) ? String(metadata['location']) : undefined
}

const eventIn = (call: Call, guild: FakeGuild): FakeEvent => {
  const event = guild.events.get(call.params['event'] ?? '')
  if (!event) throw new ApiError(404, 10070, 'Unknown Guild Scheduled Event')
  demand(
    call.world,
    guild,
    'MANAGE_EVENTS',
    ...(event.creatorId === call.world.botId ? (['CREATE_EVENTS'] as const) : []),
  )
  return event
}

const change: Route = {
  auth: 'bot',
  run(call) {
    const { world } = call
    const guild = guildOf(call)
    const event = eventIn(call, guild)
    const body = bodyOf(call)
    insist(problemsOf(eventChange, body))
    const now = world.now()
    if (statusOf(event, now) === 3) throw new ApiError(400, 180000, 'Cannot update a finished event')
    const start = body['scheduled_start_time']
    const end = body['scheduled_end_time']
    if (start !== undefined && statusOf(event, now) === 2)
      insist([
        {
          path: ['scheduled_start_time'],
          code: 'BASE_TYPE_CHOICES',
          message: 'Cannot update start time of an active event.',
        },
      ])
    const from = start === undefined ? event.from : Date.parse(String(start))
    const to = end === undefined ? event.to : Date.parse(String(end))
    insistOnTimes(from, to, now, start !== undefined)
    Object.assign(event, {
      from,
      to,
      name: body['name'] ?? event.name,
      description: body['description'] ?? event.description,
      location: locationIn(body) ?? event.location,
    })
    return ok(eventJson(event, guild, now))
  },
}

export const scheduledEventRoutes: Readonly<Record<string, Route>> = {
  'GET /guilds/:guild/scheduled-events': {
    auth: 'bot',
    query: ['with_user_count'],
    run: (call) => {
      const guild = guildOf(call)
      return ok(uncompleted(call.world, guild).map((event) => eventJson(event, guild, call.world.now())))
    },
  },
  'POST /guilds/:guild/scheduled-events': create,
  'PATCH /guilds/:guild/scheduled-events/:event': change,
  'DELETE /guilds/:guild/scheduled-events/:event': {
    auth: 'bot',
    run(call) {
      const guild = guildOf(call)
      guild.events.delete(eventIn(call, guild).id)
      return done
    },
  },
}
