import type { Fields } from './fields.js'
import type { FakeSlack } from './open.js'

/** What the Web API answered, with status and headers. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: Fields
}

/** Calls a method without an SDK, so that a test sees exactly what the server says. */
export const callApi = async (
  slack: FakeSlack,
  method: string,
  args: Fields = {},
  { token = slack.botToken as string | undefined, json = true } = {},
): Promise<Answered> => {
  const flat = Object.entries(args).map(([key, value]) => [
    key,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      'content-type': json ? 'application/json; charset=utf-8' : 'application/x-www-form-urlencoded',
    },
    body: json ? JSON.stringify(args) : new URLSearchParams(flat as [string, string][]).toString(),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text.startsWith('{') ? JSON.parse(text) : { text },
  }
}

/** A clock that stands until a test moves it. */
export const standingClock = (at = Date.UTC(2031, 2, 3, 9)): { now: () => number; pass: (ms: number) => void } => {
  let now = at
  return {
    now: () => now,
    pass(ms) {
      now += ms
    },
  }
}
