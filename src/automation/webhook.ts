import { createHmac } from 'node:crypto'
import { seconds } from '../kernel/duration.js'
import type { Webhook } from '../organisation/index.js'
import { keptBytes, readable } from './kept.js'
import { failed, type Outcome, saying } from './outcome.js'

/** What a webhook is sent. */
export interface Call {
  readonly webhook: Webhook
  /** The key of its signatures. */
  readonly secret: string
  /** The same for every try. */
  readonly key: string
  readonly body: string
  readonly now: Date
  /** Gives it up, when the desk stops. */
  readonly signal: AbortSignal
}

/** The signature of a body at a time (seconds since 1970), as `x-frontdesk-signature` bears it. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`

/** Calls a webhook once, and follows nobody who leads elsewhere. Never throws. */
export async function callWebhook(call: Call): Promise<Outcome> {
  const { webhook, secret, key, body, now, signal } = call
  const timestamp = Math.floor(now.getTime() / 1_000).toString()
  const patience = AbortSignal.timeout(webhook.timeout)
  try {
    const answer = await fetch(webhook.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Frontdesk',
        'idempotency-key': key,
        'x-frontdesk-timestamp': timestamp,
        'x-frontdesk-signature': signatureOf(secret, timestamp, body),
      },
      body,
      signal: AbortSignal.any([patience, signal]),
    })
    return outcomeOf(answer, await beginningOf(answer), call)
  } catch (error) {
    if (signal.aborted) return { kind: 'again', says: saying('tried.stopped') }
    if (patience.aborted) return { kind: 'again', says: saying('tried.slow', { seconds: webhook.timeout / 1_000 }) }
    return { kind: 'again', says: saying('tried.unreached', { why: wordFor(error) }) }
  }
}

function outcomeOf({ status, headers }: Response, output: string, { webhook, now }: Call): Outcome {
  const kept = output === '' ? {} : { output }
  const says = saying('tried.status', { status })
  if (status === 202 && webhook.answers === 'callback')
    return { kind: 'called', says: saying('tried.called', { status }), within: webhook.within }
  if (status >= 200 && status < 300) return { kind: 'done', says, ...kept }
  if (status >= 300 && status < 400) return failed(saying('tried.redirect', { status }), output)
  if (status >= 500 || status === 408 || status === 429) {
    const wait = askedToWait(headers.get('retry-after'), now)
    return { kind: 'again', says, ...kept, ...(wait === undefined ? {} : { wait }) }
  }
  return failed(says, output)
}

/** RFC 9110 10.2.3: seconds, or a date. Nobody is waited for longer than an hour. */
function askedToWait(typed: string | null, now: Date): number | undefined {
  if (typed === null) return undefined
  const wait = /^\d{1,6}$/.test(typed) ? seconds(Number(typed)) : Date.parse(typed) - now.getTime()
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), seconds(3_600)) : undefined
}

/** As much of an answer as is kept; the rest is not waited for. */
async function beginningOf({ body }: Response): Promise<string> {
  if (!body) return ''
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body as ReadableStream<Uint8Array>) {
    pieces.push(piece)
    length += piece.byteLength
    if (length >= keptBytes) break
  }
  return readable(Buffer.concat(pieces).subarray(0, keptBytes)).trim()
}

/** The kind of an error: its message may hold the address. */
function wordFor(error: unknown): string {
  if (!(error instanceof Error)) return 'error'
  const { code } = (error.cause ?? error) as { code?: unknown }
  return typeof code === 'string' ? code : error.name
}
