import { type Asked, ask, type StageAsked, type Vote, vote } from '../../src/approvals/index.js'
import { Refusal } from '../../src/kernel/errors.js'
import type { Store, Work } from '../../src/store/index.js'
import { type ManualClock, manualClock } from '../builders/clock.js'
import { type Dialect, openTestStore, type TestStore } from '../builders/store.js'

/** A room where people vote, on a real database. */
export interface VotingRoom {
  readonly store: TestStore
  readonly clock: ManualClock
  readonly ids: { next(): string }
  /** Asks for an approval of a change that sam raised, and gives its id. */
  asks(stages: readonly StageAsked[], more?: Partial<Asked>): Promise<string>
  /** One person presses; gives the state afterwards, or the code of the refusal. */
  press(given: Pick<Vote, 'approval' | 'person'> & Partial<Vote>, store?: Store): Promise<string>
  does<T>(what: (work: Work) => Promise<T>): Promise<T>
  /** The code with which something is refused, and undefined when it is not. */
  refused(what: (work: Work) => Promise<unknown>): Promise<string | undefined>
  close(): Promise<void>
}

const desk = { kind: 'desk', job: 'test' } as const

export async function openVote(dialect: Dialect): Promise<VotingRoom> {
  const clock = manualClock()
  const store = await openTestStore(dialect, clock)
  let last = 0
  const ids = { next: () => `a${++last}` }
  const does = <T>(what: (work: Work) => Promise<T>): Promise<T> => store.work(desk, what)
  return {
    store,
    clock,
    ids,
    does,
    async asks(stages, more = {}) {
      const asked = { record: 1, about: 'decision', raisedBy: 'sam', ...more, stages }
      return (await does((work) => ask(work, ids, asked))).id
    },
    async press({ version = 1, choice = 'approve', ...given }, through = store) {
      try {
        return (await through.work(desk, (work) => vote(work, { version, choice, ...given }))).state
      } catch (error) {
        return codeOf(error)
      }
    },
    refused: (what) => does(what).then(() => undefined, codeOf),
    close: store.close,
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.code
  throw error
}

/** A stage of these voters; by majority unless said otherwise. */
export const stageOf = (people: readonly string[], more: Partial<StageAsked> = {}): StageAsked => ({
  name: 'CAB',
  rule: { kind: 'majority' },
  voters: people.map((person) => ({ person })),
  ...more,
})
