import { afterEach } from 'mocha'
import type { Inbound } from '../../src/chat/inbound.js'
import { type ContractHouse, openHouse } from './house.js'
import type { Person, Seen, Stage } from './stage.js'

/** How long the adapter waits for the house before it says so; short where a test is about that. Milliseconds. */
export interface StageOptions {
  readonly patience: number
}

export type OpenStage = (options: StageOptions) => Promise<Stage>

/** One stage with a house behind it and two people before it. */
export interface Scene {
  readonly stage: Stage
  readonly house: ContractHouse
  readonly ana: Person
  readonly bo: Person
  /** Looks again after every change until there is something to be seen. */
  until<T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>>
  /** The inbound of this kind that was handed over, once it was. */
  handed<K extends Inbound['kind']>(kind: K): Promise<Extract<Inbound, { kind: K }>>
  /** What a person sees that holds these words, once they do. */
  seen(person: Person, words: string): Promise<Seen>
  /** Whether a person sees these words now. */
  sees(person: Person, words: string): Promise<boolean>
}

const patient = 60_000

/** Gives a function that opens a scene; what it opened is closed after each test. */
export function scenes(open: OpenStage): (options?: StageOptions) => Promise<Scene> {
  let opened: Stage[] = []
  afterEach(async () => {
    const stages = opened
    opened = []
    for (const stage of stages) await stage.close()
  })
  return async (options = { patience: patient }) => {
    const stage = await open(options)
    opened.push(stage)
    const house = openHouse(stage.words)
    await stage.start(house)
    const until = waiting(stage)
    const find = async (person: Person, words: string) =>
      (await person.sees()).findLast((seen) => squashed(seen.text).includes(squashed(words)))
    return {
      stage,
      house,
      ana: await stage.person('ana'),
      bo: await stage.person('bo'),
      until,
      handed: (kind) => until(`a ${kind} is handed over`, () => house.handed.find((one) => one.kind === kind) as never),
      seen: (person, words) => until(`somebody sees “${words}”`, () => find(person, words)),
      sees: async (person, words) => (await find(person, words)) !== undefined,
    }
  }
}

const enough = 5_000

function waiting(stage: Stage): Scene['until'] {
  return async (what, look) => {
    const begun = performance.now()
    for (;;) {
      const found = await look()
      if (found !== undefined && found !== null && found !== false) return found as NonNullable<typeof found>
      if (performance.now() - begun > enough) throw new Error(`it did not happen that ${what}`)
      await stage.turn()
    }
  }
}

/** White space is the platform's business: a table may be set in columns, a line may be broken. */
export const squashed = (text: string): string => text.replace(/\s+/gu, '')
