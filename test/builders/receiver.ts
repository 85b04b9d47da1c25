import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What somebody elsewhere was told by a webhook. */
export interface Received {
  readonly headers: IncomingMessage['headers']
  readonly text: string
  readonly body: {
    readonly id: string
    readonly number: string
    readonly task: string
    readonly fields: Readonly<Record<string, string>>
    readonly callback?: string
  } & Readonly<Record<string, unknown>>
}

/** How one call is answered. `hang`: never, until the caller gives up. */
export type Answering =
  | 'hang'
  | 'drop'
  | {
      readonly status: number
      readonly body?: string
      readonly headers?: Readonly<Record<string, string>>
      /** Not before this has happened. */
      readonly once?: Promise<void>
    }

/** Somebody elsewhere who is told what to do: a real server on this machine. */
export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** How the next calls are answered, one after the other; 200 where nothing is left. */
  answers(...next: readonly Answering[]): void
  /** Resolves when so many calls have come altogether. */
  has(count: number): Promise<void>
  close(): Promise<void>
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const script: Answering[] = []
  let waiting: { readonly count: number; readonly resolve: () => void }[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const text = Buffer.concat(pieces).toString('utf8')
    received.push({ headers: request.headers, text, body: JSON.parse(text) as Received['body'] })
    const answering = script.shift() ?? { status: 200, body: 'done' }
    for (const { count, resolve } of waiting) if (received.length >= count) resolve()
    waiting = waiting.filter(({ count }) => received.length < count)
    if (answering === 'hang') return
    if (answering === 'drop') return void request.socket.destroy()
    await answering.once
    response.writeHead(answering.status, answering.headers).end(answering.body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`,
    received,
    answers: (...next) => void script.push(...next),
    has: (count) =>
      received.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
