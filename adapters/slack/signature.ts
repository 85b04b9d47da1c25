import { createHmac } from 'node:crypto'
import type { Clock } from '../../src/kernel/clock.js'
import { sameSecret } from '../../src/kernel/ids.js'
import { limits } from './limits.js'

/** What is wrong with a signed request, in a plain sentence; nothing when it may be handled now. */
export type Verdict =
  | { readonly kind: 'genuine'; readonly settle: (taken: boolean) => void }
  | { readonly kind: 'refused'; readonly status: 401 | 409; readonly why: string }

/**
 * Checks signatures over the bytes as they came, and lets each through once. Slack signs a retry anew, so an identical
 * signature is a copy. While the first is being handled a copy is told to wait, and when it was not taken the next one
 * may try: a proxy that repeats a request is no attack.
 */
export function createSignatures({ secret, clock }: { secret: string; clock: Clock }) {
  // By signature: when it grows stale, and so may be forgotten, and whether it is still being handled.
  const seen = new Map<string, { readonly until: number; taken: boolean }>()

  const forget = (now: number): void => {
    for (const [signature, { until }] of seen) {
      if (until >= now) return
      seen.delete(signature)
    }
  }

  return (
    headers: { readonly timestamp: string | undefined; readonly signature: string | undefined },
    body: Uint8Array,
  ): Verdict => {
    const { timestamp, signature } = headers
    if (!timestamp || !signature) return refused('The request is not signed.')
    if (!/^\d{1,12}$/.test(timestamp)) return refused('The timestamp of the request is not a number.')
    const now = clock.now().getTime()
    const stamped = Number(timestamp) * 1_000
    if (Math.abs(now - stamped) > limits.freshness)
      return refused('The timestamp of the request is more than five minutes off.')
    const expected = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`
    if (!sameSecret(expected, signature)) return refused('The signature of the request is wrong.')

    forget(now)
    const key = expected.slice(3, 35)
    const before = seen.get(key)
    if (before?.taken) return refused('The request has been handled already.')
    if (before) return { kind: 'refused', status: 409, why: 'The request is being handled right now.' }
    const entry = { until: stamped + limits.freshness, taken: false }
    seen.set(key, entry)
    return {
      kind: 'genuine',
      settle: (taken) => {
        if (taken) entry.taken = true
        else seen.delete(key)
      },
    }
  }
}

const refused = (why: string): Verdict => ({ kind: 'refused', status: 401, why })
