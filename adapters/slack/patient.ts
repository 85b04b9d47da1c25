import { setTimeout as sleep } from 'node:timers/promises'
import { seconds } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import { isLimit } from './web.js'

/** Waits so many milliseconds, or until the signal. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

export const machineWait: Wait = (milliseconds, signal) =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined)

/** Does something that calls Slack, again until it goes through. */
export type Patient = <T>(call: () => Promise<T>) => Promise<T>

const mostFailures = 4

/**
 * Calls that nobody waits for: Slack's limits are waited out, however long that is, and a short absence of Slack is too.
 * `meanwhile` is done before each wait for a limit. Throws SlackSaysNo, an Outage that lasts, or the signal's reason.
 */
export function createPatient(signal: AbortSignal, wait: Wait, meanwhile: () => Promise<void>): Patient {
  return async (call) => {
    for (let failures = 0; ; ) {
      signal.throwIfAborted()
      try {
        return await call()
      } catch (error) {
        if (!(error instanceof Outage)) throw error
        if (isLimit(error)) {
          await meanwhile()
          await wait(error.detail.retryAfter ?? seconds(30), signal)
        } else {
          // Tokens do not become good by asking again at once.
          if (++failures === mostFailures || error.detail.retryAfter !== undefined) throw error
          await wait(seconds(2 ** failures), signal)
        }
      }
    }
  }
}
