import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Assembled, assemble, practiceNames } from '../../src/assemble.js'
import type { Config } from '../../src/config.js'
import { jobsOf } from '../../src/jobs.js'
import type { Clock } from '../../src/kernel/clock.js'
import { Outage } from '../../src/kernel/errors.js'
import { createDesks } from '../../src/organisation/index.js'
import type { Store } from '../../src/store/index.js'
import { type Fate, mortalPlatform, mortalStore, never } from './mortal.js'
import type { World } from './world.js'

/** One process of the desk: it can be killed between any two statements, and its clock may be wrong. */
export interface Machine {
  readonly name: string
  readonly clock: Clock
  readonly desk: Assembled
  readonly dead: boolean
  /** By how much its clock is wrong, in milliseconds. */
  offset: number
  /** So many steps from now it is killed. */
  killIn(steps: number): void
  /** So many steps from now its database refuses everything, for so many steps. */
  refuseIn(steps: number, times: number): void
  /** So many steps from now a statement takes so long. */
  stallIn(steps: number, milliseconds: number): void
  /** The next commit is done, and nobody hears of it. */
  loseCommit(): void
  kill(): void
  /** Does something in this process; `died` when it was killed meanwhile. What is thrown is thrown. */
  does<T>(what: (desk: Assembled) => Promise<T>): Promise<T | 'died'>
  /** The sweep, as the clock would start it. Tells whether it came to its end. */
  sweep(): Promise<'swept' | 'failed' | 'died'>
  apply(file: string): Promise<void>
  /** Lets go of the database, once it is dead or stopped. */
  close(): Promise<void>
}

const nowhere: Config['location'] = { dialect: 'sqlite', file: 'the-store-is-open-already' }

/** Starts a process over the world's database. */
export async function startMachine(world: World, name: string, store: Store, offset: number): Promise<Machine> {
  let drawn = 0
  const wrong = { by: offset }
  const fate = fateIn(world, wrong)
  const clock: Clock = { now: () => new Date(world.now + wrong.by) }
  world.clocks.set(store, clock)
  const log = pino({ level: 'error' }, { write: (line: string) => void world.complain(fate.dead, line) })
  const mortal = mortalStore(store, fate)
  const desks = createDesks({ store: mortal, log })
  const dataDir = join(world.home, name)
  mkdirSync(dataDir, { recursive: true })
  const config: Config = { host: '127.0.0.1', port: 0, location: nowhere, deskFile: '', dataDir, logLevel: 'silent' }
  const around = {
    config,
    clock,
    ids: { next: () => `${name}-${++drawn}` },
    log,
    also: [mortalPlatform(world.chat, fate)],
    web: false,
    wait: (milliseconds: number, signal: AbortSignal) => world.wait(milliseconds, signal),
  }
  await desks.load().catch((error: unknown) => (world.isEmpty ? undefined : Promise.reject(error)))
  if (world.isEmpty) await desks.apply({ kind: 'operator' }, world.file, { practices: practiceNames })
  const desk = await assemble(around, mortal, desks)
  const sweeping = jobsOf(desk.parts).find((job) => job.name === 'sla-sweep')
  if (!sweeping) throw new Error('there is no sweep')
  const does: Machine['does'] = (what) =>
    world.settle(fate.dead ? Promise.resolve('died' as const) : Promise.race([what(desk), fate.death.catch(died)]))
  return {
    name,
    clock,
    desk,
    get offset() {
      return wrong.by
    },
    set offset(milliseconds: number) {
      wrong.by = milliseconds
    },
    get dead() {
      return fate.dead
    },
    killIn: fate.killIn,
    refuseIn: fate.refuseIn,
    stallIn: fate.stallIn,
    loseCommit: fate.loseCommit,
    kill: fate.kill,
    does,
    async sweep() {
      try {
        await mayFail(() => desks.refresh(), fate)
        const done = await does(() => desk.runner.run(sweeping))
        return done === 'died' ? ('died' as const) : ('swept' as const)
      } catch (error) {
        if (error instanceof Outage) return 'failed' as const
        throw error
      }
    },
    apply: async (file: string) =>
      void (await does(() => desks.apply({ kind: 'operator' }, file, { practices: practiceNames }))),
    async close() {
      fate.kill()
      await fate.ended()
      await store.close()
    },
  }
}

const died = (): 'died' => 'died'

async function mayFail(what: () => Promise<unknown>, fate: Fate): Promise<void> {
  await Promise.race([what(), fate.death.catch(died)])
}

interface Steered extends Fate {
  killIn(steps: number): void
  refuseIn(steps: number, times: number): void
  stallIn(steps: number, milliseconds: number): void
  loseCommit(): void
  kill(): void
  /** Resolves when nothing that it began is open any more. */
  ended(): Promise<void>
}

/** How far the clocks of a platform and of ours may be apart when a message is looked for. */
const apart = 60_000

function fateIn(world: World, wrong: { readonly by: number }): Steered {
  let dead = false
  let reject: (error: Error) => void = () => undefined
  const death = new Promise<never>((_, no) => {
    reject = no
  })
  death.catch(() => undefined)
  const wait = { kill: Number.POSITIVE_INFINITY, refuse: Number.POSITIVE_INFINITY, stall: Number.POSITIVE_INFINITY }
  let refusals = 0
  let stalls = 0
  let lost = false
  const left = new Set<Promise<unknown>>()
  const kill = (): void => {
    if (dead) return
    dead = true
    reject(new Error('killed'))
  }
  return {
    get dead() {
      return dead
    },
    death,
    kill,
    killIn(steps) {
      wait.kill = steps
    },
    refuseIn: (steps, times) => {
      wait.refuse = steps
      refusals = times
    },
    stallIn: (steps, milliseconds) => {
      wait.stall = steps
      stalls = milliseconds
    },
    loseCommit() {
      lost = true
    },
    busy: (does) => world.busy(does),
    posted(key) {
      if (wrong.by >= apart) world.ahead.add(key)
    },
    open(unit) {
      const ended = unit.catch(() => undefined).finally(() => left.delete(ended))
      left.add(ended)
    },
    async ended() {
      while (left.size > 0) await Promise.all(left)
    },
    enter: () => world.enter(),
    async step(at) {
      if (dead) return never()
      world.steps++
      if (--wait.kill <= 0) {
        kill()
        return never()
      }
      if (--wait.stall <= 0) {
        wait.stall = Number.POSITIVE_INFINITY
        world.forward(stalls)
      }
      if (at === 'committed') {
        if (!lost) return
        lost = false
        throw new Outage('the database does not answer', { cause: new Error('the answer to the commit was lost') })
      }
      if (--wait.refuse <= 0 && (at === 'statement' || at === 'commit')) {
        if (--refusals <= 0) wait.refuse = Number.POSITIVE_INFINITY
        throw new Outage('the database does not answer')
      }
    },
  }
}
