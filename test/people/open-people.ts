import type { AccountRef } from '../../src/chat/address.js'
import { accountFrom, accountWord, groupWord } from '../../src/chat/address.js'
import { Outage, Refusal } from '../../src/kernel/errors.js'
import { randomIds } from '../../src/kernel/ids.js'
import { type Applying, createDesks, type Desks, type HandOver } from '../../src/organisation/index.js'
import { type AskMembers, createDirectory, type Directory } from '../../src/people/index.js'
import type { Store } from '../../src/store/index.js'
import { type ManualClock, manualClock } from '../builders/clock.js'
import { type Dialect, openTestStore } from '../builders/store.js'

/** The people's rooms over a real database. */
export interface Rooms {
  readonly store: Store
  readonly clock: ManualClock
  readonly desks: Desks
  readonly directory: Directory
  /** Open records that were handed over, `from → to`. */
  readonly handedOver: string[]
  /** Who is in which group on the platforms, by words. A group that is not in here cannot be asked for at the moment. */
  readonly groups: Map<string, string[]>
  /** What happens between a question for a group and its answer, once. */
  meanwhile(what: () => Promise<unknown>): void
  /** Puts a desk file in force, as the operator. */
  apply(source: string, applying?: Applying): ReturnType<Desks['apply']>
  /** Another process over the same database. */
  another(): Promise<{ readonly desks: Desks; readonly directory: Directory }>
  audit(): Promise<readonly { readonly kind: string; readonly subject: string }[]>
  close(): Promise<void>
}

export const account = (word: string): AccountRef => accountFrom(word)!

export async function openRooms(dialect: Dialect, source: string): Promise<Rooms> {
  const clock = manualClock()
  const store = await openTestStore(dialect, clock)
  const handedOver: string[] = []
  const handOver: HandOver = async (_, from, to) => {
    handedOver.push(`${from} → ${to}`)
    return []
  }
  const groups = new Map<string, string[]>()
  let between: (() => Promise<unknown>) | undefined
  const askMembers: AskMembers = async (group, among) => {
    const members = groups.get(groupWord(group))
    if (!members) throw new Outage('the platform is away')
    const answer = among.filter((one) => members.includes(accountWord(one)))
    const happens = between
    between = undefined
    await happens?.()
    return answer
  }
  const process = (over: Store) => {
    const desks = createDesks({ store: over, log: silent })
    return { desks, directory: createDirectory({ store: over, desks, clock, ids: randomIds, handOver, askMembers }) }
  }
  const rooms = { ...process(store), store, clock, handedOver, groups }
  await rooms.desks.apply({ kind: 'operator' }, source)
  return {
    ...rooms,
    meanwhile(what) {
      between = what
    },
    apply: (text, applying) => rooms.desks.apply({ kind: 'operator' }, text, { handOver, ...applying }),
    async another() {
      const other = process(dialect === 'postgres' ? await store.beside(clock) : store)
      await other.desks.load()
      return other
    },
    audit: () => store.read.rows('SELECT "kind", "subject" FROM "audit" ORDER BY "seq"'),
    close: () => store.close(),
  }
}

const silent = { info: () => {}, error: () => {} }

/** The code with which something is refused. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'not refused'
}
