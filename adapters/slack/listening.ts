import type { Clock } from '../../src/kernel/clock.js'

/** Since when at least one way has been open by which Slack reaches us. */
export interface Listening {
  opened(): void
  closed(): void
  since(): Date | undefined
}

export function createListening(clock: Clock): Listening {
  let ways = 0
  let since: Date | undefined
  return {
    opened() {
      ways += 1
      since ??= clock.now()
    },
    closed() {
      ways -= 1
      if (ways === 0) since = undefined
    },
    since: () => since,
  }
}
