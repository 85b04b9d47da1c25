import type { Clock } from '../src/kernel/clock.js'

/**
 * A clock that goes by itself while something works, and jumps ahead when everything only waits: hours of a platform's
 * limits pass in seconds, and what the work costs counts in full.
 */
export interface HastyClock extends Clock {
  forward(milliseconds: number): void
  /** Resolves when the clock has come so far. */
  wait(milliseconds: number): Promise<void>
  stop(): void
}

/** `activity` counts what is done; while it grows, somebody works. */
export function hastyClock(activity: () => number): HastyClock {
  let ahead = 0
  let seen = -1
  let waiting: { readonly until: number; readonly resolve: () => void }[] = []
  const now = (): number => Date.now() + ahead
  const look = (): void => {
    const done = activity()
    if (done !== seen || waiting.length === 0) {
      seen = done
      return
    }
    const next = Math.min(...waiting.map(({ until }) => until))
    ahead += Math.max(0, next - now())
    for (const { until, resolve } of waiting) if (until <= now()) resolve()
    waiting = waiting.filter(({ until }) => until > next)
  }
  const timer = setInterval(look, 25)
  return {
    now: () => new Date(now()),
    forward(milliseconds) {
      ahead += milliseconds
    },
    wait: (milliseconds) => new Promise((resolve) => waiting.push({ until: now() + milliseconds, resolve })),
    stop: () => clearInterval(timer),
  }
}
