import { percentile } from './figure.js'
import { serve } from './processes.js'
import { slashCommand } from './slack.js'
import { type Heard, openWire, type Wire } from './wire.js'

/** A slash command, in which `{unique}` becomes words that nobody used before; a page; or a button in the console. */
export type Ask =
  | { readonly command: string; readonly text: string }
  | { readonly page: string }
  | { readonly press: string; readonly args: Readonly<Record<string, string>> }

/** A process that asks: so many requests in flight, for a time or for a number, each signed and each its own. */

export interface Load {
  readonly port: number
  readonly asks: readonly Ask[]
  readonly cookie?: string
  readonly answerTo: string
  readonly inFlight: number
  readonly seconds?: number
  readonly count?: number
  /** What stands in every right answer. */
  readonly expect?: string
  /** Makes what is unique so among several loads. */
  readonly run: string
}

export interface LoadResult {
  readonly done: number
  readonly wrong: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly most: number
  /** The first wrong answer, cut. */
  readonly wrongOne?: string
}

const users = 40

serve(async (load: Load): Promise<LoadResult> => {
  const times: number[] = []
  let wrong = 0
  let wrongOne: string | undefined
  let next = 0
  const begun = performance.now()
  const until = begun + (load.seconds ?? 600) * 1_000
  const most = load.count ?? Number.POSITIVE_INFINITY

  const keepAsking = async (): Promise<void> => {
    let wire: Wire = await openWire(load.port)
    while (next < most && performance.now() < until) {
      const request = requestOf(load, next++)
      const asked = performance.now()
      const heard = await wire.ask(request).catch((error: Error): Heard => ({ status: 0, body: error.message }))
      times.push(performance.now() - asked)
      if (heard.status === 200 && heard.body.includes(load.expect ?? '')) continue
      wrong++
      wrongOne ??= `${heard.status} ${heard.body.slice(0, 300)}`
      if (heard.status === 0) wire = await openWire(load.port)
    }
    wire.close()
  }
  await Promise.all(Array.from({ length: load.inFlight }, keepAsking))
  const seconds = (performance.now() - begun) / 1_000
  return {
    done: times.length - wrong,
    wrong,
    perSecond: (times.length - wrong) / seconds,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    most: Math.max(...times),
    ...(wrongOne === undefined ? {} : { wrongOne }),
  }
})

function requestOf({ port, asks, cookie, answerTo, run }: Load, n: number): Buffer {
  const ask = asks[n % asks.length]
  if (!ask) throw new Error('there is nothing to ask')
  if ('page' in ask) return Buffer.from(pageRequest(port, ask.page, cookie))
  const trigger = `${run}.${n}`
  if ('press' in ask) {
    const id = `press-${run}-${n}`
    return Buffer.from(pressRequest(port, JSON.stringify({ id, command: ask.press, args: ask.args }), cookie))
  }
  return slashCommand(port, {
    command: ask.command,
    text: ask.text.replace('{unique}', unique(run, n)),
    user: `U0BENCH${String(n % users).padStart(2, '0')}`,
    trigger,
    answerTo: `${answerTo}${trigger}`,
  })
}

/** Four words that stand in no other report. */
const unique = (run: string, n: number): string => ['a', 'b', 'c', 'd'].map((word) => `${word}${run}x${n}`).join(' ')

const pageRequest = (port: number, path: string, cookie: string | undefined): string =>
  `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: text/html\r\n${cookie ? `cookie: ${cookie}\r\n` : ''}\r\n`

const pressRequest = (port: number, body: string, cookie = ''): string =>
  `POST /api/presses HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\nx-frontdesk: 1\r\n` +
  `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
