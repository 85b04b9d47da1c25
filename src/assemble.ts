import { join } from 'node:path'
import type { Logger } from 'pino'
import { discordDoctorWords } from '../adapters/discord/doctor-words.js'
import type { Discord } from '../adapters/discord/index.js'
import { discordWords } from '../adapters/discord/words.js'
import { plainWords } from '../adapters/plain/words.js'
import type { Slack } from '../adapters/slack/index.js'
import { slackWords } from '../adapters/slack/words.js'
import { createWeb, type Web, webWords } from '../adapters/web/index.js'
import { accessCommandsWords } from '../commands/access-words.js'
import { cabCommandsWords } from '../commands/cab-words.js'
import { changeCalendarCommandsWords } from '../commands/calendar-words.js'
import { catalogueCommandsWords } from '../commands/catalogue-words.js'
import { changeCommandsWords } from '../commands/change-words.js'
import { ciCommandsWords } from '../commands/ci-words.js'
import { commands } from '../commands/index.js'
import { commandNames } from '../commands/names.js'
import { onCallCommandsWords } from '../commands/oncall-words.js'
import { requestCommandsWords } from '../commands/request-words.js'
import { slaCommandsWords } from '../commands/sla-words.js'
import { taskCommandsWords } from '../commands/task-words.js'
import { commandsWords } from '../commands/words.js'
import { migrations } from '../migrations/index.js'
import { approvalsWords } from './approvals/index.js'
import { automationOver, callbackDoor } from './automating.js'
import { automationWords } from './automation/index.js'
import { catalogueWords } from './catalogue/index.js'
import { type AccountRef, type Address, type Place, placeWord } from './chat/address.js'
import { createRegistry, type Registry } from './chat/command.js'
import { createDispatch } from './chat/dispatch.js'
import type { Finding } from './chat/finding.js'
import type { FileRef } from './chat/inbound.js'
import { createVoices, type Language, type Voice, type Voices } from './chat/language.js'
import type { House, Platform } from './chat/platform.js'
import { cliWords } from './cli/words.js'
import type { Config } from './config.js'
import { configurationWords } from './configuration/index.js'
import { demoWords } from './demo-words.js'
import {
  approvalWords,
  type CatchUp,
  createCatchUp,
  createEngine,
  createHouse,
  deskWords,
  handOver,
  linkWords,
  listOf,
  openSeal,
  openSpool,
  type Parts,
  placesNamed,
  presenter,
  routedPlaces,
  tellOfOverrun,
  tellOfPoison,
} from './desk/index.js'
import { doorsOf } from './doors.js'
import { examineDesk } from './examine.js'
import { calendarWords, forwardWords } from './forward/index.js'
import { createHeartbeat } from './heartbeat.js'
import { homeSheets, homeWords } from './home/index.js'
import { jobNames, jobsOf, timingIn } from './jobs.js'
import { jobsDoor } from './jobs-door.js'
import { jobsWords } from './jobs-words.js'
import type { Clock } from './kernel/clock.js'
import { seconds } from './kernel/duration.js'
import type { Ids } from './kernel/ids.js'
import type { Leases } from './kernel/lease.js'
import { meetingSheets, meetingsWords } from './meetings/index.js'
import { createOutbox, createRelay, createShelf, noticesWords, type Relay, type Wait } from './notices/index.js'
import { onCallWords } from './oncall/index.js'
import { type Desks, fallbackPlace, organisationWords, pictureBytes } from './organisation/index.js'
import { createDirectory, peopleWords } from './people/index.js'
import { createPictures, picturesWords } from './pictures/index.js'
import { accessSheets } from './practices/access/index.js'
import { practices } from './practices/index.js'
import { requestBulkWords } from './practices/request/index.js'
import { recordById, recordsWords } from './records/index.js'
import { createRunner, type Runner } from './schedule/index.js'
import { slaWords } from './sla/index.js'
import { startWords } from './start-words.js'
import { stockWords } from './stock/index.js'
import { createLeases, openStore, type Store } from './store/index.js'

/** The composition root: the one place that sees every part. No rules in here. */

export interface Surroundings {
  readonly config: Config
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Logger
  /** Further platforms, such as the terminal. */
  readonly also?: readonly Platform[]
  /** Whether the console and the pages are served; they are unless this says no. */
  readonly web?: boolean
  /** How the relay waits; by the machine's timer unless told. */
  readonly wait?: Wait
}

export interface Assembled {
  readonly store: Store
  readonly desks: Desks
  readonly parts: Parts
  readonly house: House & { replay(): Promise<number>; stop(): void }
  readonly relay: Relay
  readonly runner: Runner
  readonly catchUp: CatchUp
  readonly web?: Web
  /** In the order in which they start. */
  readonly platforms: readonly Platform[]
}

export const voices: Voices = createVoices([
  approvalWords,
  deskWords,
  linkWords,
  onCallWords,
  approvalsWords,
  automationWords,
  recordsWords,
  organisationWords,
  peopleWords,
  noticesWords,
  picturesWords,
  commandsWords,
  onCallCommandsWords,
  slaCommandsWords,
  cabCommandsWords,
  changeCommandsWords,
  requestCommandsWords,
  taskCommandsWords,
  accessCommandsWords,
  changeCalendarCommandsWords,
  meetingsWords,
  forwardWords,
  calendarWords,
  catalogueCommandsWords,
  catalogueWords,
  homeWords,
  ciCommandsWords,
  configurationWords,
  slaWords,
  stockWords,
  commandNames,
  slackWords,
  webWords,
  plainWords,
  cliWords,
  startWords,
  jobsWords,
  demoWords,
  discordWords,
  discordDoctorWords,
  requestBulkWords,
  ...practices.map((practice) => practice.words),
])

/** The commands with the organisation's lists behind them. */
export const registryOver = (desks: Pick<Desks, 'current'>): Registry =>
  createRegistry(commands, voices.in, (list, voice, given) =>
    listOf({ desks, jobs: { names: jobNames } }, list, voice, given),
  )

export const openDatabase = (config: Config, clock: Clock): Promise<Store> =>
  openStore({ location: config.location, migrations, clock })

/** The names of the practices, as routes may use them. */
export const practiceNames = practices.map((practice) => practice.name)

/** Puts the house together. Nothing listens or sends yet: see `start` of each part. */
export async function assemble(around: Surroundings, store: Store, desks: Desks): Promise<Assembled> {
  const { config, clock, ids, log } = around
  const slack = await slackOver(around)
  const leases = createLeases({ store, clock, ids })
  const eventsIn = () => eventGuildsOf(desks)
  const discord = await discordOver(around, { guilds: () => guildsOf(desks), eventsIn, leases })
  const registry = registryOver(desks)
  const outbox = createOutbox({ ids })
  const byName = new Map<string, Platform>()
  const directory = createDirectory({
    store,
    desks,
    clock,
    ids,
    handOver: handOver(outbox, practices),
    askMembers: (group, among) => byName.get(group.platform)?.membersOf?.(group, among),
  })
  const connected = new Set([
    ...(around.web === false ? [] : ['console']),
    ...[slack, discord].flatMap((platform) => (platform ? [platform.name] : [])),
    ...(around.also ?? []).map(({ name }) => name),
  ])
  const parts: Parts = {
    store,
    desks,
    directory,
    outbox,
    voices,
    ids,
    registry,
    seal: await openSeal(store),
    connected,
    pagesAt: pagesAt(around),
    sheets: new Map([...meetingSheets, ...homeSheets, ...accessSheets]),
    pins: (platform) => byName.get(platform)?.traits.pins === true,
    practices: new Map(practices.map((practice) => [practice.name, practice])),
    textOf: (file, at) =>
      textOf(
        platforms.find(({ name }) => name === at.platform),
        file,
        at,
      ),
    examine: (voice) => examining(parts, around, voice, platforms),
    keepOccasions: async (platform, workspace, occasions) =>
      byName.get(platform)?.keepOccasions?.(workspace, occasions),
    automation: automationOver({ ...around, store, desks, voices, pagesAt: pagesAt(around), parts: () => parts }),
    jobs: jobsDoor({ store, log, runner: () => runner }),
    heartbeat: createHeartbeat({ ...(config.heartbeatUrl ? { url: config.heartbeatUrl } : {}), log }),
  }
  const engine = createEngine({
    parts,
    registry,
    clock,
    onFault: (id, error, inbound) =>
      log.error(
        { fault: id, kind: inbound.kind, platform: inbound.account.platform, error: traceOf(error) },
        'a fault',
      ),
  })
  const web = around.web === false ? undefined : webOver(around, parts, { slack, discord, platforms: byName })
  const chats: readonly Platform[] = [slack, discord].flatMap((platform) => platform ?? [])
  const platforms: readonly Platform[] = [...(web ? [web] : []), ...chats, ...(around.also ?? [])]
  for (const platform of platforms) byName.set(platform.name, platform)
  const house = createHouse({
    dispatch: createDispatch(engine),
    spool: await openSpool(join(config.dataDir, 'spool'), ids),
    platforms: byName,
    registry,
    pictures: createPictures({ photo: (photo) => pictureBytes(store.read, photo) }),
    ticketEmoji: () => desks.current().intake.ticketEmoji,
    languageOf: (account, profile) => directory.languageOf(account, profile),
    log,
    spokenIn: (place) => catchUp.spokenIn(place),
    ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}),
  })
  const catchUp = createCatchUp({ parts, house, platforms, leases, clock, log })
  const relay = createRelay({
    store,
    outbox,
    ids,
    log,
    clock,
    voices,
    platforms: byName,
    present: presenter(parts, clock),
    languageOf: languageAt(parts),
    fallback: (place, record) => fallbackFor(parts, place, record),
    // A process of several that dies holds up its channels for so long; a send is given up after half of it.
    leaseFor: seconds(25),
    admins: (platform) => adminsOn(parts, platform),
    ...(around.wait ? { wait: around.wait } : {}),
  })
  const runner = createRunner({
    store,
    clock,
    log,
    jobs: jobsOf(parts),
    timing: (job) => timingIn(desks.current())(job),
    onPoison: (work, job) => tellOfPoison(parts, work, job),
    onOverrun: (work, job) => tellOfOverrun(parts, work, job),
  })
  return { store, desks, parts, house, relay, runner, catchUp, platforms, ...(web ? { web } : {}) }
}

/** Where our pages are: at their public address, else at that of this machine while they are served. */
function pagesAt({ config, web }: Surroundings): string | undefined {
  const { publicUrl, host, port } = config
  return publicUrl ?? (web === false ? undefined : `http://${host.includes(':') ? `[${host}]` : host}:${port}`)
}

/** Everything that could keep the desk from working, as this process sees it. */
async function examining(
  parts: Parts,
  { config, clock }: Surroundings,
  voice: Voice,
  platforms: readonly Platform[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const placesOn = (platform: string) => routedPlaces(parts, platform)
  const automation = () => parts.desks.current().automation
  for await (const found of examineDesk({ config, clock, voice, platforms, placesOn, automation }))
    findings.push(...found)
  return findings
}

/** What an adapter may need of the database: where the organisation has places, and what one process of several holds. */
interface Behind {
  readonly guilds: () => readonly string[]
  readonly eventsIn: () => readonly string[]
  readonly leases: Leases
}

/** Nothing is behind a platform that is only looked at. */
const nothing: Behind = {
  guilds: () => [],
  eventsIn: () => [],
  leases: () => ({ take: async () => undefined, keep: async () => false, release: async () => undefined }),
}

/** The chat platforms that are configured, to be looked at and never started. */
export async function platformsToExamine(around: Surroundings): Promise<readonly Platform[]> {
  const all = await Promise.all([slackOver(around), discordOver(around, nothing)])
  return all.filter((platform) => platform !== undefined)
}

/** The libraries of Slack and Discord are half of the program: each is loaded only where it is configured. */
async function slackOver({ config, clock, ids, log }: Surroundings): Promise<Slack | undefined> {
  if (!config.slack) return undefined
  const { createSlack } = await import('../adapters/slack/index.js')
  return createSlack({ ...config.slack, clock, ids, log })
}

async function discordOver({ config, clock, ids, log }: Surroundings, behind: Behind): Promise<Discord | undefined> {
  if (!config.discord) return undefined
  const { createDiscord } = await import('../adapters/discord/index.js')
  const files = join(config.dataDir, 'discord-files')
  return createDiscord({ ...config.discord, ...behind, files, clock, ids, log })
}

/** So much of an attached text is read: desk files are far smaller. */
const longestText = 1_000_000

async function textOf(platform: Platform | undefined, file: FileRef, at: Address): Promise<string | undefined> {
  const open = await platform?.openFile?.(file, at)
  if (!open) return undefined
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of open.body) {
    length += piece.byteLength
    if (length > longestText) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** The servers in which the organisation has places. */
const guildsOf = (desks: Desks): readonly string[] => [
  ...new Set(placesNamed(desks.current(), 'discord').map(({ workspace }) => workspace)),
]

/** The servers in whose lists of what is ahead scheduled changes stand. */
const eventGuildsOf = (desks: Desks): readonly string[] =>
  desks.current().changes.events.flatMap(({ platform, workspace }) => (platform === 'discord' ? workspace : []))

const traceOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

/** A person reads in their own language, a channel in the organisation's. */
function languageAt(parts: Parts): (target: Place | AccountRef) => Language {
  return (target) => ('user' in target ? parts.directory.languageOf(target) : parts.desks.current().language)
}

/** The default channel of a workspace; never for a private record. */
async function fallbackFor(parts: Parts, place: Place, record: number | undefined): Promise<Place | undefined> {
  const about = record === undefined ? undefined : await recordById(parts.store.read, record)
  if (about?.private) return undefined
  const fallback = fallbackPlace(parts.desks.current(), place)
  return fallback && placeWord(fallback) !== placeWord(place) ? fallback : undefined
}

async function adminsOn(parts: Parts, platform: string): Promise<readonly AccountRef[]> {
  const admins = await parts.directory.peopleWith('admin')
  const accounts = await Promise.all(admins.map((person) => parts.directory.accountsOf(person.id)))
  return accounts.flatMap((list) => list.filter((account) => account.platform === platform).slice(0, 1))
}

interface Chats {
  readonly platforms: ReadonlyMap<string, Platform>
  readonly slack: Slack | undefined
  readonly discord: Discord | undefined
}

function webOver({ config, clock, ids, log }: Surroundings, parts: Parts, { slack, discord, platforms }: Chats): Web {
  return createWeb({
    host: config.host,
    port: config.port,
    clock,
    ids,
    log,
    doors: doorsOf({ ...parts, platforms, now: () => clock.now() }, config, createShelf({ store: parts.store, clock })),
    organisation: () => parts.desks.current().name,
    uploads: join(config.dataDir, 'uploads'),
    mounts: [
      ...(slack?.http ? [{ method: 'POST', path: '/slack/events', handle: slack.http }] : []),
      ...(discord?.http ? [{ method: 'POST', path: '/discord/interactions', handle: discord.http }] : []),
      callbackDoor(parts),
    ],
  })
}
