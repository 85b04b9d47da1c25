import type { World } from './world.js'

/** Waiting for the application without sleeping for a guessed time. */
export const waiting = (world: World) => ({
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
        const said = world.complaints.length > 0 ? `; complaints: ${world.complaints.join(' | ')}` : ''
        const calls = world.requests.slice(-5).map(({ method, path, status }) => `${method} ${path} ${status}`)
        reject(
          new Error(`${what} did not come about within ${timeoutMs} ms; last requests: ${calls.join(', ')}${said}`),
        )
      }, timeoutMs)
      const finish = (): void => {
        stop()
        clearInterval(again)
        clearTimeout(timer)
      }
      check()
    })
  },

  /** Resolves when no request or interaction is under way and none has been for a while. */
  quiet({ forMs = 25, timeoutMs = 5_000 } = {}): Promise<void> {
    const deadline = Date.now() + timeoutMs
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const idle = Date.now() - world.activity.last
        if (world.activity.busy === 0 && idle >= forMs) resolve()
        else if (Date.now() > deadline)
          reject(new Error(`Discord was not quiet after ${timeoutMs} ms (${world.activity.busy} under way)`))
        else setTimeout(look, Math.max(1, forMs - idle))
      }
      look()
    })
  },
})
