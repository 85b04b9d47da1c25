import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { type Activity, openActivity, seeded } from '../activity.js'
import type { Fields } from '../fields.js'
import { deskPermissions, type Permission } from './bits.js'
import type {
  FakeChannel,
  FakeGuild,
  FakeInteraction,
  FakeUser,
  RecordedRequest,
  StoredAttachment,
  StoredMessage,
} from './model.js'
import type { FakeDiscordOptions } from './options.js'

/** Options with every default filled in. */
export type Settings = Required<Omit<FakeDiscordOptions, 'now' | 'botPermissions'>> & {
  botPermissions: readonly Permission[]
}

/** An event of the gateway, before it is decided who hears of it. */
export interface Dispatch {
  readonly t: string
  readonly d: Fields
  /** Undefined for what belongs to no server. */
  readonly guildId?: string | undefined
  /** Whoever cannot see this channel does not hear of it. */
  readonly channelId?: string
}

/** Everything the fake knows. Rooms of the fake read and write it; tests see it through the FakeDiscord object. */
export interface World {
  readonly settings: Settings
  readonly now: () => number
  readonly token: string
  readonly applicationId: string
  readonly botId: string
  readonly publicKey: string
  readonly privateKey: KeyObject
  /** Where the fake listens, without a trailing slash. */
  origin: string
  readonly users: Map<string, FakeUser>
  readonly guilds: Map<string, FakeGuild>
  readonly channels: Map<string, FakeChannel>
  readonly messages: Map<string, StoredMessage[]>
  /** Messages that one person sees alone. */
  readonly whispers: StoredMessage[]
  readonly attachments: Map<string, StoredAttachment>
  /** By id, in the order they happened. */
  readonly interactions: Map<string, FakeInteraction>
  readonly interactionsByToken: Map<string, FakeInteraction>
  /** The form on a person's screen. */
  readonly modals: Map<string, { readonly interaction: FakeInteraction; readonly modal: Fields }>
  /** Registered commands by scope: `global` or a server's id. */
  readonly commands: Map<string, Fields[]>
  /** When commands were created, by scope: Discord counts them by the day. */
  readonly commandsCreated: Map<string, number[]>
  readonly requests: RecordedRequest[]
  /** Sessions that were identified so far. */
  identified: number
  readonly complaints: string[]
  /** Tells the gateway's sessions; set by the gateway. */
  emit: (dispatch: Dispatch) => void
  /** A fresh snowflake, later than every earlier one. */
  id: () => string
  /** The same for what a person writes: nobody writes two things in one millisecond. */
  idOfWords: () => string
  complain: (what: string) => void
  readonly activity: Activity
}

const epoch = 1_420_070_400_000n

/** When a snowflake was drawn, in Unix milliseconds. */
export const momentOf = (snowflake: string): number => Number((BigInt(snowflake) >> 22n) + epoch)

/** The smallest snowflake of a moment, as clients compute it to page by time. */
export const snowflakeAt = (moment: number): string => String((BigInt(Math.floor(moment)) - epoch) << 22n)

const snowflakes = (now: () => number): Pick<World, 'id' | 'idOfWords'> => {
  let last = 0n
  let spoken = 0
  const from = (ms: number): string => {
    const wanted = (BigInt(ms) - epoch) << 22n
    last = wanted > last ? wanted : last + 1n
    return String(last)
  }
  return {
    id: () => from(Math.floor(now())),
    idOfWords() {
      spoken = Math.max(Math.floor(now()), spoken + 1)
      return from(spoken)
    },
  }
}

const settle = (options: FakeDiscordOptions): Settings => ({
  messageContent: options.messageContent ?? true,
  guildMembers: options.guildMembers ?? true,
  ackMs: options.ackMs ?? 3_000,
  heartbeatMs: options.heartbeatMs ?? 41_250,
  rateLimits: options.rateLimits ?? 'generous',
  invalidRequests: options.invalidRequests ?? 50,
  identifies: options.identifies ?? 1_000,
  identifyEveryMs: options.identifyEveryMs ?? 0,
  fileBytes: options.fileBytes ?? 10 * 1024 * 1024,
  botPermissions: options.botPermissions ?? deskPermissions,
  random: options.random ?? seeded(),
})

/** A Discord with nobody in it but our own bot. */
export const foundWorld = (options: FakeDiscordOptions): World => {
  const now = options.now ?? Date.now
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const complaints: string[] = []
  const { id, idOfWords } = snowflakes(now)
  const bot: FakeUser = {
    id: id(),
    name: 'desk',
    displayName: 'Desk',
    locale: 'en-US',
    isBot: true,
    dmsClosed: false,
  }
  return {
    settings: settle(options),
    now,
    token: 'fake-discord-bot-token',
    applicationId: id(),
    botId: bot.id,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex'),
    privateKey,
    origin: '',
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    whispers: [],
    attachments: new Map(),
    interactions: new Map(),
    interactionsByToken: new Map(),
    modals: new Map(),
    commands: new Map(),
    commandsCreated: new Map(),
    requests: [],
    identified: 0,
    complaints,
    emit: () => undefined,
    id,
    idOfWords,
    complain(what) {
      complaints.push(what)
    },
    activity: openActivity(),
  }
}
