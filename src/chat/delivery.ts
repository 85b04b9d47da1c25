import { stopwatch } from '../kernel/clock.js'

/** One thing that a platform has handed over, and what it can be told about it. The first word counts. */
export interface Delivery {
  /** Milliseconds since it reached us. */
  age(): number
  /** Whether an answer may ride on the acknowledgement. */
  readonly carries: boolean
  readonly settled: boolean
  /** Taken. False when the platform could not be told: it may bring it again, and a person has no answer yet. */
  acknowledge(body?: object): Promise<boolean>
  /** Not taken, nothing happened: it shall come again. */
  decline(): void
  /** It cannot be understood and will not be the next time either. */
  malformed(): void
}

/** How a transport passes each word on. */
export interface Wire {
  readonly carries: boolean
  acknowledge(body: object | undefined): Promise<boolean>
  decline(): void
  malformed(): void
}

export function deliveryOver(wire: Wire): Delivery {
  const since = stopwatch()
  let settled = false
  const once = <T>(word: () => T, otherwise: T): T => {
    if (settled) return otherwise
    settled = true
    return word()
  }
  return {
    age: () => stopwatch() - since,
    carries: wire.carries,
    get settled() {
      return settled
    },
    acknowledge: (body) => once(() => wire.acknowledge(body), Promise.resolve(true)),
    decline: () => once(() => wire.decline(), undefined),
    malformed: () => once(() => wire.malformed(), undefined),
  }
}

/** What is under way, so that a stop can wait for its end. */
export function createUnderWay() {
  const works = new Set<Promise<void>>()
  return {
    add(work: Promise<unknown>): void {
      const done = (): void => void works.delete(entry)
      const entry: Promise<void> = work.then(done, done)
      works.add(entry)
    },
    /** Resolves when everything has ended, what is added meanwhile too. */
    async ended(): Promise<void> {
      while (works.size > 0) await Promise.all(works)
    },
  }
}
export type UnderWay = ReturnType<typeof createUnderWay>
