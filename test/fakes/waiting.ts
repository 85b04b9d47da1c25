import type { Activity } from './activity.js'

export interface Waited {
  /** The platform's name. */
  readonly name: string
  readonly activity: Activity
  /** What went on last, for whoever waited in vain. */
  readonly told: () => string
}

/** Waiting for the application without sleeping for a guessed time. */
export const waiting = ({ name, activity, told }: Waited) => ({
  /** Resolves with the first truthy answer; looks again whenever anything happens. Rejects after the time. */
  until<T>(look: () => T | undefined | false | null, what = 'what the test waits for', timeoutMs = 5_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = (): boolean => {
        const seen = look()
        if (!seen) return false
        finish()
        resolve(seen)
        return true
      }
      const stop = activity.listen(() => void check())
      const again = setInterval(() => void check(), 10)
      const timer = setTimeout(() => {
        finish()
        reject(new Error(`${what} did not come about within ${timeoutMs} ms; ${told()}`))
      }, timeoutMs)
      const finish = (): void => {
        stop()
        clearInterval(again)
        clearTimeout(timer)
      }
      check()
    })
  },

  /** Resolves when nothing is under way and nothing has been for a while. */
  quiet({ forMs = 25, timeoutMs = 5_000 } = {}): Promise<void> {
    const deadline = Date.now() + timeoutMs
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const idle = Date.now() - activity.last
        const late = `${name} was not quiet after ${timeoutMs} ms (${activity.busy} under way)`
        if (activity.busy === 0 && idle >= forMs) resolve()
        else if (Date.now() > deadline) reject(new Error(late))
        else setTimeout(look, Math.max(1, forMs - idle))
      }
      look()
    })
  },
})
