import { voices } from '../../src/assemble.js'
import { type Language, languages } from '../../src/chat/language.js'
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

/** A form that was sent: its first part, what was said at last, and whether it is there to be filled in again. */
interface Filled {
  readonly form: SeenForm
  readonly said: StoredMessage | undefined
  readonly wrong: boolean
}

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
  const again = languages.map((language) => voices.in(language).say('discord.formAgain'))
  const onwards = ['discord.goOn', 'discord.openForm'].flatMap((key) =>
    languages.map((language) => voices.in(language).say(key)),
  )
  /** What only they see and what the desk wrote to them, oldest first. */
  const alone = () => {
    const told = discord.messages(discord.direct(user).id).filter(({ authorId }) => authorId === discord.botId)
    return [...person.whispers(), ...told].toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1))
  }
  /** Sends what a form asks of these values, and gives the form and what the desk answered. */
  const send = async (values: Readonly<Record<string, string>>) => {
    const form = await until(
      'a form',
      async () => {
        // What a form has no room for is said first, with a button that opens it.
        const said = person.form() ? undefined : alone().at(-1)
        const open = said && labelsIn(said.components).find((label) => onwards.includes(label))
        if (said && open) await person.presses(said, open)
        return person.form()
      },
      (one) => one !== undefined,
    )
    if (!form) throw new Error('there is no form')
    const filling = form.inputs.flatMap(({ customId }) => {
      const value = values[customId.slice(customId.indexOf('|') + 1)]
      return value === undefined ? [] : [[customId, value] as const]
    })
    // The message that a form was opened by becomes the answer.
    const newest = () =>
      alone()
        .slice(-1)
        .map((one) => `${one.id} ${read(one)}`)[0]
    const before = newest()
    await person.submits(Object.fromEntries(filling))
    await discord.quiet()
    return { form, said: newest() === before ? undefined : alone().at(-1) }
  }
  /** Fills a form in, part by part, until it is taken or something is wrong with it. */
  const fill = async (values: Readonly<Record<string, string>>): Promise<Filled> => {
    const { form, said } = await send(values)
    const wrong = said !== undefined && again.some((text) => read(said).includes(text))
    const next = said && labelsIn(said.components).find((label) => onwards.includes(label))
    if (!said || !next || wrong) return { form, said, wrong }
    await person.presses(said, next)
    return { ...(await fill(values)), form }
  }
  let atHome: StoredMessage | undefined
  return {
    async types(command, channel) {
      const option = /([a-z]+):("[^"]*"|\S+)/g
      const given = [...command.matchAll(option)].map(([, name = '', value = '']) => [name, value.replaceAll('"', '')])
      await person.types(idOf(channel), command.replace(option, '').trim(), Object.fromEntries(given))
    },
    async fills(values) {
      const { form, said, wrong } = await fill(values)
      if (said && wrong) throw new Error(`it was refused: ${read(said)}`)
      return form.title.replace(/ \(\d+\/\d+\)$/, '')
    },
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
    whispers: async () => alone().map(read),
    /** There are no home pages in Discord: the same is shown to whoever asks for it. */
    async home() {
      const { original } = await person.types(channels.reception ?? '', '/desk home')
      atHome = original
      return original ? read(original) : ''
    },
    async goes(label) {
      if (!atHome) throw new Error('they are not at home')
      if (labelsIn(atHome.components).includes(label)) await person.presses(atHome, label)
      else await person.picks(atHome, label)
    },
    async picks(label, beside = '') {
      const found = await until(
        `a button “${label}” for them alone`,
        async () => {
          for (const message of alone().toReversed()) {
            const part = partsOf(message.components).find(
              (one) => labelsIn([one]).includes(label) && textsIn([one]).join('\n').includes(beside),
            )
            const button = part && buttonsIn([part]).find((one) => one['label'] === label)
            if (button) return { message, id: String(button['custom_id']) }
          }
          return undefined
        },
        (one) => one !== undefined,
      )
      if (found) await person.presses(found.message, found.id)
    },
    async errs(values) {
      const { said } = await fill(values)
      if (!said) throw new Error('nothing was said about it')
      return alone().slice(-2).map(read).join('\n')
    },
  }
}

/** A component and all that is in it, the outermost first. */
const within = (part: Fields): readonly Fields[] => [
  part,
  ...((part['components'] as Fields[] | undefined) ?? []).flatMap(within),
  ...(part['accessory'] ? within(part['accessory'] as Fields) : []),
]
const buttonsIn = (components: readonly Fields[]): readonly Fields[] =>
  components.flatMap(within).filter((part) => typeof part['label'] === 'string')
const labelsIn = (components: readonly Fields[]): readonly string[] =>
  buttonsIn(components).map((part) => String(part['label']))
const textsIn = (components: readonly Fields[]): readonly string[] =>
  components.flatMap(within).flatMap((part) => (typeof part['content'] === 'string' ? [part['content']] : []))

/** The parts of a message that a button stands in beside words, the smallest first. */
const partsOf = (components: readonly Fields[]): readonly Fields[] => components.flatMap(within).toReversed()
