import { type Finding, finding } from '../../src/chat/finding.js'
import type { HttpRequest, HttpResponse } from '../../src/chat/http.js'
import { unhurried } from '../../src/chat/patience.js'
import type { Wait } from '../../src/chat/patient.js'
import type { House, Platform } from '../../src/chat/platform.js'
import type { Clock } from '../../src/kernel/clock.js'
import { days, seconds } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Ids } from '../../src/kernel/ids.js'
import type { Leases } from '../../src/kernel/lease.js'
import type { Log } from '../../src/kernel/log.js'
import { createChannels } from './channels.js'
import { createDirects } from './directs.js'
import { examine } from './examine.js'
import { createFetch, createFiles } from './files.js'
import { createGuilds } from './guilds.js'
import { createShelter } from './handed-in.js'
import { createDoor } from './http.js'
import { createKeeps } from './kept.js'
import { roleMembers } from './members.js'
import { createMentionable } from './mentionable.js'
import { keepOccasions } from './occasions.js'
import { createReceiver, type Receiver } from './receiver.js'
import { commandDrift, registerCommands } from './register.js'
import { createRest } from './rest.js'
import { createRestOfCards } from './rest-of-card.js'
import { type Identity, intentsFor, whoAmI } from './self.js'
import { createSender, linkTo } from './send.js'
import { createShard, type Shard } from './shard.js'
import { createThreads } from './threads.js'
import { createWhereabouts } from './whereabouts.js'

export { discordWords } from './words.js'

export interface DiscordOptions {
  readonly token: string
  /** With it interactions come as HTTP requests, and `http` has to be mounted at `POST /discord/interactions`. */
  readonly publicKey?: string | undefined
  /** Another place for the whole API, the gateway's address included; for tests and proxies. */
  readonly apiUrl?: string | undefined
  /** The guilds that the organisation names: commands are registered there, and everywhere when it names none. */
  readonly guilds: () => readonly string[]
  /** The guilds in whose scheduled events the desk keeps what is ahead. */
  readonly eventsIn?: () => readonly string[]
  readonly leases: Leases
  /** The folder for files that are handed in with forms and commands: Discord keeps them for a day. */
  readonly files: string
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** Milliseconds after which an interaction is answered "still working on it". */
  readonly patience?: number
  /** Milliseconds after which an event is written down. */
  readonly eventPatience?: number
  /** Hands over all that is said in the channels the bot is in; by default only what the desk can use. */
  readonly overhear?: boolean
  /** How limits are waited out while reading what was missed; the machine's timer unless told. */
  readonly wait?: Wait
}

export interface Discord extends Platform {
  /** Answers one request to `/discord/interactions`; there only when a public key was given. */
  readonly http?: (request: HttpRequest) => Promise<HttpResponse>
}

interface Open {
  readonly house: House
  readonly self: Identity
  readonly receiver: Receiver
  readonly sender: ReturnType<typeof createSender>
  readonly shards: readonly Shard[]
}

/** Discord, by discord.js: the gateway for what happens, and its REST client for what we say. */
export function createDiscord(options: DiscordOptions): Discord {
  const { token, apiUrl, clock, ids, log } = options
  const web = createRest(token, apiUrl)
  const whereabouts = createWhereabouts(web)
  const channels = createChannels(whereabouts)
  const directs = createDirects(web)
  const mentionable = createMentionable()
  const fetch = createFetch(apiUrl)
  const shelter = createShelter({ folder: options.files, fetch, clock, log })
  let open: Open | undefined
  const http = options.publicKey
    ? createDoor({ publicKey: options.publicKey, clock, log, take: (told) => ready().receiver.overHttp(told) })
    : undefined

  const ready = (): Open => {
    if (!open) throw new Outage('discord is not connected yet')
    return open
  }

  const assemble = (house: House, self: Identity): Open => {
    const keeps = createKeeps()
    const guilds = createGuilds(self.guilds)
    const { patience, eventPatience, overhear } = options
    const receiver = createReceiver({
      house,
      web,
      self,
      guilds: () => guilds.all(),
      directs,
      whereabouts,
      keeps,
      mentionable,
      shelter,
      clock,
      ids,
      log,
      messageContent: self.messageContent,
      ...(patience === undefined ? {} : { patience }),
      ...(eventPatience === undefined ? {} : { eventPatience }),
      ...(overhear === undefined ? {} : { overhear }),
      ...(options.wait ? { wait: options.wait } : {}),
    })
    const sender = createSender({
      web,
      self: self.user,
      channels,
      directs,
      threads: createThreads({ web, channels, log }),
      rest: createRestOfCards({ web, self: self.user }),
      keeps,
      mentionable,
      clock,
      voice: (language) => house.registry.voice(language),
      publicUrl: house.publicUrl,
      pictures: house.pictures,
      log,
    })
    const shards = Array.from({ length: self.shards }, (_, id) =>
      createShard({
        token,
        apiUrl,
        intents: intentsFor(self),
        shard: { id, count: self.shards },
        lease: options.leases(`discord/${self.application}/${id}`),
        clock,
        log,
        async hear({ t: name, d: data }) {
          guilds.learn(name, data)
          if (name === 'INTERACTION_CREATE') await receiver.interaction(data)
          else await receiver.dispatch(name, data)
        },
      }),
    )
    return { house, self, receiver, sender, shards }
  }

  /** Commands that cannot be registered now are those of the last start: that keeps nobody from using them. */
  const register = async (house: House, { application }: Identity): Promise<void> => {
    const registration = { web, application, registry: house.registry, guilds: options.guilds() }
    try {
      const stands = await unhurried(() => registerCommands(registration))
      mentionable.learn(stands)
      const scopes = stands.filter(({ drifted }) => drifted).length
      if (scopes > 0) log.info({ scopes }, 'the commands were registered with discord')
    } catch (error) {
      log.error({ err: error }, 'the commands could not be registered with discord')
    }
  }

  /** What only a running desk can tell: whether it hears, and whether Discord has the commands that it has. */
  const examineOpen = async (): Promise<readonly Finding[]> => {
    if (!open) return []
    const { house, self, shards } = open
    const deaf = shards.filter((shard) => shard.listeningSince() === undefined).length
    const registration = { web, application: self.application, registry: house.registry, guilds: options.guilds() }
    const drifted = await commandDrift(registration).catch(() => [])
    return [
      ...(deaf > 0 ? [finding('note', 'discord.doctor.gateway')] : []),
      ...(drifted.length > 0 ? [finding('note', 'discord.doctor.commands')] : []),
    ]
  }

  return {
    name: 'discord',
    ...(http ? { http } : {}),
    // A card is edited wherever it stands, however old: its thread hangs on it.
    traits: { pace: 0, editableFor: days(36_500), canFind: true, dedupesByKey: true, pins: true },
    async start(house) {
      const self = await whoAmI(web)
      open = assemble(house, self)
      for (const shard of open.shards) shard.start()
      void register(house, self)
      void shelter.resume().catch((error: unknown) => log.warn({ err: error }, 'files could not be looked through'))
      log.info({ application: self.application }, 'discord is connected')
    },
    async stop() {
      if (!open) return
      const patience = new Promise((resolve) => setTimeout(resolve, seconds(10)).unref())
      await Promise.race([Promise.all(open.shards.map((shard) => shard.stop())), patience])
      await Promise.race([open.receiver.ended(), patience])
      await Promise.race([shelter.ended(), patience])
      log.info({}, 'discord is disconnected')
    },
    deliver: async (message) => ready().sender.deliver(message),
    find: async (key, to, since) => ready().sender.find(key, to, since),
    answerLate: async (inbound, reply) => ready().receiver.answerLate(inbound, reply),
    membersOf: (group, among) => roleMembers(web, group, among),
    async keepOccasions(workspace, occasions) {
      const self = ready().self.user
      return keepOccasions({ web, guild: workspace, self, now: clock.now() }, occasions)
    },
    openFile: createFiles({ web, channels, fetch, shelter }),
    examine: async (places) => [
      ...(await examine({ web, clock, eventsIn: options.eventsIn?.() ?? [] }, places)),
      ...(await examineOpen()),
    ],
    linkTo: async (address) => linkTo(address, (await channels.look(address.channel)).kind),
    catchUp: async (watch, hand) => ready().receiver.catchUp(watch, hand),
    listeningSince() {
      const since = (open?.shards ?? []).map((shard) => shard.listeningSince())
      if (since.length === 0 || since.some((one) => one === undefined)) return undefined
      return new Date(Math.max(...since.map((one) => one?.getTime() ?? 0)))
    },
  }
}
