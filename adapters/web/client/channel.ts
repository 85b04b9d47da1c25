import { complain } from './acts.js'
import { byId } from './dom.js'
import { createLog } from './log.js'
import { type MessageJson, read } from './server.js'
import type { createUnread } from './unread.js'
import { announce } from './voice.js'
import { say } from './words.js'

export interface PageOfMessages {
  readonly messages: readonly MessageJson[]
  readonly more: boolean
  readonly root?: MessageJson
}

interface Options {
  readonly decorate: (message: HTMLElement) => void
  readonly unread: ReturnType<typeof createUnread>
  readonly openThread: (message: string) => void
  readonly moved: () => void
}

/** The channel in the middle: moving between channels without loading the page, and reading back. */
export function createChannel({ decorate, unread, openThread, moved }: Options) {
  const shell = byId('shell')
  const earlier = byId<HTMLButtonElement>('earlier')
  const newer = byId('newer')
  let here = shell.dataset.channel ?? ''
  let onMove: (placeholder: string) => void = () => undefined
  /** Where the reader goes, and what came there meanwhile: it may be missing from what is fetched. */
  let going: { readonly to: string; readonly came: MessageJson[] } | undefined

  const log = createLog({
    list: byId('log'),
    scroll: byId('scroll'),
    moreAbove: () => !earlier.hidden,
    unseen: (there) => {
      newer.hidden = !there
    },
    opened: (message) => message.dataset.id && openThread(message.dataset.id),
    decorate,
  })
  const linkTo = (id: string): HTMLElement | undefined =>
    [...document.querySelectorAll<HTMLElement>('a.channel')].find((link) => link.dataset.channel === id)

  async function go(id: string, push: boolean): Promise<void> {
    const link = linkTo(id)
    if (!link) return
    const way = { to: id, came: [] as MessageJson[] }
    going = way
    const page = await read<PageOfMessages>(`/messages?channel=${encodeURIComponent(id)}`)
    // Whoever has gone on elsewhere does not come back.
    if (going !== way) return
    going = undefined
    if (!page.ok) return complain(page.trouble)
    if (push) history.pushState({}, '', `/c/${encodeURIComponent(id)}`)
    here = id
    moved()
    name(link)
    fill(page.value)
    for (const message of way.came) came(message, true)
    unread.seen(id)
  }

  function name(link: HTMLElement): void {
    for (const other of document.querySelectorAll('a.channel[aria-current]')) other.removeAttribute('aria-current')
    link.ariaCurrent = 'page'
    const direct = link.dataset.direct !== undefined
    const title = direct ? (link.dataset.name ?? '') : `#${link.dataset.name}`
    byId('channel-title').textContent = title
    byId('channel-topic').textContent = link.dataset.topic ?? ''
    byId('thread-channel').textContent = say('threadIn', { channel: title })
    byId('empty-title').textContent = say(direct ? 'emptyDeskTitle' : 'emptyTitle')
    byId('empty-text').textContent = say(direct ? 'emptyDeskText' : 'emptyText')
    log.list.ariaLabel = say('messages', { channel: title })
    unread.titled(`${title} · ${shell.dataset.organisation ?? ''}`)
    onMove(direct ? say('sayDesk') : say('say', { channel: title }))
    announce(title)
  }

  function fill({ messages, more }: PageOfMessages): void {
    earlier.hidden = !more
    log.fill(messages.map((message) => message.html))
    byId('empty').hidden = messages.length > 0
  }

  function came(message: MessageJson, own: boolean): void {
    if (message.channel === going?.to) going.came.push(message)
    if (message.channel !== here || message.thread !== undefined) return
    if (message.deleted && message.replies === 0) log.remove(message.id)
    else {
      log.put(message.html, { quiet: own })
      byId('empty').hidden = true
    }
  }

  async function readBack(): Promise<void> {
    const first = log.list.querySelector<HTMLElement>('.message[data-id]')?.dataset.id ?? ''
    const query = new URLSearchParams({ channel: here, before: first })
    const page = await read<PageOfMessages>(`/messages?${query}`)
    if (!page.ok) return complain(page.trouble)
    earlier.hidden = !page.value.more
    log.prepend(page.value.messages.map((message) => message.html))
  }

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a.channel') : null
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    void go(link.dataset.channel ?? '', true)
  })
  // Back and forward: what a thread was open then is the server's to draw.
  addEventListener('popstate', () => location.reload())
  earlier.addEventListener('click', () => void readBack())
  newer.addEventListener('click', () => log.toBottom())

  return {
    log,
    id: () => here,
    find: log.find,
    /** Shows a message if it belongs to this channel. */
    came,
    onMove(listener: (placeholder: string) => void): void {
      onMove = listener
    },
  }
}
