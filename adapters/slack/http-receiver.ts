import type { App, Receiver } from '@slack/bolt'
import { deliveryOver, type UnderWay } from '../../src/chat/delivery.js'
import type { HttpRequest, HttpResponse } from '../../src/chat/http.js'
import type { Clock } from '../../src/kernel/clock.js'
import { limits } from './limits.js'
import type { Log } from './log.js'
import { createSignatures } from './signature.js'

/** Slack over HTTP, without a server of its own. A request is answered when it has been handled, and not before. */
export interface HttpReceiver extends Receiver {
  handle(request: HttpRequest): Promise<HttpResponse>
}

export function createHttpReceiver({
  signingSecret,
  clock,
  log,
  underWay,
}: {
  signingSecret: string
  clock: Clock
  log: Log
  underWay: UnderWay
}): HttpReceiver {
  const verify = createSignatures({ secret: signingSecret, clock })
  let app: App | undefined
  let open = false

  const dispatch = (to: App, body: Record<string, unknown>, retry: Retry): Promise<HttpResponse> =>
    new Promise((resolve) => {
      const delivery = deliveryOver({
        carries: true,
        acknowledge: async (answer) => {
          resolve(answer ? json(200, answer) : empty(200))
          return true
        },
        decline: () => resolve(plain(503, 'The desk could not take this now. Please send it again.')),
        malformed: () =>
          resolve(plain(400, 'The payload is not what Slack sends: a field is missing or of another kind.')),
      })
      const work = to
        .processEvent({ body, ...retry, ack: async () => undefined, customProperties: { delivery } })
        .then(() => delivery.acknowledge())
        .catch((error: unknown) => {
          // Our listeners settle whatever reaches them: this is Bolt, which trips over fields that are not there.
          log.warn({ err: error }, 'slack sent a payload that Bolt cannot read')
          delivery.malformed()
        })
      underWay.add(work)
    })

  const handle = async (request: HttpRequest): Promise<HttpResponse> => {
    if (request.method.toUpperCase() !== 'POST')
      return { ...plain(405, 'Slack sends POST requests here.'), headers: { allow: 'POST' } }
    if (request.body.byteLength > limits.body) return plain(413, 'The request is larger than anything Slack sends.')
    const headers = lowerCase(request.headers)
    const parsed = parse(headers['content-type'], request.body)
    // Slack checks the certificate with an unsigned form of these fields. Whatever else came along is not looked at.
    if (parsed.kind === 'form' && isCheck(parsed.form)) return empty(200)
    const verdict = verify(
      { timestamp: headers['x-slack-request-timestamp'], signature: headers['x-slack-signature'] },
      request.body,
    )
    if (verdict.kind === 'refused') {
      log.warn({ why: verdict.why }, 'a request to the slack address was refused')
      return plain(verdict.status, verdict.why)
    }
    const response = await answer(parsed, retryOf(headers))
    verdict.settle(response.status < 300)
    return response
  }

  const answer = async (parsed: Parsed, retry: Retry): Promise<HttpResponse> => {
    if (parsed.kind === 'unreadable') return plain(parsed.status, parsed.why)
    const payload = parsed.kind === 'json' ? parsed.json : payloadOf(parsed.form)
    if (!payload) return plain(400, 'The payload is not JSON.')
    if (payload.ssl_check === '1') return empty(200)
    if (payload.type === 'url_verification') {
      return typeof payload.challenge === 'string'
        ? json(200, { challenge: payload.challenge })
        : plain(400, 'The challenge is missing.')
    }
    if (payload.type === 'app_rate_limited') {
      log.warn({}, 'slack holds events back: there are more than thirty thousand an hour')
      return empty(200)
    }
    if (!app || !open) return plain(503, 'The desk is not open yet. Please send it again.')
    return dispatch(app, payload, retry)
  }

  return {
    handle,
    init(to) {
      app = to
    },
    async start() {
      open = true
    },
    async stop() {
      open = false
    },
  }
}

type Retry = { readonly retryNum?: number; readonly retryReason?: string }
type Parsed =
  | { readonly kind: 'json'; readonly json: Record<string, unknown> | undefined }
  | { readonly kind: 'form'; readonly form: URLSearchParams }
  | { readonly kind: 'unreadable'; readonly status: 400 | 415; readonly why: string }

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parse(contentType: string | undefined, bytes: Uint8Array): Parsed {
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json' && type !== 'application/x-www-form-urlencoded') {
    return { kind: 'unreadable', status: 415, why: 'Slack sends JSON or a form; this is neither.' }
  }
  try {
    const text = utf8.decode(bytes)
    return type === 'application/json'
      ? { kind: 'json', json: object(text) }
      : { kind: 'form', form: new URLSearchParams(text) }
  } catch {
    return { kind: 'unreadable', status: 400, why: 'The request is not valid UTF-8.' }
  }
}

const isCheck = (form: URLSearchParams): boolean =>
  form.get('ssl_check') === '1' && [...form.keys()].every((key) => key === 'ssl_check' || key === 'token')

/** An interaction hides in the field `payload`; a command is the form itself. */
const payloadOf = (form: URLSearchParams): Record<string, unknown> | undefined => {
  const payload = form.get('payload')
  return payload === null ? Object.fromEntries(form) : object(payload)
}

function object(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

function retryOf(headers: Readonly<Record<string, string | undefined>>): Retry {
  const [num, reason] = [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]
  return { ...(num ? { retryNum: Number(num) } : {}), ...(reason ? { retryReason: reason } : {}) }
}

const lowerCase = (headers: HttpRequest['headers']): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

const empty = (status: number): HttpResponse => ({ status, headers: {}, body: '' })
const plain = (status: number, why: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: why,
})
const json = (status: number, body: object): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: bytesOf(body),
})

/** An answer that is given again and again, such as the help, is written once. */
const written = new WeakMap<object, Uint8Array>()
function bytesOf(body: object): Uint8Array {
  const there = written.get(body)
  if (there) return there
  const bytes = Buffer.from(JSON.stringify(body))
  written.set(body, bytes)
  return bytes
}
