import { createHash } from 'node:crypto'
import type { Fields } from './fields.js'
import type { Workspace } from './workspace.js'

/** Slack's tiers: calls a minute for one method, one workspace, one app. `post` is chat.postMessage's own rule. */
export type Tier = 1 | 2 | 3 | 4 | 'special' | 'post'

const perMinute: Record<Tier, number> = { 1: 1, 2: 20, 3: 50, 4: 100, special: 300, post: 300 }

interface Bucket {
  left: number
  at: number
}

export interface RateLimits {
  /** Seconds to wait, or undefined when the call may pass. */
  check: (call: { token: string; method: string; tier: Tier; args: Fields }) => number | undefined
  /** Remembers a 429 that came from a scripted fault, so that an early retry is noticed. */
  refused: (call: { token: string; method: string; args: Fields }, seconds: number) => void
  /** How many calls were answered 429, by method. */
  readonly limited: Map<string, number>
}

/** Token buckets on the fake's clock. A refused call that is repeated before its time is a violation. */
export const openRateLimits = (world: Workspace): RateLimits => {
  const buckets = new Map<string, Bucket>()
  const waiting = new Map<string, number>()
  const limited = new Map<string, number>()

  const take = (key: string, capacity: number, perSecond: number): number => {
    const now = world.now()
    const bucket = buckets.get(key) ?? { left: capacity, at: now }
    const grown = Math.max(0, now - bucket.at) / 1_000
    bucket.left = Math.min(capacity, bucket.left + grown * perSecond)
    bucket.at = now
    buckets.set(key, bucket)
    if (bucket.left >= 1) {
      bucket.left -= 1
      return 0
    }
    return Math.max(1, Math.ceil((1 - bucket.left) / perSecond))
  }

  const digest = ({ token, method, args }: { token: string; method: string; args: Fields }): string =>
    createHash('sha256')
      .update(JSON.stringify([token, method, args]))
      .digest('hex')

  const refused: RateLimits['refused'] = (call, seconds) => {
    limited.set(call.method, (limited.get(call.method) ?? 0) + 1)
    waiting.set(digest(call), world.now() + seconds * 1_000)
  }

  const delay = (call: { token: string; method: string; tier: Tier; args: Fields }): number => {
    const limits = world.settings.rateLimits
    if (!limits) return 0
    const history = call.method === 'conversations.history' || call.method === 'conversations.replies'
    if (limits.scarceHistory && history) return take(`${call.token} ${call.method}`, 1, 1 / 60)
    if (call.tier === 'post') {
      const channel = typeof call.args['channel'] === 'string' ? call.args['channel'] : ''
      const own = take(`${call.token} post ${channel}`, limits.postBurst, limits.postsPerSecond)
      if (own > 0) return own
      return take(`${call.token} post`, limits.workspacePostsPerMinute, limits.workspacePostsPerMinute / 60)
    }
    const calls = Math.max(1, perMinute[call.tier] * limits.tierFactor)
    return take(`${call.token} ${call.method}`, calls, calls / 60)
  }

  return {
    limited,
    refused,
    check(call) {
      const until = waiting.get(digest(call))
      if (until !== undefined && world.now() < until) {
        world.violate(
          `${call.method} was repeated ${Math.ceil(until - world.now())} ms before its Retry-After was over`,
        )
        refused(call, Math.max(1, Math.ceil((until - world.now()) / 1_000)))
        return Math.max(1, Math.ceil((until - world.now()) / 1_000))
      }
      waiting.delete(digest(call))
      const seconds = delay(call)
      if (seconds === 0) return undefined
      refused(call, seconds)
      return seconds
    },
  }
}
