import { join } from 'node:path'
import pg from 'pg'
import { readMarkdown } from '../adapters/discord/reading.js'
import { readBlocks } from '../adapters/slack/reading.js'
import { type StoredMessage as DiscordMessage, openFakeDiscord } from '../fakes/discord/index.js'
import { openFakeSlack, type StoredMessage as SlackMessage } from '../fakes/slack/index.js'
import { type DeskProcess, deskProcess } from '../journeys/desk-process.js'
import { type DeskFile, openHotel } from '../journeys/hotel.js'
import { until } from '../journeys/journey.js'
import { balancer } from './balancer.js'

/** A service of each team whose channel hears of everything. */
const services = { rooms: 'reception', wifi: 'it', heating: 'maintenance', restaurant: 'kitchen' } as const
export type Service = keyof typeof services
export const serviceIds = Object.keys(services) as Service[]

const [count, wide] = [5, 10]
const lobby = 'C0LOBBY'

/** What the desk put into a channel: its text, and what stands above it where it is in a thread. */
interface Standing {
  readonly text: string
  readonly root?: string | undefined
}
type Channel = () => readonly Standing[]

const numberIn = (text = ''): string => /INC-\d+/.exec(text)?.[0] ?? 'none'
const isCard = ({ text, root }: Standing): boolean => root === undefined && /^\s*INC-\d+ .*\n\s*State/.test(text)

/** The numbers of the cards that stand in a channel, from the top. */
const cardsIn = (said: Channel) => (): readonly string[] =>
  said()
    .filter(isCard)
    .map(({ text }) => numberIn(text))

/** The alerts that stand in a channel, as `INC-4 warned`. */
const alertsIn = (said: Channel) => (): readonly string[] =>
  said()
    .filter((one) => !isCard(one))
    .flatMap(({ text, root }) => {
      const number = text.includes('INC-') ? numberIn(text) : numberIn(root)
      if (text.includes('of the time is used')) return [`${number} warned`]
      return text.includes('the promise is broken') ? [`${number} broken`] : []
    })

/**
 * Five processes of the desk on one PostgreSQL, with a Slack behind a balancer and a Discord: the teams of two services have
 * their channels there, of two here, and in twenty more stands the card of every record.
 */
export async function openFive() {
  // Every process that starts looks at each channel, and none knows how long another one was asked to wait.
  // Seven programs on a small machine may be slow: here it matters that all is answered, and how fast is measured elsewhere.
  const slack = await openFakeSlack({ rateLimits: { tierFactor: 10 }, ackMs: 15_000 })
  const discord = await openFakeDiscord({ invalidRequests: 1_000 })
  slack.addUser({ id: 'U0FREJA', name: 'freja', realName: 'Freja Holm', locale: 'en-GB' })
  slack.addChannel({ id: lobby, name: 'lobby' })
  const guild = discord.addGuild({ name: 'Alpine Hotel' }).id
  const person = discord.as(discord.addMember(guild, { name: 'emily', displayName: 'Emily', locale: 'en-GB' }).id)

  const slackChannel = (name: string) => {
    const id = `C0${name.toUpperCase()}`
    slack.addChannel({ id, name })
    const read = ({ text, blocks }: SlackMessage): string => (blocks?.length ? readBlocks(slack, blocks) : text)
    const said: Channel = () => {
      const all = slack.messages(id).filter(({ user }) => user === slack.botUserId)
      return all.map((message) => {
        const above = all.find(({ ts }) => ts === message.thread_ts && ts !== message.ts)
        return { text: read(message), root: above && read(above) }
      })
    }
    return { to: `slack:${slack.teamId}/${id}`, cards: cardsIn(said), alerts: alertsIn(said) }
  }
  const discordChannel = (name: string) => {
    const { id } = discord.addChannel(guild, { name })
    const read = (message: DiscordMessage): string => readMarkdown(discord.textOf(message)).text
    const own = (channel: string) => discord.messages(channel).filter(({ authorId }) => authorId === discord.botId)
    const said: Channel = () =>
      own(id).flatMap((root) => [
        { text: read(root) },
        ...own(discord.threadOn(root.id)?.id ?? '').map((one) => ({ text: read(one), root: read(root) })),
      ])
    const threads = () => own(id).flatMap((root) => discord.threadOn(root.id)?.id ?? [])
    return { to: `discord:${guild}/${id}`, cards: cardsIn(said), alerts: alertsIn(said), threads }
  }
  const teams = {
    rooms: slackChannel('reception'),
    wifi: slackChannel('it'),
    heating: discordChannel('maintenance'),
    restaurant: discordChannel('kitchen'),
  }
  const cards = Array.from({ length: wide }, (_, at) => [slackChannel(`s${at}`), discordChannel(`d${at}`)]).flat()

  const hotel = await openHotel('postgres', {
    change(desk) {
      makeHasty(desk)
      for (const service of serviceIds) {
        const when = { team: services[service] }
        desk.routes.push({ records: 'all', when, to: teams[service].to, facts: 'all' })
      }
      for (const { to } of cards) desk.routes.push({ records: 'all', to, facts: 'card' })
    },
  })
  const { environment } = hotel
  const processes = await Promise.all(
    Array.from({ length: count }, (_, at) =>
      deskProcess({
        ...environment,
        LOG_LEVEL: 'info',
        PGAPPNAME: `desk-${at}`,
        DATA_DIR: join(environment.DATA_DIR, `${at}`),
        SLACK_API_URL: slack.apiUrl,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        DISCORD_API_URL: discord.apiUrl,
        DISCORD_TOKEN: discord.token,
      }),
    ),
  )
  await Promise.all(processes.map((desk) => desk.start()))
  const balanced = await balancer(processes.map(({ url }) => url))
  await allReady(balanced, processes)
  await discord.gateway.connected(1, 20_000)
  slack.connectHttp(`${balanced.url}/slack/events`)
  const database = new pg.Pool({ connectionString: environment.DATABASE_URL, max: 2 })
  const rows = async <T extends object>(sql: string, params: readonly unknown[] = []): Promise<readonly T[]> =>
    (await database.query<T>(sql, [...params])).rows
  let reports = 0

  return {
    slack,
    discord,
    processes,
    balanced,
    teams,
    cards: cards.map((channel) => channel.cards),
    url: environment.DATABASE_URL,
    rows,
    allReady: () => allReady(balanced, processes),
    /** Somebody reports what is promised within seconds, and Slack is answered; the record's number once it is there. */
    async reports(service: Service): Promise<string> {
      const title = `it is broken ${++reports}`
      const words = `report ${title} service:${service} work:hampered affects:me`
      const answer = await slack.command('U0FREJA', lobby, '/incident', words)
      if (!answer.ok) throw new Error(`a report was not answered: ${JSON.stringify(answer)}`)
      const find = () => rows<{ number: string }>('SELECT "number" FROM "record" WHERE "title" = $1', [title])
      const [found] = await until(`the record “${title}”`, find, ({ length }) => length > 0)
      return found?.number ?? ''
    },
    /** Somebody looks at what they have reported: Slack tries this once, so it fails where no process takes it. */
    async asks(): Promise<void> {
      const answer = await slack.command('U0FREJA', lobby, '/desk', 'mine')
      if (!answer.ok) throw new Error(`a question was not answered: ${JSON.stringify(answer)}`)
    },
    /** A guest writes in the thread of the newest card of a service. */
    async writes(service: 'heating' | 'restaurant', text: string): Promise<void> {
      await person.writes(teams[service].threads().at(-1) ?? '', text)
    },
    /** The one that holds Discord's gateway. */
    holder: (): DeskProcess | undefined =>
      processes.find((desk) => desk.said().lastIndexOf('gateway is open') > desk.said().lastIndexOf('gateway over')),
    async close() {
      slack.connectHttp(undefined)
      balanced.close()
      for (const desk of processes) await desk.kill()
      await database.end()
      await slack.close()
      await discord.close()
      await hotel.close()
    },
  }
}

/** Until the balancer sends requests to all of them. */
async function allReady(
  { isReady }: Pick<Awaited<ReturnType<typeof balancer>>, 'isReady'>,
  processes: readonly DeskProcess[],
): Promise<void> {
  const ready = async () => processes.filter(({ url }) => isReady(url)).length
  await until('that all processes are ready', ready, (n) => n === processes.length)
}

export type Five = Awaited<ReturnType<typeof openFive>>

/** Eight seconds of opening time and a warning halfway, each told by itself; nobody is called besides. */
function makeHasty(desk: DeskFile): void {
  for (const id of Object.keys(desk.agreements)) delete desk.agreements[id]
  for (const item of Object.values(desk.catalogue.items)) delete item.agreement
  const thresholds = [{ at: 50, tell: 'team' }]
  const targets = { incident: { resolution: '8s' } }
  desk.agreements['guests'] = { ...{ kind: 'sla', name: 'Guests' }, calendar: 'always', targets, ...{ thresholds } }
  desk.alerts = { together: 100, budget: 1_000 }
  desk.routes.splice(0)
}
