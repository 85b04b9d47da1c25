import type { Clock } from '../../src/kernel/clock.js'

/** A clock that stands still until it is told. */
export interface ManualClock extends Clock {
  /** Moves on by so many milliseconds. */
  forward(milliseconds: number): void
  /** Moves to an instant: ISO, or a time such as `09:46` of the same day in UTC. */
  to(instant: string): void
}

export function manualClock(at = '2031-03-03T09:00:00.000Z'): ManualClock {
  let now = new Date(at)
  return {
    now: () => now,
    forward(milliseconds) {
      now = new Date(now.getTime() + milliseconds)
    },
    to(instant) {
      const iso = /^\d\d:\d\d/.test(instant) ? `${now.toISOString().slice(0, 11)}${instant}` : instant
      now = new Date(/Z$|[+-]\d\d:\d\d$/.test(iso) ? iso : `${iso}Z`)
    },
  }
}
