import type { Hand } from './catch-up.js'
import type { Inbound } from './inbound.js'

/** Something that was missed, and when it happened as far as the platform tells: a number that grows with time. */
export interface Missed {
  readonly at: number
  readonly inbound: Inbound
}

/** What waits to be handed over. */
export interface Hands {
  take(missed: readonly Missed[]): void
  /** Hands over what there is, in order of time. */
  empty(): Promise<void>
}

export function createHands(hand: Hand): Hands {
  let full: Missed[] = []
  let handing: Promise<void> = Promise.resolve()
  return {
    take: (missed) => void full.push(...missed),
    empty() {
      const batch = full.toSorted((a, b) => a.at - b.at)
      full = []
      handing = handing.then(async () => {
        for (const { inbound } of batch) await hand(inbound)
      })
      return handing
    },
  }
}
