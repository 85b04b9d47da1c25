import { pino } from 'pino'
import { readConfig } from '../../src/config.js'
import { randomIds } from '../../src/kernel/ids.js'
import { startDesk } from '../../src/process.js'
import { openFakeDiscord, typeComplaints } from '../fakes/discord/index.js'
import { openFakeSlack } from '../fakes/slack/index.js'
import * as onDiscord from './discord-journey.js'
import {
  type Channel,
  cast,
  type Database,
  type DeskFile,
  each,
  languageOf,
  openHotel,
  type Person,
  rooms,
  type Setting,
} from './hotel.js'
import { type Journey, type Seat, until } from './journey.js'
import { codeFor, signIn, timelineIn } from './record-page.js'
import * as onSlack from './slack-journey.js'

/** Who and what is called how on a platform, in the desk file. */
interface Named {
  account(person: Person): string
  place(channel: Channel): string
}

interface Both extends Omit<Setting, 'change'> {
  /** The time of the desk and of both platforms; the machine's when absent. */
  readonly now?: () => number
  readonly change?: (desk: DeskFile, names: { readonly slack: Named; readonly discord: Named }) => void
}

/**
 * The hotel in a Slack workspace and in a Discord server at once: the real program with real Bolt and real discord.js, in
 * this process, so that its clock can be set. Everybody has an account in both, and all rooms are there twice.
 */
export async function openBoth(database: Database, { now = Date.now, change, ...setting }: Both) {
  const slack = await openFakeSlack({ now, socketRetryMs: 500, fileReadyMs: 0 })
  const discord = await openFakeDiscord({ now })
  for (const [name, id] of Object.entries(onSlack.channels)) slack.addChannel({ id, name })
  for (const person of onSlack.people) onSlack.addPerson(slack, person, languageOf(person, setting))
  const guild = discord.addGuild({ name: 'Alpine Hotel' }).id
  const channels = each(rooms, (name) => discord.addChannel(guild, { name }).id)
  const users = each(Object.keys(cast) as Person[], (person) =>
    onDiscord.addPerson(discord, guild, person, languageOf(person, setting)),
  )
  const names = {
    slack: {
      account: (person: Person) => `slack:${slack.teamId}/${onSlack.users[person]}`,
      place: (channel: Channel) => `slack:${slack.teamId}/${onSlack.channels[channel]}`,
    },
    discord: {
      account: (person: Person) => `discord:${guild}/${users[person]}`,
      place: (channel: Channel) => `discord:${guild}/${channels[channel]}`,
    },
  }
  const hotel = await openHotel(database, { ...setting, change: (desk) => change?.(desk, names) })
  const environment = {
    ...hotel.environment,
    PORT: '0',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_TOKEN: discord.token,
  }
  const start = async () => {
    const opened = await startDesk({
      config: readConfig(environment),
      clock: { now: () => new Date(now()) },
      ids: randomIds,
      log: pino({ level: 'fatal' }),
    })
    await discord.gateway.connected(1, 20_000)
    await slack.sockets.connected(2)
    await until(
      'the commands',
      async () => discord.commands(guild),
      (all) => all.length > 0,
    )
    return opened
  }
  let desk = await start()
  const url = (): string => `http://127.0.0.1:${desk.web?.address()?.port}`
  return {
    slack,
    discord,
    guild,
    channels,
    users,
    url,
    /** Somebody who looks at pages. */
    reads: (person: Person) => signIn(url(), () => codeFor(person, environment)),
    async restart() {
      await desk.stop()
      desk = await start()
    },
    async close() {
      await desk.stop()
      await slack.close()
      await discord.close()
      await hotel.close()
    },
  }
}

/** One house on two platforms: the board meets in Discord, everything else is in Slack. Each person has linked accounts. */
export async function bothJourney(
  database: Database,
  { change, ...setting }: Setting & Pick<Both, 'now'>,
): Promise<Journey> {
  const both = await openBoth(database, {
    ...setting,
    change(desk, { slack, discord }) {
      for (const person of onSlack.people)
        if (person !== 'freja')
          desk.people[person] = { ...desk.people[person], accounts: [slack.account(person), discord.account(person)] }
      desk.routes.push({ records: 'all', to: slack.place('reception'), facts: 'card' })
      desk.defaults.channels.push(slack.place('reception'))
      for (const board of Object.values(desk.boards)) board.channels = [discord.place('cab')]
      change?.(desk)
    },
  })
  const { slack, discord, channels, users } = both
  return {
    name: 'Slack and Discord',
    seat: async (person) => between(onSlack.seatIn(slack, person), onDiscord.seatIn(discord, channels, users[person])),
    mention: (person) => `<@${onSlack.users[person]}>`,
    crash: both.restart,
    disturb: () => undefined,
    repeat: async () => undefined,
    page: async (number) => timelineIn(await (await both.reads('ana')).page(number)),
    async check() {
      slack.assertClean()
      discord.check()
      const complaints = await typeComplaints(discord.requests)
      if (complaints.length > 0) throw new Error(complaints.join('\n'))
    },
    close: both.close,
  }
}

/** Somebody who is in Discord for the board, and in Slack for everything else. */
function between(slack: Seat, discord: Seat): Seat {
  const at = (channel: Channel): Seat => (channel === 'cab' ? discord : slack)
  let last = slack
  const go = (channel: Channel): Seat => {
    last = at(channel)
    return last
  }
  return {
    types: (command, channel) => go(channel).types(command, channel),
    fills: (values) => last.fills(values),
    presses: (label, channel, on) => go(channel).presses(label, channel, on),
    writes: (text, channel, on) => at(channel).writes(text, channel, on),
    orders: (text, channel, on) => at(channel).orders(text, channel, on),
    cards: (channel) => at(channel).cards(channel),
    thread: (channel, on) => at(channel).thread(channel, on),
    whispers: async () => [...(await slack.whispers()), ...(await discord.whispers())],
    home: () => slack.home(),
    goes: (label) => slack.goes(label),
    picks: (label, beside) => last.picks(label, beside),
    errs: (values) => last.errs(values),
  }
}
