import { isFields } from './fields.js'
import type { Workspace } from './workspace.js'

const errorOf = (response: unknown): string =>
  isFields(response) && response['ok'] === false ? JSON.stringify(response) : 'ok'

/** Waiting for the app without sleeping for a guessed time. */
export const waiting = (world: Workspace) => ({
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
      const stop = world.activity.listen(() => void check())
      const again = setInterval(() => void check(), 10)
      const timer = setTimeout(() => {
        finish()
        const said = world.violations.length > 0 ? `; violations: ${world.violations.join(' | ')}` : ''
        const calls = world.requests.slice(-5).map((one) => `${one.method} ${errorOf(one.response)}`)
        reject(new Error(`${what} did not come about within ${timeoutMs} ms; last calls: ${calls.join(', ')}${said}`))
      }, timeoutMs)
      const finish = (): void => {
        stop()
        clearInterval(again)
        clearTimeout(timer)
      }
      check()
    })
  },

  /** Resolves when no request or delivery is under way and none has been for a while. */
  quiet({ forMs = 25, timeoutMs = 5_000 } = {}): Promise<void> {
    const deadline = Date.now() + timeoutMs
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const idle = Date.now() - world.activity.last
        const late = `Slack was not quiet after ${timeoutMs} ms (${world.activity.busy} under way)`
        if (world.activity.busy === 0 && idle >= forMs) resolve()
        else if (Date.now() > deadline) reject(new Error(late))
        else setTimeout(look, Math.max(1, forMs - idle))
      }
      look()
    })
  },
})
