import { type APIInteraction, Client, GatewayIntentBits, Routes } from 'discord.js'
import type { Fields } from '../fields.js'
import type { FakeDiscord } from './open.js'

/** A small real discord.js client on the fake: it hands over raw interactions and sends raw REST. */
export interface SmallClient {
  readonly client: Client
  /** Interactions as they came over the gateway, copies included. */
  readonly heard: APIInteraction[]
  /** Other events: `MESSAGE_CREATE` and the like, in order. */
  readonly events: { readonly t: string; readonly d: Fields }[]
  /** Answers an interaction; the body is what the callback takes. */
  respond: (interaction: Pick<APIInteraction, 'id' | 'token'>, body: unknown) => Promise<unknown>
  /** Posts into a channel. */
  post: (channelId: string, body: unknown) => Promise<Fields>
  close: () => Promise<void>
}

const events = [
  'MESSAGE_CREATE',
  'MESSAGE_UPDATE',
  'MESSAGE_DELETE',
  'MESSAGE_DELETE_BULK',
  'MESSAGE_REACTION_ADD',
  'MESSAGE_REACTION_REMOVE',
  'GUILD_MEMBER_UPDATE',
  'GUILD_MEMBER_REMOVE',
  'GUILD_ROLE_DELETE',
  'CHANNEL_UPDATE',
  'CHANNEL_DELETE',
  'THREAD_CREATE',
  'THREAD_UPDATE',
  'THREAD_DELETE',
] as const

export const allIntents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.DirectMessageReactions,
  GatewayIntentBits.MessageContent,
]

/** Connects; `answer` is called with every interaction. */
export const openClient = async (
  discord: FakeDiscord,
  answer: (interaction: APIInteraction, small: SmallClient) => unknown = () => undefined,
  intents: readonly GatewayIntentBits[] = allIntents,
): Promise<SmallClient> => {
  const client = new Client({
    intents: [...intents],
    rest: { api: discord.apiUrl, version: '10', retries: 0, timeout: 5_000 },
  })
  const small: SmallClient = {
    client,
    heard: [],
    events: [],
    respond: ({ id, token }, body) => client.rest.post(Routes.interactionCallback(id, token), { body, auth: false }),
    post: (channelId, body) => client.rest.post(Routes.channelMessages(channelId), { body }) as Promise<Fields>,
    close: () => client.destroy(),
  }
  client.on('error', () => undefined)
  client.ws.on('INTERACTION_CREATE' as never, (raw: APIInteraction) => {
    small.heard.push(raw)
    // What a test provokes on purpose is looked at through the fake's own record.
    Promise.resolve(answer(raw, small)).catch(() => undefined)
  })
  for (const t of events) client.ws.on(t as never, (d: Fields) => small.events.push({ t, d }))
  const before = discord.gateway.count
  await client.login(discord.token)
  await discord.gateway.connected(before + 1)
  return small
}

/** Calls the API without discord.js, so that a test sees exactly what the server says. */
export const callApi = async (
  discord: FakeDiscord,
  line: string,
  body?: unknown,
  { token = `Bot ${discord.token}` as string | undefined, headers = {} as Record<string, string> } = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Fields }> => {
  const [method = 'GET', path = ''] = line.split(' ')
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: {
      'user-agent': 'DiscordBot (https://example.com, 1.0.0)',
      ...(token ? { authorization: token } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) }
}

/** A clock that stands until a test moves it. */
export const standingClock = (at = Date.UTC(2031, 2, 3, 9)): { now: () => number; pass: (ms: number) => void } => {
  let now = at
  return {
    now: () => now,
    pass(ms) {
      now += ms
    },
  }
}

/** The commands that the tests register. */
export const testCommands: readonly Fields[] = [
  {
    name: 'incident',
    description: 'Incidents',
    name_localizations: { da: 'hændelse' },
    options: [
      {
        type: 1,
        name: 'report',
        description: 'Report an incident',
        options: [
          { type: 3, name: 'summary', description: 'What is wrong', max_length: 200, required: true },
          {
            type: 3,
            name: 'impact',
            description: 'How bad it is',
            choices: [
              { name: 'High', value: 'high' },
              { name: 'Low', value: 'low' },
            ],
          },
          { type: 6, name: 'for', description: 'Who has it' },
          { type: 11, name: 'photo', description: 'A picture' },
        ],
      },
      {
        type: 1,
        name: 'show',
        description: 'Show an incident',
        options: [{ type: 3, name: 'record', description: 'Which one', autocomplete: true, required: true }],
      },
    ],
  },
  { name: 'Report as incident', type: 3 },
  { name: 'Their open records', type: 2 },
]

export const register = (discord: FakeDiscord, commands: readonly Fields[] = testCommands) =>
  callApi(discord, `PUT /applications/${discord.applicationId}/commands`, commands)
