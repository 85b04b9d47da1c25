import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FakeSlack } from './open.js'

/** A request as it reached an app. */
export interface Heard {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** How the app answers; undefined never does. */
export type Says = { status?: number; body?: string; headers?: Record<string, string> } | undefined

/** An app without any framework, to see what Slack really sends. Answers are taken one by one, the last one for ever. */
export const openPlainApp = async (slack: FakeSlack, ...says: Says[]) => {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
    const answer = says[Math.min(heard.length, says.length) - 1]
    if (says.length > 0 && answer === undefined) return
    response.writeHead(answer?.status ?? 200, answer?.headers).end(answer?.body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  slack.connectHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
  return {
    heard,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
