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
import { type Database, type DeskFile, openHotel } from './hotel.js'
import { type Channel, type Journey, type Person, type Seat, until } from './journey.js'
import { codeFor, timelineOf } from './record-page.js'

const posting = 'POST /channels/:channel/messages'

/** The hotel in a Discord server: the real program, real discord.js, against the fake. The guest is in no file. */
export async function discordJourney(
  interactions: 'gateway' | 'http',
  database: Database,
  change: (desk: DeskFile) => void = () => undefined,
): Promise<Journey> {
  const discord = await openFakeDiscord()
  const guild = discord.addGuild({ name: 'Alpine Hotel' }).id
  const channels: Readonly<Record<Channel, string>> = {
    reception: discord.addChannel(guild, { name: 'reception' }).id,
    housekeeping: discord.addChannel(guild, { name: 'housekeeping' }).id,
  }
  const users: Readonly<Record<Person, string>> = {
    freja: discord.addMember(guild, { name: 'freja', displayName: 'Freja Holm', locale: 'da' }).id,
    ana: discord.addMember(guild, { name: 'ana', displayName: 'Ana Keller', locale: 'en-GB' }).id,
    lukas: discord.addMember(guild, { name: 'lukas', displayName: 'Lukas Wyss', locale: 'en-GB' }).id,
  }
  const place = (channel: Channel): string => `discord:${guild}/${channels[channel]}`
  const hotel = await openHotel(database, (desk) => {
    change(desk)
    for (const person of ['ana', 'lukas'] as const)
      desk.people[person] = { ...desk.people[person], accounts: [`discord:${guild}/${users[person]}`] }
    desk.routes.push({ records: 'all', to: place('reception'), facts: 'all' })
    desk.routes.push({ records: 'all', when: { team: 'housekeeping' }, to: place('housekeeping'), facts: 'all' })
    desk.defaults.channels.push(place('reception'))
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

export function seatIn(discord: FakeDiscord, channels: Readonly<Record<Channel, string>>, user: string): Seat {
  const person = discord.as(user)
  const own = (channel: string) => discord.messages(channel).filter(({ authorId }) => authorId === discord.botId)
  const cardIn = (channel: Channel): StoredMessage => {
    const [card] = own(channels[channel])
    if (!card) throw new Error(`there is no card in #${channel}`)
    return card
  }
  const threadIn = (channel: Channel): Promise<string> =>
    until(
      `a thread in #${channel}`,
      async () => discord.threadOn(cardIn(channel).id)?.id ?? '',
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
      const words = command.split(' ')
      const given = words.flatMap((word) => {
        const [, name, value] = /^([a-z]+):(.+)$/.exec(word) ?? []
        return name && value ? [[name, value] as const] : []
      })
      const bare = words.filter((word) => !/^[a-z]+:/.test(word)).join(' ')
      await person.types(channels[channel], bare, Object.fromEntries(given))
    },
    fills: async (values) => (await fill(values)).title.replace(/ \(\d+\/\d+\)$/, ''),
    async presses(label, channel) {
      const where = await until(
        `a button “${label}” in #${channel}`,
        async () => {
          const thread = discord.threadOn(cardIn(channel).id)?.id
          const all = [...own(channels[channel]), ...(thread ? own(thread) : [])]
          return all.toReversed().find(({ components }) => labelsIn(components).includes(label))
        },
        (found) => found !== undefined,
      )
      if (where) await person.presses(where, label)
    },
    writes: async (text, channel) => void (await person.writes(await threadIn(channel), text)),
    orders: async (text, channel) => void (await person.writes(await threadIn(channel), text, { toDesk: true })),
    cards: async (channel) => own(channels[channel]).map(read),
    async thread(channel) {
      const thread = discord.threadOn(cardIn(channel).id)?.id
      return thread ? own(thread).map((message) => read(message).trim().split('\n')[0] ?? '') : []
    },
    whispers: async () => person.whispers().map(read),
  }
}

function labelsIn(components: readonly Fields[]): readonly string[] {
  return components.flatMap((part) => [
    ...(typeof part['label'] === 'string' ? [part['label']] : []),
    ...labelsIn((part['components'] as Fields[] | undefined) ?? []),
    ...(part['accessory'] ? labelsIn([part['accessory'] as Fields]) : []),
  ])
}
