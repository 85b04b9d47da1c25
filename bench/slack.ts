import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The least that is Slack: who we are, who someone is, and a yes to every message. It never slows the desk down. */

export const signingSecret = 'bench-signing-secret'
export const botToken = 'xoxb-bench'
export const team = 'T0BENCH00'

/** A signed slash command as it goes over the wire. */
export function slashCommand(port: number, said: Said): Buffer {
  const body = new URLSearchParams({
    token: 'unused',
    team_id: team,
    team_domain: 'bench',
    channel_id: 'C0BENCH00',
    channel_name: 'front',
    user_id: said.user,
    user_name: 'bench',
    command: said.command,
    text: said.text,
    api_app_id: 'A0BENCH00',
    is_enterprise_install: 'false',
    response_url: said.answerTo,
    trigger_id: said.trigger,
  }).toString()
  const timestamp = Math.floor(Date.now() / 1_000)
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  const head = [
    'POST /slack/events HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'content-type: application/x-www-form-urlencoded',
    `content-length: ${Buffer.byteLength(body)}`,
    'user-agent: Slackbot 1.0 (+https://api.slack.com/robots)',
    'accept: application/json,*/*',
    `x-slack-request-timestamp: ${timestamp}`,
    `x-slack-signature: v0=${signature}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
}

export interface Said {
  readonly command: string
  readonly text: string
  readonly user: string
  readonly trigger: string
  readonly answerTo: string
}

export interface SlackApi {
  /** For SLACK_API_URL. */
  readonly url: string
  /** Begins the addresses of late answers; what follows is the key in `answers`. */
  readonly answerTo: string
  /** What came to each of those addresses. */
  readonly answers: Map<string, string[]>
  /** The messages that were posted, as they came, and when. */
  readonly posts: { readonly at: number; readonly body: string }[]
  /** How often each method was called. */
  readonly calls: Map<string, number>
  close(): Promise<void>
}

export async function openSlackApi(): Promise<SlackApi> {
  const answers = new Map<string, string[]>()
  const calls = new Map<string, number>()
  const posts: { at: number; body: string }[] = []
  let sent = 0
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const [, kind = '', name = ''] = (request.url ?? '').split('?', 1)[0]?.split('/') ?? []
      if (kind === 'answer') {
        answers.set(name, [...(answers.get(name) ?? []), body])
        return send(response, { ok: true })
      }
      calls.set(name, (calls.get(name) ?? 0) + 1)
      if (name === 'chat.postMessage' && posts.length < 10_000)
        posts.push({ at: Date.now(), body: decodeURIComponent(body) })
      const stamp = `${1_700_000_000 + ++sent}.000100`
      send(response, said(name, new URLSearchParams(body), stamp))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `${root}/api/`,
    answerTo: `${root}/answer/`,
    answers,
    posts,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function said(method: string, asked: URLSearchParams, stamp: string): object {
  const user = asked.get('user') ?? 'U0BENCH00'
  switch (method) {
    case 'auth.test':
      return { ok: true, team_id: team, user_id: 'U0BOT0000', bot_id: 'B0BENCH00', url: 'https://bench.slack.com/' }
    case 'users.info':
      return {
        ok: true,
        user: {
          id: user,
          team_id: team,
          name: user.toLowerCase(),
          real_name: `Guest ${user}`,
          locale: 'en-GB',
          tz: 'Europe/Zurich',
          profile: { display_name: `Guest ${user}`, real_name: `Guest ${user}` },
        },
      }
    case 'conversations.open':
      return { ok: true, channel: { id: `D${user.slice(1)}` } }
    default:
      return { ok: true, channel: asked.get('channel') ?? 'C0BENCH00', ts: stamp, message_ts: stamp }
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

function send(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
