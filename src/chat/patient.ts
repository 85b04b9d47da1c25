import { setTimeout as sleep } from 'node:timers/promises'
import { seconds } from '../kernel/duration.js'
import { Outage } from '../kernel/errors.js'

/** Waits so many milliseconds, or until the signal. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

export const machineWait: Wait = (milliseconds, signal) =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined)

/** Does something that calls a platform, again until it goes through. */
export type Patient = <T>(call: () => Promise<T>) => Promise<T>

const mostFailures = 4

export interface Patience {
  readonly signal: AbortSignal
  readonly wait: Wait
  /** Whether the platform asked to be called less often: nothing is wrong, and the call goes through later. */
  readonly isLimit: (outage: Outage) => boolean
  /** Done during each wait for a limit. */
  readonly meanwhile: () => Promise<void>
}

/**
 * Calls that nobody waits for: a platform's limits are waited out, however long that is, and a short absence is too.
 * Throws the platform's refusal, an Outage that lasts, or the signal's reason.
 */
export function createPatient({ signal, wait, isLimit, meanwhile }: Patience): Patient {
  return async (call) => {
    for (let failures = 0; ; ) {
      signal.throwIfAborted()
      try {
        return await call()
      } catch (error) {
        if (!(error instanceof Outage)) throw error
        if (isLimit(error)) {
          await Promise.all([wait(error.detail.retryAfter ?? seconds(30), signal), meanwhile()])
        } else {
          // Tokens do not become good by asking again at once.
          if (++failures === mostFailures || error.detail.retryAfter !== undefined) throw error
          await wait(seconds(2 ** failures), signal)
        }
      }
    }
  }
}
