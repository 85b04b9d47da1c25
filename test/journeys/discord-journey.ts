import type { Language } from '../../src/chat/language.js'
import { readMarkdown } from '../adapters/discord/reading.js'
import {
  type FakeDiscord,
  openFakeDiscord,
  type SeenForm,
  type StoredMessage,
  typeComplaints,
} from '../fakes/discord/index.js'
import type { Fields } from '../fakes/fields.js'
import { deskProcess } from './desk-process.js'
import {
  type Channel,
  cast,
  type Database,
  each,
  languageOf,
  livesOn,
  openHotel,
  type Person,
  rooms,
  type Setting,
} from './hotel.js'
import { type Journey, type Seat, until } from './journey.js'
import { codeFor, timelineOf } from './record-page.js'

const posting = 'POST /channels/:channel/messages'

/** The hotel in a Discord server: the real program, real discord.js, against the fake. The guest is in no file. */
export async function discordJourney(
  interactions: 'gateway' | 'http',
  database: Database,
  setting: Setting = {},
): Promise<Journey> {
  const discord = await openFakeDiscord()
  const guild = discord.addGuild({ name: 'Alpine Hotel' }).id
  const channels = each(rooms, (name) => discord.addChannel(guild, { name }).id)
  const users = each(Object.keys(cast) as Person[], (person) =>
    addPerson(discord, guild, person, languageOf(person, setting)),
  )
  const place = (channel: Channel): string => `discord:${guild}/${channels[channel]}`
  const hotel = await openHotel(database, {
    ...setting,
    change(desk) {
      livesOn(desk, (person) => `discord:${guild}/${users[person]}`, place)
      setting.change?.(desk)
    },
  })
  const environment = {
    ...hotel.environment,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_TOKEN: discord.token,
    ...(interactions === 'http' ? { DISCORD_PUBLIC_KEY: discord.publicKey } : {}),
  }
  const desk = await deskProcess(environment)
  const start = async (): Promise<void> => {
    await desk.start()
    if (interactions === 'http') discord.useHttp(`${desk.url}/discord/interactions`)
    // Of several processes on PostgreSQL one waits for the other's silence before it takes the gateway over.
    await discord.gateway.connected(1, 20_000)
    await until(
      'the commands',
      async () => discord.commands(guild),
      (all) => all.length > 0,
    )
  }
  await start()
  return {
    name: `Discord by ${interactions}`,
    seat: async (person) => seatIn(discord, channels, users[person]),
    mention: (person) => users[person],
    async crash() {
      await discord.quiet()
      await desk.kill()
      await start()
    },
    disturb(how) {
      const where = ({ path }: { readonly path: string }): boolean => path.includes(channels.reception)
      if (how === 'busy') discord.faults.next(posting, { status: 429, retryAfter: 0.5 }, { where })
      else discord.faults.next(posting, { status: 500, after: true }, {})
    },
    async repeat() {
      const frames = discord.gateway.sessions.flatMap(({ sent }) => sent)
      const byPerson = ({ t, d }: (typeof frames)[number]): boolean =>
        t === 'MESSAGE_CREATE' && Object.values(users).includes(String((d['author'] as Fields | undefined)?.['id']))
      const frame = frames.findLast(byPerson)
      if (!frame) throw new Error('nothing was said yet')
      const again = { t: frame.t, d: frame.d, guildId: guild, channelId: String(frame.d['channel_id']) }
      for (let times = 0; times < 2; times++) discord.gateway.dispatch(again)
      await discord.quiet()
    },
    page: async (number) => timelineOf(desk.url, number, await codeFor('ana', environment)),
    async check() {
      discord.check()
      const complaints = await typeComplaints(discord.requests)
      if (complaints.length > 0) throw new Error(complaints.join('\n'))
    },
    async close() {
      await desk.kill()
      await discord.close()
      await hotel.close()
    },
  }
}

/** Makes somebody a member of the server, and gives the id of their account. */
export const addPerson = (discord: FakeDiscord, guild: string, person: Person, language: Language): string =>
  discord.addMember(guild, {
    name: person,
    displayName: cast[person],
    locale: language === 'da' ? 'da' : 'en-GB',
  }).id

export function seatIn(discord: FakeDiscord, channels: Readonly<Partial<Record<Channel, string>>>, user: string): Seat {
  const person = discord.as(user)
  const own = (channel: string) => discord.messages(channel).filter(({ authorId }) => authorId === discord.botId)
  const idOf = (channel: Channel): string => channels[channel] ?? channel
  const cardIn = (channel: Channel, on = ''): StoredMessage => {
    const card = own(idOf(channel)).find((message) => read(message).includes(on))
    if (!card) throw new Error(`there is no card ${on} in #${channel}`)
    return card
  }
  const threadIn = (channel: Channel, on?: string): Promise<string> =>
    until(
      `a thread in #${channel}`,
      async () => discord.threadOn(cardIn(channel, on).id)?.id ?? '',
      (id) => id !== '',
    )
  const read = (message: StoredMessage): string => readMarkdown(discord.textOf(message)).text
  /** Fills in what a form asks of these values, and goes on to its next part. */
  const fill = async (values: Readonly<Record<string, string>>): Promise<SeenForm> => {
    const form = await until(
      'a form',
      async () => person.form(),
      (one) => one !== undefined,
    )
    if (!form) throw new Error('there is no form')
    const filling = form.inputs.flatMap(({ customId }) => {
      const value = values[customId.slice(customId.indexOf('|') + 1)]
      return value === undefined ? [] : [[customId, value] as const]
    })
    const sent = await person.submits(Object.fromEntries(filling))
    const next = sent.original && labelsIn(sent.original.components).find((label) => /Continue|Fortsæt/.test(label))
    if (next && sent.original) {
      await person.presses(sent.original, next)
      await fill(values)
    }
    return form
  }
  return {
    async types(command, channel) {
      const option = /([a-z]+):("[^"]*"|\S+)/g
      const given = [...command.matchAll(option)].map(([, name = '', value = '']) => [name, value.replaceAll('"', '')])
      await person.types(idOf(channel), command.replace(option, '').trim(), Object.fromEntries(given))
    },
    fills: async (values) => (await fill(values)).title.replace(/ \(\d+\/\d+\)$/, ''),
    async presses(label, channel, on) {
      const where = await until(
        `a button “${label}” in #${channel}`,
        async () => {
          const card = cardIn(channel, on)
          const thread = discord.threadOn(card.id)?.id
          const inThread = thread ? own(thread) : []
          const all = on === undefined ? [...own(idOf(channel)), ...inThread] : [...inThread, card]
          return all.toReversed().find(({ components }) => labelsIn(components).includes(label))
        },
        (found) => found !== undefined,
      )
      if (where) await person.presses(where, label)
    },
    writes: async (text, channel, on) => void (await person.writes(await threadIn(channel, on), text)),
    orders: async (text, channel, on) =>
      void (await person.writes(await threadIn(channel, on), text, { toDesk: true })),
    cards: async (channel) => own(idOf(channel)).map(read),
    async thread(channel, on) {
      const thread = discord.threadOn(cardIn(channel, on).id)?.id
      return thread ? own(thread).map((message) => read(message).trim().split('\n')[0] ?? '') : []
    },
    async whispers() {
      const direct = discord.direct(user).id
      const told = discord.messages(direct).filter(({ authorId }) => authorId === discord.botId)
      return [...person.whispers(), ...told].map(read)
    },
  }
}

function labelsIn(components: readonly Fields[]): readonly string[] {
  return components.flatMap((part) => [
    ...(typeof part['label'] === 'string' ? [part['label']] : []),
    ...labelsIn((part['components'] as Fields[] | undefined) ?? []),
    ...(part['accessory'] ? labelsIn([part['accessory'] as Fields]) : []),
  ])
}
