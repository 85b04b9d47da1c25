import type { Inn } from './inn.js'

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: any
}

export interface Visitor {
  readonly cookie: string
  get(path: string): Promise<Answered>
  page(path: string): Promise<{ readonly status: number; readonly html: string }>
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Answered>
  /** Follows the event stream until enough has come. */
  events(
    path: string,
    enough: (events: readonly Event[]) => boolean,
    headers?: Record<string, string>,
  ): Promise<readonly Event[]>
}

export interface Event {
  readonly event: string
  readonly id: string
  readonly data: any
}

let made = 0
/** An id as a browser makes it. */
export const requestId = (): string => `test-request-${++made}`

/** A program that speaks the JSON API as one person. */
export async function visit(inn: Inn, person: string): Promise<Visitor> {
  const first = await fetch(`${inn.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-frontdesk': '1' },
    body: JSON.stringify({ person }),
  })
  return visitorWith(inn, cookiesOf(first))
}

export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

export function visitorWith(inn: Inn, cookie: string): Visitor {
  return {
    cookie,
    async get(path) {
      return answered(await fetch(inn.url + path, { headers: { cookie } }))
    },
    async page(path) {
      const response = await fetch(inn.url + path, { headers: { cookie } })
      return { status: response.status, html: await response.text() }
    },
    async send(method, path, body, headers = {}) {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const all = { 'content-type': 'application/json', 'x-frontdesk': '1', cookie, ...headers }
      return answered(await fetch(inn.url + path, { method, headers: all, body: text }))
    },
    async events(path, enough, headers = {}) {
      const stop = new AbortController()
      const response = await fetch(inn.url + path, { headers: { cookie, ...headers }, signal: stop.signal })
      const events: Event[] = []
      let rest = ''
      for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
        rest += part
        const blocks = rest.split('\n\n')
        rest = blocks.pop() ?? ''
        events.push(...blocks.map(eventOf))
        if (enough(events)) break
      }
      stop.abort()
      return events
    },
  }
}

function eventOf(block: string): Event {
  const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)))
  return { event: fields.event ?? '', id: fields.id ?? '', data: JSON.parse(fields.data ?? 'null') }
}

const answered = async (response: Response): Promise<Answered> => ({
  status: response.status,
  headers: response.headers,
  body: await response.json().catch(() => undefined),
})
