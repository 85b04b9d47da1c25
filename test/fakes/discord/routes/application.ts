import { type Fields, isFields, textOf } from '../../fields.js'
import { type Call, done, ok, type Route } from '../call.js'
import { channelJson, directChannel } from '../channels.js'
import { insist, problemsOf } from '../checks/check.js'
import { allCommands } from '../checks/commands.js'
import type { FakeUser } from '../model.js'
import { userJson } from '../people.js'
import { ApiError, refuse } from '../refused.js'
import type { World } from '../world.js'

const gatewayFlags = ({ settings }: World): number =>
  (settings.guildMembers ? 1 << 15 : 0) | (settings.messageContent ? 1 << 19 : 0)

/** The application as the API and READY show it. */
export const applicationJson = (world: World): Fields => ({
  id: world.applicationId,
  name: 'Desk',
  icon: null,
  description: '',
  bot_public: false,
  bot_require_code_grant: false,
  verify_key: world.publicKey,
  flags: gatewayFlags(world),
  interactions_endpoint_url: null,
  approximate_guild_count: world.guilds.size,
  bot: userJson(world.users.get(world.botId) as FakeUser),
  tags: [],
  install_params: { scopes: ['bot', 'applications.commands'], permissions: '0' },
})

const scopeOf = ({ world, params }: Call): string => {
  if (params['application'] !== world.applicationId) refuse(10002)
  const guildId = params['guild']
  if (guildId === undefined) return 'global'
  if (!world.guilds.get(guildId)?.members.has(world.botId)) refuse(50001)
  return guildId
}

const sameAs =
  (given: Fields) =>
  (one: Fields): boolean =>
    one['name'] === given['name'] && one['type'] === (given['type'] ?? 1)

/** Two hundred new commands a day and scope; one that is written again under its name is none. */
const countCreated = (world: World, scope: string, all: readonly Fields[], before: readonly Fields[]): void => {
  const fresh = all.filter((one) => !before.some(sameAs(one)))
  const today = (world.commandsCreated.get(scope) ?? []).filter((moment) => moment > world.now() - 86_400_000)
  if (today.length + fresh.length > 200) refuse(30034)
  world.commandsCreated.set(scope, [...today, ...fresh.map(() => world.now())])
}

/** What is false or empty anyway is not told when a command is read again. */
const told = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(told)
  if (!isFields(value)) return value
  const kept = Object.entries(value).filter(
    ([key, one]) =>
      !(['required', 'autocomplete'].includes(key) && one === false) &&
      !(key === 'choices' && Array.isArray(one) && one.length === 0),
  )
  return Object.fromEntries(kept.map(([key, one]) => [key, told(one)]))
}

/** Keeps the id of a command that is written again under its name, as Discord does. */
const registered = (world: World, given: Fields, before: readonly Fields[], guildId: string | undefined): Fields => {
  const type = given['type'] ?? 1
  const same = before.find(sameAs(given))
  return {
    default_member_permissions: null,
    nsfw: false,
    contexts: null,
    integration_types: [0],
    description: '',
    name_localizations: null,
    description_localizations: null,
    ...(told(given) as Fields),
    type,
    id: same ? textOf(same, 'id') : world.id(),
    application_id: world.applicationId,
    version: world.id(),
    ...(guildId ? { guild_id: guildId } : {}),
  }
}

const withoutTranslations = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutTranslations)
  if (!isFields(value)) return value
  const kept = Object.entries(value).filter(([key]) => !key.endsWith('_localizations'))
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutTranslations(one)]))
}

const list: Route = {
  auth: 'bot',
  query: ['with_localizations'],
  run(call) {
    const commands = call.world.commands.get(scopeOf(call)) ?? []
    return ok(call.query['with_localizations'] === 'true' ? commands : withoutTranslations(commands))
  },
}

const overwrite: Route = {
  auth: 'bot',
  run(call) {
    const { world, body, params } = call
    const scope = scopeOf(call)
    insist(problemsOf(allCommands, body))
    const before = world.commands.get(scope) ?? []
    countCreated(world, scope, body as Fields[], before)
    const after = (body as Fields[]).map((one) => registered(world, one, before, params['guild']))
    world.commands.set(scope, after)
    return ok(after)
  },
}

const one: Route = {
  auth: 'bot',
  run: (call) => {
    const commands = call.world.commands.get(scopeOf(call)) ?? []
    return ok(commands.find(({ id }) => id === call.params['command']) ?? refuse(10063))
  },
}

const removeOne: Route = {
  auth: 'bot',
  run(call) {
    const scope = scopeOf(call)
    const before = call.world.commands.get(scope) ?? []
    const after = before.filter(({ id }) => id !== call.params['command'])
    if (after.length === before.length) refuse(10063)
    call.world.commands.set(scope, after)
    return done
  },
}

const openDirect: Route = {
  auth: 'bot',
  run({ world, body }) {
    const id = isFields(body) ? textOf(body, 'recipient_id') : ''
    const user = world.users.get(id)
    if (!user) throw new ApiError(400, 50033, 'Invalid Recipient(s)')
    if (id === world.botId || user.isBot) refuse(50007)
    return ok(channelJson(world, directChannel(world, id)))
  },
}

/** The gateway's address, the application, its commands, and users. */
export const applicationRoutes: Readonly<Record<string, Route>> = {
  'GET /gateway/bot': {
    auth: 'bot',
    run: ({ world }) =>
      ok({
        url: world.origin.replace('http', 'ws'),
        shards: 1,
        session_start_limit: {
          total: world.settings.identifies,
          remaining: Math.max(0, world.settings.identifies - world.identified),
          reset_after: 14_400_000,
          max_concurrency: 1,
        },
      }),
  },
  'GET /applications/@me': { auth: 'bot', run: ({ world }) => ok(applicationJson(world)) },
  'GET /oauth2/applications/@me': { auth: 'bot', run: ({ world }) => ok(applicationJson(world)) },
  'GET /applications/:application/commands': list,
  'PUT /applications/:application/commands': overwrite,
  'GET /applications/:application/commands/:command': one,
  'DELETE /applications/:application/commands/:command': removeOne,
  'GET /applications/:application/guilds/:guild/commands': list,
  'PUT /applications/:application/guilds/:guild/commands': overwrite,
  'GET /applications/:application/guilds/:guild/commands/:command': one,
  'DELETE /applications/:application/guilds/:guild/commands/:command': removeOne,
  'GET /users/@me': { auth: 'bot', run: ({ world }) => ok(userJson(world.users.get(world.botId) as FakeUser)) },
  'GET /users/@me/guilds': {
    auth: 'bot',
    run: ({ world }) =>
      ok(
        [...world.guilds.values()]
          .filter(({ members }) => members.has(world.botId))
          .map(({ id, name }) => ({ id, name, icon: null, owner: false, permissions: '0', features: [] })),
      ),
  },
  'GET /users/:user': {
    auth: 'bot',
    run: ({ world, params }) => {
      const user = world.users.get(params['user'] ?? '')
      return user ? ok(userJson(user)) : refuse(10013)
    },
  },
  'POST /users/@me/channels': openDirect,
}
