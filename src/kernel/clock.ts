/** Where the time comes from. Everything that needs "now" is given a clock; nothing else reads the machine's. */
export interface Clock {
  /** The present instant. */
  now(): Date
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() }

/** Milliseconds of a monotonic watch, for measuring how long something took; not an instant. */
export const stopwatch = (): number => performance.now()
