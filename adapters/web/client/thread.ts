import { complain } from './acts.js'
import type { PageOfMessages } from './channel.js'
import { byId, onClick } from './dom.js'
import { createLog } from './log.js'
import { type MessageJson, read } from './server.js'

interface Options {
  readonly decorate: (message: HTMLElement) => void
  readonly channel: () => string
  /** The panel was closed by the reader. */
  readonly left: () => void
}

/** The panel at the side: one message and what was answered to it. On a phone it covers everything. */
export function createThread({ decorate, channel, left }: Options) {
  const panel = byId('thread')
  const shell = byId('shell')
  const main = byId('main')
  /** On a phone the panel covers the channel, which nobody should then get lost in. */
  const covers = matchMedia('(max-width: 680px)')
  const earlier = byId<HTMLButtonElement>('thread-earlier')
  const scroll = byId('thread-scroll')
  let root = panel.dataset.root
  let lastRoot = root ?? ''
  let onOpen: () => void = () => undefined
  /** What comes while the thread is fetched may be missing from what is fetched. */
  let meanwhile: (() => void)[] | undefined

  const top = createLog({ list: byId('thread-root'), scroll, moreAbove: () => false, decorate })
  const log = createLog({ list: byId('thread-log'), scroll, moreAbove: () => !earlier.hidden, decorate })
  main.inert = root !== undefined && covers.matches
  covers.addEventListener('change', () => {
    main.inert = root !== undefined && covers.matches
  })
  const path = (): string => `/c/${encodeURIComponent(channel())}`
  const query = (more: Record<string, string> = {}): string =>
    `/messages?${new URLSearchParams({ channel: channel(), thread: root ?? '', ...more })}`

  async function open(id: string): Promise<void> {
    if (root === id) return onOpen()
    root = id
    lastRoot = id
    const came: (() => void)[] = []
    meanwhile = came
    const page = await read<PageOfMessages>(query())
    if (root !== id || meanwhile !== came) return
    meanwhile = undefined
    if (!page.ok) {
      root = undefined
      return complain(page.trouble)
    }
    top.fill(page.value.root ? [page.value.root.html] : [])
    log.fill(page.value.messages.map((message) => message.html))
    earlier.hidden = !page.value.more
    for (const show of came) show()
    panel.hidden = false
    main.inert = covers.matches
    shell.classList.add('with-thread')
    log.toBottom()
    history.replaceState({}, '', `${path()}/t/${encodeURIComponent(id)}`)
    onOpen()
  }

  function close(byReader: boolean): void {
    if (root === undefined) return
    root = undefined
    meanwhile = undefined
    panel.hidden = true
    main.inert = false
    shell.classList.remove('with-thread')
    if (!byReader) return
    history.replaceState({}, '', path())
    left()
  }

  async function readBack(): Promise<void> {
    const page = await read<PageOfMessages>(
      query({ before: log.list.querySelector<HTMLElement>('[data-id]')?.dataset.id ?? '' }),
    )
    if (!page.ok) return complain(page.trouble)
    earlier.hidden = !page.value.more
    log.prepend(page.value.messages.map((message) => message.html))
  }

  onClick('[data-close-thread]', () => close(true))
  earlier.addEventListener('click', () => void readBack())

  /** Shows a message if it belongs to the open thread. */
  function show(message: MessageJson, own: boolean): void {
    if (root === undefined) return
    meanwhile?.push(() => show(message, own))
    if (message.id === root) top.put(message.html)
    else if (message.thread !== root) return
    else if (message.deleted) log.remove(message.id)
    else log.put(message.html, { quiet: own })
  }

  return {
    log,
    show,
    open,
    close,
    root: () => root,
    lastRoot: () => lastRoot,
    find: (id: string) => log.find(id),
    onOpen(listener: () => void): void {
      onOpen = listener
    },
  }
}
