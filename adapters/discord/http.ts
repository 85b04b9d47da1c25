import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { InteractionResponseType, InteractionType } from 'discord.js'
import type { HttpRequest, HttpResponse } from '../../src/chat/http.js'
import type { Clock } from '../../src/kernel/clock.js'
import type { Log } from '../../src/kernel/log.js'
import { limits } from './limits.js'

export interface DoorParts {
  /** Hexadecimal, as Discord shows it on the application's page. */
  readonly publicKey: string
  readonly clock: Clock
  readonly log: Log
  /** Takes one interaction that is genuine, and gives the body of its answer. */
  readonly take: (interaction: unknown) => Promise<object>
}

/** Takes interactions that Discord posts to us, beside the gateway or instead of it. Throws for a key that is none. */
export function createDoor({
  publicKey,
  clock,
  log,
  take,
}: DoorParts): (request: HttpRequest) => Promise<HttpResponse> {
  const genuine = createSignatures(publicKey, clock)
  return async ({ method, headers, body }) => {
    if (method !== 'POST') return plain(405, 'Discord posts its interactions here.')
    const why = genuine(headers['x-signature-timestamp'], headers['x-signature-ed25519'], body)
    if (why !== undefined) {
      log.warn({ why }, 'a request to the address for interactions was refused')
      return plain(401, why)
    }
    const told = parsed(body)
    if (told === undefined) return plain(400, 'The body is not JSON.')
    // Discord asks before it takes the address, and now and then afterwards.
    if (told.type === InteractionType.Ping) return json({ type: InteractionResponseType.Pong })
    return json(await take(told))
  }
}

/** What is wrong with a request, in a plain sentence; undefined when it may be handled. Each is let through once. */
function createSignatures(publicKey: string, clock: Clock) {
  const key = keyOf(publicKey)
  // By what was signed: when it grows stale, and so may be forgotten.
  const seen = new Map<string, number>()
  return (timestamp: string | undefined, signature: string | undefined, body: Uint8Array): string | undefined => {
    if (!timestamp || !signature) return 'The request is not signed.'
    if (!/^\d{1,12}$/.test(timestamp)) return 'The timestamp of the request is not a number.'
    if (!/^[0-9a-f]{128}$/i.test(signature)) return 'The signature of the request is none.'
    const now = clock.now().getTime()
    const stamped = Number(timestamp) * 1_000
    if (Math.abs(now - stamped) > limits.interaction.freshness)
      return 'The timestamp of the request is more than five minutes off.'
    const signed = Buffer.concat([Buffer.from(timestamp), body])
    if (!verify(null, signed, key, Buffer.from(signature, 'hex'))) return 'The signature of the request is wrong.'

    for (const [old, until] of seen) if (until < now) seen.delete(old)
    // Two signatures may stand for the same words, so it is the words that are remembered.
    const words = createHash('sha256').update(signed).digest('base64')
    if (seen.has(words)) return 'The request has been handled already.'
    seen.set(words, stamped + limits.interaction.freshness)
    return undefined
  }
}

/** The fixed beginning of an Ed25519 key in its usual form (RFC 8410): Discord shows the bare 32 bytes behind it. */
const header = Buffer.from('302a300506032b6570032100', 'hex')

function keyOf(publicKey: string): KeyObject {
  if (!/^[0-9a-f]{64}$/i.test(publicKey))
    throw new Error('the public key of the Discord application is 64 hexadecimal digits')
  return createPublicKey({ key: Buffer.concat([header, Buffer.from(publicKey, 'hex')]), format: 'der', type: 'spki' })
}

function parsed(body: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const told: unknown = JSON.parse(Buffer.from(body).toString())
    return typeof told === 'object' && told !== null ? (told as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const json = (answer: object): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(answer),
})
const plain = (status: number, says: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: says,
})
