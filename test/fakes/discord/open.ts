import { scriptFaults } from '../faults.js'
import type { Fields } from '../fields.js'
import { type ActingPerson, actAs } from './acting/person.js'
import { messageFlags } from './bits.js'
import { changeActs } from './changes.js'
import { addChannel, directChannel, setOverwrites, threadsOf } from './channels.js'
import { openDeliveries } from './deliveries.js'
import type { Asked, Fault } from './faults.js'
import { openGateway } from './gateway/index.js'
import { addGuild, addMember, addRole } from './guilds.js'
import { openHttpInteractions } from './http-interactions.js'
import { isSaid, messagesOf } from './messages.js'
import type {
  ChannelSpec,
  FakeChannel,
  FakeInteraction,
  FakeUser,
  GuildSpec,
  MemberSpec,
  OverwriteSpec,
  Pings,
  RoleSpec,
  StoredMessage,
  UserSpec,
} from './model.js'
import type { FakeDiscordOptions } from './options.js'
import { putUser } from './people.js'
import { textIn } from './pings.js'
import { openRateLimits } from './rate-limits.js'
import { isRoute } from './routes/index.js'
import { listen } from './server.js'
import { waitingFor } from './waiting.js'
import { foundWorld, snowflakeAt } from './world.js'

/**
 * A Discord of one's own on 127.0.0.1: REST, gateway and signed interactions, held to the limits of the real one. Whatever the
 * application does that Discord would refuse is answered as Discord would; what it must never do is kept in `complaints`.
 */
export const openFakeDiscord = async (options: FakeDiscordOptions = {}) => {
  const world = foundWorld(options)
  const gateway = openGateway(world)
  const faults = scriptFaults<Fault, Asked>(isRoute)
  const limits = openRateLimits(world)
  const http = openHttpInteractions(world)
  const deliveries = openDeliveries(world, http, gateway.listening)
  const server = await listen({ world, faults, limits, upgrade: gateway.upgrade })
  let settled = false

  return {
    /** For `rest: { api }` or DISCORD_API_URL; without a version. */
    apiUrl: `${world.origin}/api`,
    origin: world.origin,
    token: world.token,
    applicationId: world.applicationId,
    /** The bot's user; another id than the application's, as with old applications. */
    botId: world.botId,
    /** What people write to name the desk. */
    mention: `<@${world.botId}>`,
    /** For DISCORD_PUBLIC_KEY: hexadecimal. */
    publicKey: world.publicKey,

    addGuild: (spec: GuildSpec) => addGuild(world, spec),
    /** Everybody in the server sees a channel and writes there, unless it is private or overwrites say otherwise. */
    addChannel: (guildId: string, spec: ChannelSpec) => addChannel(world, guildId, spec),
    addRole: (guildId: string, spec: RoleSpec) => addRole(world, guildId, spec),
    /** A person joins; by id when they are in another server already. */
    addMember: (guildId: string, who: string | UserSpec, more?: MemberSpec): FakeUser =>
      addMember(world, guildId, who, more),
    /** Somebody who is in no server. */
    addUser: (spec: UserSpec): FakeUser => putUser(world, spec),
    setOverwrites: (channelId: string, specs: readonly OverwriteSpec[]) => setOverwrites(world, channelId, specs),
    ...changeActs(world),

    /** A person, to act as. */
    as: (userId: string): ActingPerson => actAs(world, deliveries, userId),

    gateway,
    faults,
    /** Interactions over HTTP instead of the gateway. */
    http,
    /** Posts signed interactions to this address from now on; undefined goes back to the gateway. */
    useHttp: (url: string | undefined): void => http.use(url),
    /** Brings an interaction once more, same id and token, to everybody who listens on the gateway. */
    redeliver: (interaction: FakeInteraction): void => deliveries.again(interaction),
    ...waitingFor(world),

    /** What people and bots said in a channel or thread, oldest first; whispers are in none. */
    messages: (channelId: string): readonly StoredMessage[] => messagesOf(world, channelId).filter(isSaid),
    message: (channelId: string, id: string): StoredMessage | undefined =>
      messagesOf(world, channelId).find((one) => one.id === id),
    /** The text of a message as it was sent: content, and the text displays wherever they are nested. */
    textOf: ({ content, components }: Pick<StoredMessage, 'content' | 'components'>): string =>
      textIn(content, components).trim(),
    /** What only this person was shown, in any channel. */
    whispers: (userId: string): readonly StoredMessage[] => world.whispers.filter(({ onlyFor }) => onlyFor === userId),
    /** Whom a message called, by all it said since it was written. */
    pings: ({ pings }: StoredMessage): Pings => pings,
    /** Everybody whom any message of the bot called, whispers aside. */
    pingsOfBot: (): readonly Pings[] =>
      [...world.messages.values()].flat().flatMap(({ authorId, pings }) => (authorId === world.botId ? [pings] : [])),
    threads: (channelId: string): readonly FakeChannel[] => threadsOf(world, channelId),
    /** The thread that hangs on a message. */
    threadOn: (messageId: string): FakeChannel | undefined => {
      const found = world.channels.get(messageId)
      return found?.thread ? found : undefined
    },
    channel: (id: string): FakeChannel | undefined => world.channels.get(id),
    guild: (id: string) => world.guilds.get(id),
    user: (id: string): FakeUser | undefined => world.users.get(id),
    /** The conversation between a person and the bot; made when there is none. */
    direct: (userId: string): FakeChannel => directChannel(world, userId),
    /** Commands as they are registered: for a server by its id, or global. */
    commands: (scope = 'global'): readonly Fields[] => world.commands.get(scope) ?? [],
    /** Every interaction so far, with how it was answered. */
    interactions: (): readonly FakeInteraction[] => [...world.interactions.values()],
    /** The bytes of a file that was attached anywhere. */
    file: (attachmentId: string): Buffer | undefined => world.attachments.get(attachmentId)?.bytes,
    /** The smallest id of a moment. */
    snowflakeAt,

    /** Every REST request, in order. */
    requests: world.requests,
    /** Requests of one route, such as `POST /channels/:channel/messages`. */
    calls: (route: string) => {
      if (!isRoute(route)) throw new Error(`The fake serves no route ${route}`)
      return world.requests.filter((one) => one.route === route)
    },
    /** How often each route was answered 429. */
    rateLimited: limits.limited,

    /** What the application did wrong, in sentences. */
    complaints: world.complaints,
    /** Forgets the complaints that match, because a test provoked them; answers them. */
    forgive(pattern: RegExp): string[] {
      const forgiven = world.complaints.filter((one) => pattern.test(one))
      const kept = world.complaints.filter((one) => !pattern.test(one))
      world.complaints.splice(0, world.complaints.length, ...kept)
      return forgiven
    },
    /** Throws with the whole list if there is any complaint, or mischief and faults that were planned and never met. */
    check(): void {
      const planned = faults.pending.map((route) => `a fault was planned for ${route} and never met`)
      const thinking = [...world.interactions.values()].filter(
        ({ original }) => original && (original.flags & messageFlags.loading) !== 0,
      )
      const left = thinking.map(({ label }) => `${label} was deferred and never answered`)
      const all = [...world.complaints, ...planned, ...gateway.pending, ...left]
      if (all.length > 0) throw new Error(`Discord has ${all.length} complaint(s):\n- ${all.join('\n- ')}`)
    },

    /** Stops listening and cuts every connection. Safe to call twice. */
    async close(): Promise<void> {
      if (settled) return
      settled = true
      gateway.stop()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The open fake. */
export type FakeDiscord = Awaited<ReturnType<typeof openFakeDiscord>>
