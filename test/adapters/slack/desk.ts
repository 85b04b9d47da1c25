import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSlack, type Log, type Slack, type SlackOptions } from '../../../adapters/slack/index.js'
import type { House } from '../../../src/chat/platform.js'
import type { Clock } from '../../../src/kernel/clock.js'
import { systemClock } from '../../../src/kernel/clock.js'
import type { Ids } from '../../../src/kernel/ids.js'
import { type FakeSlack, type FakeSlackOptions, openFakeSlack } from '../../fakes/slack/index.js'

export type Transport = 'http' | 'socket'
export const transports: readonly Transport[] = ['http', 'socket']

/** What the adapter logged: messages and fields, to look for what must not be in them. */
export interface Lines extends Log {
  readonly lines: { readonly level: string; readonly message: string; readonly fields: object }[]
}

export function openLog(): Lines {
  const lines: Lines['lines'] = []
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, message, fields })
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

const countedIds = (): Ids => {
  let n = 0
  return { next: () => `id${++n}` }
}

export interface DeskOptions extends Partial<SlackOptions> {
  readonly transport: Transport
  readonly fake?: FakeSlackOptions
  readonly clock?: Clock
}

/** A fake workspace with the real adapter on it. Over HTTP it is mounted as the process's own web server would do it. */
export async function openDesk({ transport, fake, clock = systemClock, ...options }: DeskOptions) {
  const slack: FakeSlack = await openFakeSlack({ rateLimits: 'off', socketRetryMs: 300, ...fake })
  const log = openLog()
  const by = transport === 'socket' ? { appToken: slack.appToken } : { signingSecret: slack.signingSecret }
  const platform: Slack = createSlack({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    clock,
    ids: countedIds(),
    log,
    pingTimeout: 2_000,
    ...by,
    ...options,
  })
  const server = platform.http ? await mount(platform.http) : undefined
  return {
    slack,
    platform,
    log,
    async start(house: House): Promise<void> {
      await platform.start(house)
      if (server) slack.connectHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
      else await slack.sockets.connected(options.sockets ?? 2)
    },
    async close(): Promise<void> {
      // Echoes of our own posts are still on their way.
      await slack.quiet({ timeoutMs: 500 }).catch(() => undefined)
      await platform.stop()
      server?.closeAllConnections()
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
      await slack.close()
      slack.assertClean()
    },
  }
}
export type Desk = Awaited<ReturnType<typeof openDesk>>

async function mount(http: NonNullable<Slack['http']>): Promise<Server> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const headers = request.headers as Record<string, string | undefined>
    const answer = await http({ method: request.method ?? '', headers, body: Buffer.concat(parts) })
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
