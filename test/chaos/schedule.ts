import type { Inbound } from '../../src/chat/inbound.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Fault } from '../builders/ledger-platform.js'
import { type Book, changedBook, drawBook, fileOf } from './book.js'
import { type Chance, chanceOf } from './chance.js'
import { judgeDeliveries } from './deliveries.js'
import { type Machine, startMachine } from './machine.js'
import { instantOf, modeOf, type Shelf, tell } from './oracle.js'
import { drawDeed } from './people.js'
import { lookAt, outboxOf, type Seen } from './seen.js'
import { createWatch, type Watch } from './watch.js'
import { openWorld, type Template, type World } from './world.js'

/** One schedule: some days of a desk, with everything that may befall it, drawn from a seed. */
export interface Plan {
  readonly seed: number
  /** Processes at once: 1 on SQLite. */
  readonly processes: number
  /** Only so many of its steps: for finding the shortest beginning that fails. */
  readonly steps?: number
}

export interface Outcome {
  readonly violations: readonly string[]
  /** What happened, a line a step. */
  readonly trace: readonly string[]
  readonly steps: number
  readonly sweeps: number
  readonly kills: number
  readonly alerts: number
  readonly messages: number
}

/** Weeks in which the wall clock does something, and some in which it does not. */
const begins = ['2031-03-03T06:00Z', '2031-03-29T06:00Z', '2031-10-24T06:00Z', '2031-10-31T20:00Z', '2031-04-04T00:00Z']

const minute = 60_000
const hour = 60 * minute
/** So far a clock goes wrong at most. */
const furthest = 4 * hour

const happenings = {
  time: 26,
  deed: 24,
  sweep: 22,
  relay: 8,
  kill: 5,
  jump: 4,
  database: 4,
  platform: 5,
  file: 2,
  tick: 1,
  together: 6,
} as const

interface Scene {
  readonly world: World
  readonly chance: Chance
  readonly plan: Plan
  readonly watch: Watch
  readonly shelf: Shelf
  readonly machines: Machine[]
  readonly books: Map<number, Book>
  readonly unheard: Inbound[]
  readonly trace: string[]
  readonly tally: { sweeps: number; kills: number; deeds: number; started: number; looked: number }
  book: Book
  seen: Seen
}

export async function runSchedule(template: Template, plan: Plan): Promise<Outcome> {
  const chance = chanceOf(plan.seed)
  const begin = Date.parse(chance.pick(begins))
  const book = drawBook(chance, begin)
  const world = await openWorld(template, begin, fileOf(book))
  const books = new Map<number, Book>()
  const shelf: Shelf = {
    begin: begin - 3 * 24 * hour,
    book: (version) => books.get(version) ?? book,
    newest: () => scene.book,
  }
  const scene: Scene = {
    world,
    chance,
    plan,
    watch: createWatch(shelf),
    shelf,
    machines: [],
    books,
    unheard: [],
    trace: [],
    tally: { sweeps: 0, kills: 0, deeds: 0, started: 0, looked: 0 },
    book,
    seen: { records: [], timelines: new Map(), clocks: [], alerts: new Map() },
  }
  let steps = 0
  try {
    await start(scene)
    world.isEmpty = false
    for (let more = 1; more < plan.processes; more++) await start(scene)
    await newBook(scene, book)
    const length = chance.between(25, 60)
    for (; steps < Math.min(length, plan.steps ?? length) && scene.watch.violations.length === 0; steps++)
      await step(scene)
    if (scene.watch.violations.length === 0) await heal(scene)
  } catch (error) {
    scene.watch.violations.push(`the harness stopped: ${error instanceof Error ? error.stack : String(error)}`)
  } finally {
    for (const machine of scene.machines.splice(0)) await machine.close()
    await world.close()
  }
  return {
    violations: [...scene.watch.violations, ...faultsOf(world)],
    trace: scene.trace,
    steps,
    sweeps: scene.tally.sweeps,
    kills: scene.tally.kills,
    alerts: scene.watch.alerts,
    messages: world.chat.messages.length,
  }
}

/** Trouble that is ours: neither a database nor a platform that fails on purpose makes one. */
const faultsOf = ({ faults }: World): readonly string[] =>
  faults.filter((line) => {
    const { msg, error, job } = JSON.parse(line) as { msg: string; error?: string; job?: string }
    // After a sleep the audit runs beside the sweep that makes up for it, and may find what is about to be told.
    if (job === 'sla-audit') return false
    if (msg === 'a fault' || msg === 'sending a message failed unexpectedly') return true
    return msg.startsWith('a job failed') && !/does not answer/.test(String(error))
  })

const note = ({ trace, world }: Scene, what: string): void =>
  void trace.push(`${new Date(world.now).toISOString()} ${what}`)

async function start(scene: Scene): Promise<void> {
  const { world, machines, tally } = scene
  machines.push(await startMachine(world, `m${++tally.started}`, await world.openStore(), 0))
}

/** Writes down which desk file has which version. */
async function newBook(scene: Scene, book: Book): Promise<void> {
  const [newest] = await scene.world.reader.rows<{ id: number }>('SELECT max("id") AS "id" FROM "desk_version"')
  scene.books.set(Number(newest?.id), book)
  scene.book = book
}

async function step(scene: Scene): Promise<void> {
  const { chance, machines } = scene
  if (machines.length === 0 || (machines.length < scene.plan.processes && chance.of(40))) {
    if (chance.of(30)) passTime(scene)
    await start(scene)
    note(scene, `${machines.at(-1)?.name} starts`)
  }
  const machine = chance.pick(machines)
  switch (chance.weighted(happenings)) {
    case 'time':
      passTime(scene)
      break
    case 'deed':
      await deed(scene, machine)
      break
    case 'sweep':
      await sweep(scene, machine)
      break
    case 'relay':
      await relay(scene, machine)
      break
    case 'kill':
      machine.killIn(chance.between(1, 120))
      note(scene, `${machine.name} will be killed`)
      break
    case 'jump':
      jump(scene, machine)
      break
    case 'database':
      disturb(scene, machine)
      break
    case 'platform':
      platformFails(scene)
      break
    case 'file':
      await changeFile(scene, machine)
      break
    case 'tick':
      note(scene, `${machine.name} ticks`)
      await judgeWhile(scene, machine, () => machine.does((desk) => desk.runner.tick()))
      break
    case 'together':
      await together(scene)
      break
  }
  await afterStep(scene)
}

/** Buries the dead, and judges what stands in the database now, if anybody has been there. */
async function afterStep(scene: Scene): Promise<void> {
  const { world, tally } = scene
  for (const machine of scene.machines.filter(({ dead }) => dead)) {
    note(scene, `${machine.name} was killed`)
    scene.tally.kills++
    scene.machines.splice(scene.machines.indexOf(machine), 1)
    await machine.close()
  }
  if (tally.looked === world.steps) return
  tally.looked = world.steps
  scene.seen = await lookAt(world.reader)
  scene.watch.look(scene.seen)
}

/** Mostly up to the next instant at which something is due, to the millisecond; at times minutes, or hours of sleep. */
function passTime(scene: Scene): void {
  const { chance, world } = scene
  const kind = chance.weighted({ due: 50, minutes: 35, hours: 15 })
  if (kind === 'hours') world.forward(chance.between(1, 20) * hour + chance.between(0, hour))
  if (kind === 'minutes') world.forward(chance.between(1_000, 40 * minute))
  if (kind === 'due') {
    const instants = comingInstants(scene)
    const at = instants.length > 0 ? chance.pick(instants.slice(0, 4)) : world.now + 10 * minute
    world.forward(Math.max(0, at + chance.pick([-1, 0, 0, 1, 1_000, 90_000]) - world.now))
  }
  note(scene, `time has come (${kind})`)
}

function comingInstants({ seen, shelf, world }: Scene): readonly number[] {
  const found: number[] = []
  for (const timeline of seen.timelines.values())
    for (const clock of tell(shelf, timeline).clocks)
      if (modeOf(clock) === 'counted')
        for (const percent of [...clock.governs.thresholds, 100]) {
          const instant = instantOf(clock, percent)
          if (instant !== undefined && instant > world.now) found.push(instant)
        }
  return found.toSorted((a, b) => a - b)
}

async function deed(scene: Scene, machine: Machine): Promise<void> {
  const { chance, seen, unheard, tally } = scene
  const again = unheard.length > 0 && chance.of(60) ? unheard.shift() : undefined
  const open = seen.records.filter(({ state }) => state !== 'closed').map(({ number }) => number)
  const inbound = again ?? drawDeed(chance, open, machine.clock.now().getTime(), ++tally.deeds)
  const args = 'args' in inbound ? JSON.stringify(inbound.args) : ''
  const command = 'command' in inbound ? inbound.command : ''
  const name = `${machine.name} ${again ? 'again ' : ''}${inbound.account.user}: ${command} ${args}`
  try {
    const reply = await machine.does((desk) => desk.house.handle(inbound))
    note(scene, `${name} → ${reply === 'died' ? 'died' : reply.kind}`)
    if (reply === 'died') unheard.push(inbound)
  } catch (error) {
    if (!(error instanceof Outage)) throw error
    note(scene, `${name} → outage`)
    unheard.push(inbound)
  }
}

async function sweep(scene: Scene, machine: Machine): Promise<void> {
  const { watch, world } = scene
  const at = machine.clock.now().getTime()
  watch.begun(scene.seen, at)
  const ended = await machine.sweep()
  note(scene, `${machine.name} sweeps at ${new Date(at).toISOString()} → ${ended}`)
  if (ended !== 'swept') return
  scene.tally.sweeps++
  scene.tally.looked = world.steps
  scene.seen = await lookAt(world.reader)
  watch.look(scene.seen)
  watch.swept(scene.seen, at)
}

/** Something during which a sweep may run that nobody asks how it went. */
async function judgeWhile(scene: Scene, machine: Machine, does: () => Promise<unknown>): Promise<void> {
  scene.watch.begun(scene.seen, machine.clock.now().getTime())
  await does()
}

async function relay(scene: Scene, machine: Machine): Promise<void> {
  try {
    const tries = await machine.does((desk) => desk.relay.pass())
    note(scene, `${machine.name} relays → ${tries}`)
  } catch (error) {
    if (!(error instanceof Outage)) throw error
    note(scene, `${machine.name} relays → outage`)
  }
}

function jump(scene: Scene, machine: Machine): void {
  const { chance } = scene
  const kind = chance.weighted({ right: 40, little: 25, back: 20, forth: 15 })
  if (kind === 'right') machine.offset = 0
  if (kind === 'little') machine.offset += chance.between(-5_000, 5_000)
  if (kind === 'back') machine.offset -= chance.between(minute, 3 * hour)
  if (kind === 'forth') machine.offset = Math.min(machine.offset + chance.between(minute, 3 * hour), furthest)
  note(scene, `${machine.name}'s clock is wrong by ${machine.offset / 1_000} s`)
}

function disturb(scene: Scene, machine: Machine): void {
  const { chance } = scene
  const kind = chance.weighted({ refuses: 50, stalls: 30, forgets: 20 })
  if (kind === 'refuses') machine.refuseIn(chance.between(1, 60), chance.pick([1, 1, 3, 40]))
  if (kind === 'stalls') machine.stallIn(chance.between(1, 60), chance.pick([5_000, 40_000, 20 * minute]))
  if (kind === 'forgets') machine.loseCommit()
  note(scene, `${machine.name}'s database ${kind}`)
}

function platformFails(scene: Scene): void {
  const { chance, world } = scene
  const faults: readonly Fault[] = [
    { kind: 'busy', retryAfter: chance.pick([1_000, 30_000, 600_000]) },
    { kind: 'down' },
    { kind: 'lost answer' },
    { kind: 'lost request' },
    { kind: 'hangs' },
  ]
  const channel = chance.pick(['reception', 'reception', 'D-ana', 'D-seraina', 'D-reto', 'D-emily'])
  const fault = chance.pick(faults)
  for (let times = chance.pick([1, 1, 2, 5]); times > 0; times--) world.chat.next(channel, fault)
  note(scene, `${channel}: ${fault.kind}`)
}

async function changeFile(scene: Scene, machine: Machine): Promise<void> {
  const { chance, world } = scene
  const book = changedBook(scene.book, chance, world.now)
  try {
    await machine.apply(fileOf(book))
  } catch (error) {
    if (!(error instanceof Outage)) throw error
  }
  const [newest] = await world.reader.rows<{ id: number }>('SELECT max("id") AS "id" FROM "desk_version"')
  const applied = !scene.books.has(Number(newest?.id))
  if (applied) await newBook(scene, book)
  note(scene, `${machine.name} gets another desk file${applied ? '' : ', in vain'}`)
}

/** Several processes at once; on one, several things at once. What is owed is judged by the next sweep that is alone. */
async function together(scene: Scene): Promise<void> {
  const { chance, machines, watch } = scene
  note(scene, 'at once:')
  await Promise.all(
    Array.from({ length: chance.between(2, 4) }, () => {
      const machine = chance.pick(machines)
      const kind = chance.weighted({ sweep: 4, deed: 3, relay: 2 })
      if (kind === 'deed') return deed(scene, machine)
      if (kind === 'relay') return relay(scene, machine)
      watch.begun(scene.seen, machine.clock.now().getTime())
      return machine.sweep().then((ended) => note(scene, `${machine.name} sweeps → ${ended}`))
    }),
  )
}

/** All is well again: what was not heard comes again, what is owed is told, and what waits is sent. */
async function heal(scene: Scene): Promise<void> {
  const { machines, world, unheard, watch } = scene
  for (const machine of machines.splice(0)) await machine.close()
  await start(scene)
  const [machine] = machines
  if (!machine) return
  // What a process with a clock ahead of the others wrote down waits until the true time has come there.
  world.forward(furthest + hour)
  while (unheard.length > 0) await deed(scene, machine)
  await afterStep(scene)
  await sweep(scene, machine)
  await afterStep(scene)
  for (let rounds = 0; rounds < 200; rounds++) {
    await relay(scene, machine)
    const waiting = (await outboxOf(world.reader)).filter(({ state }) => state === 'pending')
    if (waiting.length === 0) break
    const next = Math.min(...waiting.map(({ nextAt }) => nextAt))
    world.forward(Math.max(10 * minute, next - world.now))
  }
  scene.seen = await lookAt(world.reader)
  watch.violations.push(...judgeDeliveries(scene.seen, await outboxOf(world.reader), world))
}
