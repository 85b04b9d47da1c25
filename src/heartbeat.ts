import { seconds } from './kernel/duration.js'
import type { Log } from './kernel/log.js'

/**
 * Tells a watcher outside that the desk is well; what is heard there no more is noticed without the desk's help. Gives
 * whether it was heard, and never throws: a watcher that is away is no fault of the desk's. Without an address it does
 * nothing, and says true.
 */
export type Heartbeat = () => Promise<boolean>

interface HeartbeatOptions {
  readonly url?: string
  readonly log: Log
  /** How long an answer is waited for, in milliseconds. */
  readonly patience?: number
}

export function createHeartbeat({ url, log, patience = seconds(5) }: HeartbeatOptions): Heartbeat {
  if (url === undefined) return async () => true
  return async () => {
    const trouble = await ping(url, patience)
    // Whoever knows the whole address can pretend to be us: only the machine is named.
    if (trouble !== undefined) log.warn({ host: new URL(url).host, trouble }, 'the heartbeat was not heard')
    return trouble === undefined
  }
}

/** What went wrong, without the address; undefined when nothing did. */
async function ping(url: string, patience: number): Promise<string | undefined> {
  try {
    const heard = await fetch(bare(url), {
      headers: loginIn(url),
      signal: AbortSignal.timeout(patience),
      redirect: 'follow',
    })
    await heard.body?.cancel()
    return heard.ok ? undefined : `status ${heard.status}`
  } catch (error) {
    return wordFor(error)
  }
}

/** A request's address may hold no name and password; they go into a header. */
function bare(url: string): URL {
  const address = new URL(url)
  address.username = ''
  address.password = ''
  return address
}

function loginIn(url: string): Record<string, string> {
  const { username, password } = new URL(url)
  if (username === '' && password === '') return {}
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { authorization: `Basic ${Buffer.from(login).toString('base64')}` }
}

/** The kind of an error. Its message may hold the address. */
function wordFor(error: unknown): string {
  if (!(error instanceof Error)) return 'error'
  const { code } = (error.cause ?? error) as { code?: unknown }
  return typeof code === 'string' ? code : error.name
}
