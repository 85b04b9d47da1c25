import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type Assembled, assemble, openDatabase, type Surroundings } from './assemble.js'
import { picturesBeside, readBeside } from './beside.js'
import type { Platform } from './chat/platform.js'
import type { Config } from './config.js'
import { listenForControl } from './control.js'
import { loadDemo, promiseDemo } from './demo.js'
import type { Clock } from './kernel/clock.js'
import { minutes, seconds } from './kernel/duration.js'
import { Refusal } from './kernel/errors.js'
import { known } from './known.js'
import { type Orders, obeying } from './orders.js'
import { comparePictures, createDesks, type Desks, digestOf, knownPictures } from './organisation/index.js'
import { type Store, takeAlone } from './store/index.js'
import { databaseTrouble, isAway, platformTrouble } from './trouble.js'
import { whyOf } from './why.js'

export interface Running extends Assembled {
  /** Stops taking inbounds, lets what is under way end, and closes the database. */
  stop(): Promise<void>
}

/** How often a process looks whether another one put a desk file in force. */
const refreshEvery = seconds(5)

/**
 * Starts the whole desk: lock, database, organisation, platforms, relay, jobs. Resolves when it is ready to serve. When it
 * fails, everything that was opened is closed again; what a person can mend is a Refusal or a WrongDeskFile.
 */
export async function startDesk(around: Surroundings): Promise<Running> {
  const opened = new Opened(around.log)
  try {
    const desk = await open(around, opened)
    return {
      ...desk,
      async stop() {
        around.log.info('stopping')
        // A SQLite file has one process: nobody else could be sent what comes meanwhile.
        if (around.config.location.dialect === 'postgres') await desk.web?.readiness.leave()
        await opened.close()
      },
    }
  } catch (error) {
    await opened.close()
    throw error
  }
}

async function open(around: Surroundings, opened: Opened): Promise<Assembled> {
  const { config, clock, log } = around
  const store = await openAlone(config, clock, opened)
  const desks = createDesks({ store, log })
  await takeOrganisation(store, desks, config, log)
  const desk = await assemble(around, store, desks)
  opened.closing(() => desk.house.stop())
  await loadDemo(desk.parts, config.deskFile, clock)
  desk.web?.readiness.hold()
  for (const platform of desk.platforms) await connect(platform, desk, around, opened)
  desk.web?.readiness.open()
  opened.closing(() => desk.relay.stop())
  desk.relay.start()
  opened.closing(() => desk.runner.stop())
  desk.runner.start()
  opened.closing(() => desk.parts.automation.stop())
  // It ends before the platforms that it reads are left.
  opened.closing(() => desk.catchUp.stop())
  desk.catchUp.start()
  const examined = reportHealth(desk, log)
  opened.closing(() => Promise.race([examined, sleep(seconds(2), undefined, { ref: false })]))
  void desk.house
    .replay()
    .catch((error: unknown) => log.error({ error: String(error) }, 'what an earlier process left was not replayed'))
  follow(desk, log)
  await openToOthers(desk, config, log, opened)
  return desk
}

/**
 * Opens the database, which on SQLite is taken for this process alone. Data folder and files can be read by their owner
 * only. Refuses with `start.taken` and `start.database`.
 */
export async function openAlone(config: Config, clock: Clock, opened: Opened): Promise<Store> {
  try {
    keepPrivate(config)
    const lock = config.location.dialect === 'sqlite' ? await takeAlone(config.location.file) : undefined
    opened.closing(() => lock?.release())
    const store = await openDatabase(config, clock)
    opened.closing(() => store.close())
    return store
  } catch (error) {
    throw databaseTrouble(error, config)
  }
}

function keepPrivate({ location, dataDir }: Config): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  if (location.dialect !== 'sqlite') return
  mkdirSync(dirname(location.file), { recursive: true, mode: 0o700 })
  // SQLite gives its companions, such as the log and the shared memory, the rights of the file itself.
  for (const file of [location.file, `${location.file}.lock`]) {
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600)
  }
}

/** Loads the organisation in force. A database that has none yet takes the desk file over. */
async function takeOrganisation(store: Store, desks: Desks, { deskFile }: Config, log: Logger): Promise<void> {
  const [there] = await store.read.rows('SELECT 1 FROM "desk_version" LIMIT 1')
  if (there) {
    await desks.load()
    return hintAtNews(store, deskFile, log)
  }
  const source = await readFile(deskFile, 'utf8').catch((error: unknown) => {
    throw new Refusal('start.desk_file', { file: deskFile, why: whyOf(error) })
  })
  const { pictures } = await readBeside(deskFile, source)
  await store.work({ kind: 'operator' }, async (work) => {
    const changes = await desks.apply({ kind: 'operator' }, source, { ...known, pictures })
    if (changes.length > 0) await promiseDemo(work, deskFile)
  })
}

/** A file that was edited and never applied is easily believed to be in force. */
async function hintAtNews(store: Store, file: string, log: Logger): Promise<void> {
  const source = await readFile(file, 'utf8').catch(() => undefined)
  if (source === undefined) return
  const digest = digestOf(source)
  const [kept] = await store.read.rows('SELECT 1 FROM "desk_version" WHERE "digest" = ? LIMIT 1', [digest])
  const { pictures } = await picturesBeside(file, source)
  const others = comparePictures(await knownPictures(store.read), pictures)
  if (!kept || others.length > 0)
    log.warn({ file }, 'the desk file on disk is not in force: put it in force with frontdesk apply')
}

/**
 * Connects a platform. A chat platform that is not to be reached, or that does not let us in, does not keep the others from
 * serving: it is tried again until it is, and what it should say waits in the outbox. Without its own door – the console,
 * the terminal – the desk does not start.
 */
async function connect(
  platform: Platform,
  desk: Assembled,
  { config, log, also }: Surroundings,
  opened: Opened,
): Promise<void> {
  // One that fails halfway has something to close too.
  opened.closing(() => platform.stop())
  try {
    await platform.start(desk.house)
  } catch (error) {
    if (platform === desk.web || also?.includes(platform)) throw platformTrouble(error, platform.name, config)
    note(error, platform, log)
    opened.closing(keepConnecting(platform, desk, log))
  }
}

/** What `doctor` would say, a line each: a desk that starts tells its operator what it lacks. */
async function reportHealth({ parts }: Assembled, log: Logger): Promise<void> {
  const voice = parts.voices.in('en')
  try {
    for (const { state, says, hint } of await parts.examine(voice)) {
      const todo = hint && voice.has(hint.words) ? { todo: voice.say(hint.words, hint.params) } : {}
      log[levels[state]]({ check: says.words, says: voice.say(says.words, says.params), ...todo }, 'looked at the desk')
    }
  } catch (error) {
    log.error({ error: String(error) }, 'the desk could not be looked at')
  }
}

/** Whoever starts a desk sees what it lacks; that all is well is for those who ask for more. */
const levels = { ok: 'debug', note: 'warn', mend: 'error' } as const

function note(error: unknown, { name }: Platform, log: Logger): void {
  if (isAway(error))
    log.warn({ platform: name, error: String(error) }, 'a platform cannot be reached, and is tried again')
  else log.error({ platform: name, error: String(error) }, 'a platform does not let the desk in, and is tried again')
}

function keepConnecting(platform: Platform, desk: Assembled, log: Logger): () => Promise<void> {
  const stopping = new AbortController()
  let longest = seconds(30)
  const connecting = (async () => {
    for (let pause = seconds(1); ; pause = Math.min(pause * 2, longest)) {
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      try {
        await platform.start(desk.house)
        desk.relay.wake()
        follow(desk, log)
        return
      } catch (error) {
        longest = isAway(error) ? seconds(30) : minutes(5)
        note(error, platform, log)
      }
    }
  })()
  return () => {
    stopping.abort()
    return connecting
  }
}

/** Whom a new desk file gives a role by their group, or who joined one while nobody looked, need not wait for the job. */
function follow(desk: Assembled, log: Logger): void {
  void desk.parts.directory
    .followGroups()
    .catch((error: unknown) => log.warn({ error: String(error) }, 'the groups of a platform were not looked at'))
}

/** The command line reaches a SQLite desk through its process; on PostgreSQL it is the process that looks for news. */
async function openToOthers(desk: Assembled, config: Config, log: Logger, opened: Opened): Promise<void> {
  if (config.location.dialect === 'sqlite') {
    const control = await listenForControl(applying(desk, log), config, log)
    opened.closing(() => control.close())
    return
  }
  const timer = setInterval(() => {
    desk.desks
      .refresh()
      .then((isNew) => isNew && follow(desk, log))
      .catch((error: unknown) => log.warn({ error: String(error) }, 'the desk file was not looked at'))
  }, refreshEvery)
  opened.closing(() => clearInterval(timer))
}

/** What the command line orders; a desk file that comes in force may follow groups that none did before. */
function applying(desk: Assembled, log: Logger): Orders {
  const orders = obeying(desk.parts, desk.runner.byHand)
  return {
    ...orders,
    async apply(source, over, pictures) {
      const changes = await orders.apply(source, over, pictures)
      follow(desk, log)
      return changes
    },
  }
}

/** What was opened, to be closed in the opposite order. One that cannot be closed does not keep the others open. */
export class Opened {
  readonly #closers: (() => unknown)[] = []
  readonly #log: Pick<Logger, 'error'>

  constructor(log: Pick<Logger, 'error'>) {
    this.#log = log
  }

  closing(close: () => unknown): void {
    this.#closers.push(close)
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) {
      try {
        await close()
      } catch (error) {
        this.#log.error({ error: String(error) }, 'something was not closed properly')
      }
    }
  }
}
