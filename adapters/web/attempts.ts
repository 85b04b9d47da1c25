import type { Clock } from '../../src/kernel/clock.js'
import { minutes } from '../../src/kernel/duration.js'
import { Refusal } from '../../src/kernel/errors.js'

/**
 * Guards the sign-in against guessing: five attempts a minute from one address, and fifty from all. A code has forty
 * bits, so that even the fifty leave no hope within the minutes that a code lives.
 */
export function createAttempts(clock: Clock): { count(address: string): void } {
  let made: { readonly address: string; readonly at: number }[] = []
  return {
    count(address) {
      const now = clock.now().getTime()
      made = made.filter(({ at }) => now - at < minutes(1))
      const own = made.filter((attempt) => attempt.address === address)
      if (own.length >= 5 || made.length >= 50) throw new Refusal('web.often')
      made.push({ address, at: now })
    },
  }
}
