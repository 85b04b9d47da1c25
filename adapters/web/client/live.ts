import { type Answer, type MessageJson, read } from './server.js'

export interface LateAnswer {
  readonly request: string
  readonly answer: Answer
}

interface Hears {
  message?(message: MessageJson): void
  answer?(answer: LateAnswer): void
  record?(html: string): void
  connection?(lost: boolean): void
}

/** A hidden page lets go of its stream after a while: a browser has few connections to one host for all its tabs. */
const letGoAfter = 30_000

/** Follows what changes, from the state that is in the page already. */
export function follow(since: string, record: string | undefined, hears: Hears): void {
  let last = since
  let source: EventSource | undefined
  let hiding: ReturnType<typeof setTimeout> | undefined

  function open(): void {
    const query = new URLSearchParams({ since: last, ...(record === undefined ? {} : { record }) })
    source = new EventSource(`/api/events?${query}`)
    const on = <T>(name: string, run: ((data: T) => void) | undefined): void => {
      source?.addEventListener(name, (event) => {
        last = event.lastEventId || last
        run?.(JSON.parse(event.data) as T)
      })
    }
    on<MessageJson>('message', hears.message)
    on<LateAnswer>('answer', hears.answer)
    on<{ html: string }>('record', ({ html }) => hears.record?.(html))
    on('tick', undefined)
    on('reload', () => location.reload())
    source.onopen = () => hears.connection?.(false)
    source.onerror = () => {
      hears.connection?.(true)
      // The browser retries by itself except after an error status; then we do, from where we were.
      if (source?.readyState === EventSource.CLOSED) setTimeout(() => void signedIn().then(again), 2_000)
    }
  }

  /** A desk that was started anew knows nobody: the page leads to signing in, and what was typed is kept. */
  async function signedIn(): Promise<void> {
    const me = await read('/me')
    if (!me.ok && me.trouble.code === 'web.signedOut') location.reload()
  }

  function again(): void {
    if (source && source.readyState !== EventSource.CLOSED) return
    if (!document.hidden) open()
  }

  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding)
    if (document.hidden) hiding = setTimeout(() => source?.close(), letGoAfter)
    else again()
  })
  addEventListener('pagehide', () => source?.close())
  addEventListener('pageshow', again)
  open()
}
