import { type Outgoing, type Platform, Undeliverable } from '../../src/chat/platform.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Reader, Store, Work } from '../../src/store/index.js'

/** What may befall a process at each step that it takes outside of itself. */
export interface Fate {
  readonly dead: boolean
  /** Rejects when the process dies: for undoing what it has open. */
  readonly death: Promise<never>
  /**
   * Called before a statement, before and after a commit, before and after a delivery. Never settles when the process is dead or
   * dies here; throws an Outage where the database refuses.
   */
  step(at: 'statement' | 'commit' | 'committed' | 'deliver' | 'delivered'): Promise<void>
  /** Counts what is under way outside, so that it is known when all processes wait for nothing but time. */
  busy<T>(does: Promise<T>): Promise<T>
  /** The same from here until what it gives is called. */
  enter(): () => void
  /** A message was posted by a process whose clock is ahead: it will look for it too late. */
  posted(key: string): void
  /** Remembers what has to end before the database can be let go of. */
  open(unit: Promise<unknown>): void
}

/** A dead process does nothing more, and never learns what came of what it had begun. */
export const never = (): Promise<never> => new Promise(() => undefined)

/** The store as a process sees it that may be killed between any two statements: what is open then is rolled back. */
export function mortalStore(store: Store, fate: Fate): Store {
  return {
    dialect: store.dialect,
    read: mortalReader(store.read, fate),
    async work(actor, fn) {
      if (fate.dead) return never()
      let leave = fate.enter()
      try {
        const done = store
          .work(actor, async (work) => {
            leave()
            const begun: Begun = new Set()
            try {
              return await Promise.race([unit(work, fn, fate, begun), fate.death])
            } finally {
              leave = fate.enter()
              // A statement under way when the process dies must not arrive after the rollback.
              await Promise.allSettled(begun)
            }
          })
          .finally(() => leave())
        fate.open(done)
        const value = await done
        await fate.step('committed')
        return value
      } catch (error) {
        return fate.dead ? never() : Promise.reject(error)
      }
    },
    close: () => store.close(),
  }
}

async function unit<T>(work: Work, fn: (work: Work) => Promise<T>, fate: Fate, begun: Begun): Promise<T> {
  const value = await fn(mortalWork(work, fate, begun))
  await fate.step('commit')
  return value
}

type Begun = Set<Promise<unknown>>

function mortalReader(reader: Reader, fate: Fate, begun?: Begun): Reader {
  return {
    dialect: reader.dialect,
    rows: (sql, params) => stepped(fate, () => reader.rows(sql, params), begun),
    select: (table, tail, params) => stepped(fate, () => reader.select(table, tail, params), begun),
    find: (table, where) => stepped(fate, () => reader.find(table, where), begun),
    one: (table, where) => stepped(fate, () => reader.one(table, where), begun),
  }
}

function mortalWork(work: Work, fate: Fate, begun: Begun): Work {
  return {
    ...mortalReader(work, fate, begun),
    actor: work.actor,
    now: work.now,
    run: (sql, params) => stepped(fate, () => work.run(sql, params), begun),
    returning: (sql, params) => stepped(fate, () => work.returning(sql, params), begun),
    insert: (table, row) => stepped(fate, () => work.insert(table, row), begun),
    insertAll: (table, rows) => stepped(fate, () => work.insertAll(table, rows), begun),
    insertNew: (table, row) => stepped(fate, () => work.insertNew(table, row), begun),
    update: (table, where, set) => stepped(fate, () => work.update(table, where, set), begun),
    remove: (table, where) => stepped(fate, () => work.remove(table, where), begun),
    hold: (table, where) => stepped(fate, () => work.hold(table, where), begun),
    audit: (kind, subject, data) => work.audit(kind, subject, data),
    afterCommit: (what) => work.afterCommit(() => (fate.dead ? undefined : what())),
  }
}

async function stepped<T>(fate: Fate, does: () => Promise<T>, begun?: Begun): Promise<T> {
  await fate.step('statement')
  const done = fate.busy(does())
  begun?.add(done)
  fate.open(done)
  const value = await done
  return fate.dead ? never() : value
}

/** The platform as that process sees it: it may die right before or right after a message was taken. */
export function mortalPlatform(platform: Platform, fate: Fate): Platform {
  const { find, linkTo, membersOf } = platform
  return {
    name: platform.name,
    traits: platform.traits,
    start: (house) => platform.start(house),
    stop: () => platform.stop(),
    answerLate: async () => undefined,
    async deliver(message: Outgoing) {
      await fate.step('deliver')
      if (!message.edit) fate.posted(message.key)
      try {
        return await platform.deliver(message)
      } catch (error) {
        if (error instanceof Outage || error instanceof Undeliverable) throw error
        throw new Error('the platform made a mistake', { cause: error })
      } finally {
        await fate.step('delivered')
      }
    },
    ...(find ? { find: (key, to, since) => find.call(platform, key, to, since) } : {}),
    ...(linkTo ? { linkTo: (address) => linkTo.call(platform, address) } : {}),
    ...(membersOf ? { membersOf: (group, among) => membersOf.call(platform, group, among) } : {}),
  }
}
