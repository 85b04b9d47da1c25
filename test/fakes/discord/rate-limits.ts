import { createHash } from 'node:crypto'
import { spans } from './options.js'
import type { World } from './world.js'

interface Window {
  used: number
  resetAt: number
}

/** What a 429 says. */
export interface Limited {
  /** Seconds, with a fraction. */
  readonly retryAfter: number
  readonly scope: 'user' | 'global' | 'shared'
  /** A JSON error code of its own, such as 30046. */
  readonly code?: number
  /** It is about some requests of the route alone. */
  readonly within?: true
  readonly headers: Record<string, string>
}

export interface RateLimits {
  /** Takes a request of a route about one channel, server or webhook: refused, or the headers its answer carries. */
  take: (route: string, major: string) => { limited: Limited } | { headers: Record<string, string> }
  /** A change of a channel's name or topic: two in ten minutes. */
  rename: (channelId: string) => Limited | undefined
  /** An edit of a message older than an hour: three in six seconds a channel. */
  oldEdit: (channelId: string) => Limited | undefined
  /** Remembers a 429, so that a request that comes too early is noticed. */
  refused: (route: string, major: string, limited: Pick<Limited, 'retryAfter' | 'scope' | 'within'>) => void
  /** How many requests were answered 429, by route. */
  readonly limited: Map<string, number>
}

/** Requests in a span of milliseconds, per route and major id, as seen on the real one; what is not named has 10 in 10 s. */
const sizes: Readonly<Record<string, readonly [number, number]>> = {
  'POST /channels/:channel/messages': [5, 5_000],
  'PATCH /channels/:channel/messages/:message': [5, 5_000],
  'DELETE /channels/:channel/messages/:message': [5, 1_000],
  'GET /channels/:channel/messages': [10, 5_000],
  'GET /channels/:channel/messages/:message': [10, 5_000],
  'PUT /channels/:channel/messages/:message/reactions/:emoji/@me': [1, 250],
  'POST /webhooks/:application/:token': [5, 2_000],
  'PATCH /webhooks/:application/:token/messages/:message': [5, 2_000],
  'GET /gateway/bot': [2, 5_000],
}

/** Milliseconds within which a request may have been sent before the answer to another came. */
const inFlight = 100

/** Outside of every limit: the first response to an interaction. */
const free = 'POST /interactions/:interaction/:token/callback'

const overall = (ms: number) => ({ retryAfter: Math.max(0.001, ms / 1_000), scope: 'global' as const })

/** Buckets on the fake's clock. */
export const openRateLimits = (world: World): RateLimits => {
  const windows = new Map<string, Window>()
  const waiting = new Map<string, { readonly from: number; readonly until: number }>()
  const limited = new Map<string, number>()
  const mode = world.settings.rateLimits

  const use = (key: string, size: number, span: number, now = world.now()): Window & { over: boolean; now: number } => {
    const held = windows.get(key)
    const window = held && held.resetAt > now ? held : { used: 0, resetAt: now + span }
    windows.set(key, window)
    const over = window.used >= size
    if (!over) window.used += 1
    return { ...window, over, now }
  }

  const seconds = (until: number): number => Math.max(0.001, (until - world.now()) / 1_000)

  const told = (route: string, size: number, left: number, resetAt: number): Record<string, string> => ({
    'x-ratelimit-limit': String(size),
    'x-ratelimit-remaining': String(left),
    'x-ratelimit-reset': (resetAt / 1_000).toFixed(3),
    'x-ratelimit-reset-after': seconds(resetAt).toFixed(3),
    'x-ratelimit-bucket': createHash('sha256').update(route).digest('hex').slice(0, 32),
  })

  const refused: RateLimits['refused'] = (route, major, { retryAfter, scope, within }) => {
    limited.set(route, (limited.get(route) ?? 0) + 1)
    // A limit within a route, such as the one on names, says nothing of the rest of it.
    if (within) return
    const [now, key] = [world.now(), scope === 'global' ? '*' : `${route} ${major}`]
    const held = waiting.get(key)
    waiting.set(key, { from: held && held.until > now ? held.from : now, until: now + retryAfter * 1_000 })
  }

  const early = (route: string, major: string): Limited | undefined => {
    for (const key of ['*', `${route} ${major}`]) {
      const held = waiting.get(key)
      if (!held) continue
      const left = held.until - world.now()
      // Clocks of two processes and a timer that fires a little early are no sin.
      if (left <= 20) {
        waiting.delete(key)
        continue
      }
      // What was under way when the first was refused could not know.
      if (world.now() - held.from > inFlight)
        world.complain(`${route} was repeated ${Math.ceil(left)} ms before its retry_after was over`)
      return { retryAfter: seconds(held.until), scope: key === '*' ? 'global' : 'user', headers: {} }
    }
    return undefined
  }

  const special = (key: string, size: number, span: number, code?: number): Limited | undefined => {
    if (mode === 'off') return undefined
    const { over, resetAt } = use(key, size, span)
    if (!over) return undefined
    return { retryAfter: seconds(resetAt), scope: 'user', within: true, headers: {}, ...(code ? { code } : {}) }
  }

  return {
    limited,
    refused,
    rename: (channelId) => special(`rename ${channelId}`, 2, spans.rename),
    oldEdit: (channelId) => special(`old ${channelId}`, 3, 6_000, 30046),
    take(route, major) {
      if (mode === 'off' || route === free) return { headers: {} }
      const tooEarly = early(route, major)
      if (tooEarly) return { limited: tooEarly }
      // A clock that stands would let 50 requests pass and then none.
      const all = use('global', 50, 1_000, mode === 'discord' ? world.now() : Date.now())
      if (all.over) return { limited: { ...overall(all.resetAt - all.now), headers: { 'x-ratelimit-global': 'true' } } }
      if (mode === 'generous') return { headers: told(route, 1_000, 999, world.now() + 1_000) }
      const [size, span] = sizes[route] ?? [10, 10_000]
      const window = use(`${route} ${major}`, size, span)
      const headers = told(route, size, Math.max(0, size - window.used), window.resetAt)
      return window.over ? { limited: { retryAfter: seconds(window.resetAt), scope: 'user', headers } } : { headers }
    },
  }
}
