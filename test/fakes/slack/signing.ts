import { createHmac } from 'node:crypto'
import { request } from 'node:http'

/** The v0 signature over the raw body, as Slack computes it. */
export const sign = (secret: string, timestamp: string | number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`

/** JSON as Slack writes it: ASCII only, slashes escaped, so that a signature holds only over the raw bytes. */
export const slackJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The form body of an interaction. */
export const formBody = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()

/** Why an attempt failed, in the words of x-slack-retry-reason. */
export type Failure = 'http_timeout' | 'too_many_redirects' | 'connection_failed' | 'http_error'

export interface Attempt {
  readonly status: number
  readonly text: string
  readonly headers: Record<string, string>
  readonly ms: number
  readonly failure?: Failure
}

interface Post {
  readonly url: string
  readonly body: string | Buffer
  readonly headers: Record<string, string>
  readonly timeoutMs: number
}

const once = ({ url, body, headers, timeoutMs }: Post): Promise<Attempt> =>
  new Promise((resolve) => {
    const started = performance.now()
    const end = (attempt: Omit<Attempt, 'ms'>): void => {
      clearTimeout(timer)
      resolve({ ...attempt, ms: performance.now() - started })
    }
    const none = { status: 0, text: '', headers: {} }
    const sent = request(url, { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) } })
    const timer = setTimeout(() => {
      end({ ...none, failure: 'http_timeout' })
      sent.destroy()
    }, timeoutMs)
    sent.on('error', () => end({ ...none, failure: 'connection_failed' }))
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', () => end({ ...none, failure: 'connection_failed' }))
      response.on('end', () => {
        const status = response.statusCode ?? 0
        const seen = Object.fromEntries(Object.entries(response.headers).map(([key, value]) => [key, String(value)]))
        const answer = { status, text: Buffer.concat(chunks).toString(), headers: seen }
        end(status >= 200 && status < 300 ? answer : { ...answer, failure: 'http_error' })
      })
    })
    sent.end(body)
  })

/** Posts and measures the answer; follows at most two redirects, as Slack does. Never throws. */
export const post = async (wanted: Post): Promise<Attempt> => {
  let url = wanted.url
  for (let hop = 0; hop <= 2; hop += 1) {
    const attempt = await once({ ...wanted, url })
    const location = attempt.headers['location']
    if (attempt.status < 300 || attempt.status >= 400 || !location) return attempt
    url = new URL(location, url).href
  }
  return { status: 0, text: '', headers: {}, ms: 0, failure: 'too_many_redirects' }
}
