import { focusablesIn, made, parsed, replaceKeepingFocus } from './dom.js'
import { dayName, setTimes } from './times.js'

/** Messages of one person within this time stand together under one name. */
const together = 5 * 60_000
const nearBottom = 120

export interface Log {
  readonly list: HTMLElement
  /** Shows a message: in the place of its earlier state, or where its time puts it. */
  put(html: string, options?: { readonly quiet?: boolean }): HTMLElement | undefined
  /** Shows something that only this reader sees. */
  whisper(html: string): HTMLElement
  remove(id: string): void
  fill(htmls: readonly string[]): void
  prepend(htmls: readonly string[]): void
  find(id: string): HTMLElement | undefined
  toBottom(): void
  focusLast(): void
}

interface Options {
  readonly list: HTMLElement
  readonly scroll: HTMLElement
  /** Whether there are earlier messages that are not shown. */
  readonly moreAbove: () => boolean
  /** Called when something new came while the reader looks further up. */
  readonly unseen?: (there: boolean) => void
  readonly opened?: (message: HTMLElement) => void
  readonly decorate?: (message: HTMLElement) => void
}

/** A list of messages that is kept grouped, dated, at its end, and within reach of a keyboard. */
export function createLog({ list, scroll, moreAbove, unseen, opened, decorate }: Options): Log {
  const messages = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>(':scope > .message')]
  const find = (id: string): HTMLElement | undefined => messages().find((message) => message.dataset.id === id)
  const isAtBottom = (): boolean => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < nearBottom
  const toBottom = (): void => {
    scroll.scrollTop = scroll.scrollHeight
    unseen?.(false)
  }

  function prepare(message: HTMLElement): HTMLElement {
    setTimes(message)
    decorate?.(message)
    reach(message, false)
    return message
  }

  /** Names, days and the one message that the Tab key stops at. */
  function arrange(): void {
    for (const line of list.querySelectorAll(':scope > .day')) line.remove()
    let before: HTMLElement | undefined
    for (const message of messages()) {
      const day = dayLine(before, message)
      if (day) message.before(day)
      message.classList.toggle('follows', !day && belongsTo(before, message))
      before = message
    }
    const all = messages()
    if (!all.some((message) => message.tabIndex === 0)) choose(all.at(-1))
  }

  function choose(message: HTMLElement | undefined): void {
    if (!message) return
    for (const other of messages()) if (other !== message && other.tabIndex === 0) reach(other, false)
    reach(message, true)
  }

  function insert(message: HTMLElement): void {
    const at = message.dataset.at ?? ''
    const after = messages().findLast((other) => (other.dataset.at ?? '') <= at)
    if (after) after.after(message)
    else list.prepend(message)
  }

  function added(message: HTMLElement, follow: boolean): void {
    insert(prepare(message))
    arrange()
    if (follow) toBottom()
    else unseen?.(true)
  }

  list.addEventListener('focusin', (event) => choose(messageOf(event.target)))
  list.addEventListener('keydown', (event) => {
    const message = messageOf(event.target)
    if (!message || event.target !== message) return
    const all = messages()
    const at = all.indexOf(message)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (event.key === 'Enter') opened?.(message)
    if (to === undefined) return
    event.preventDefault()
    all[Math.max(0, Math.min(to, all.length - 1))]?.focus()
  })
  scroll.addEventListener('scroll', () => isAtBottom() && unseen?.(false), { passive: true })
  for (const message of messages()) prepare(message)
  arrange()
  toBottom()

  return {
    list,
    find,
    toBottom,
    put(html, options = {}) {
      const message = parsed(html)
      const there = find(message.dataset.id ?? '')
      if (there) {
        const atBottom = isAtBottom()
        // The new state stands in the old one's place in the order of the Tab key, too.
        const wasChosen = there.tabIndex === 0
        replaceKeepingFocus(there, prepare(message))
        if (wasChosen) choose(message)
        arrange()
        if (atBottom) toBottom()
        return message
      }
      const first = messages()[0]?.dataset.at ?? ''
      if (moreAbove() && (message.dataset.at ?? '') < first) return undefined
      added(message, options.quiet === true || isAtBottom())
      return message
    },
    whisper(html) {
      const message = parsed(html)
      added(message, true)
      return message
    },
    remove(id) {
      const message = find(id)
      if (!message) return
      const neighbour = message.nextElementSibling ?? message.previousElementSibling
      const hadFocus = message.contains(document.activeElement)
      message.remove()
      arrange()
      if (hadFocus && neighbour instanceof HTMLElement) neighbour.focus()
    },
    fill(htmls) {
      list.replaceChildren(...htmls.map((html) => prepare(parsed(html))))
      arrange()
      toBottom()
    },
    prepend(htmls) {
      const height = scroll.scrollHeight
      list.prepend(...htmls.map((html) => prepare(parsed(html))))
      arrange()
      scroll.scrollTop += scroll.scrollHeight - height
    },
    focusLast() {
      messages().at(-1)?.focus()
    },
  }
}

const messageOf = (target: EventTarget | null): HTMLElement | undefined =>
  (target instanceof Element && target.closest<HTMLElement>('.message')) || undefined

/** A message, with all that is in it, as a stop of the Tab key or not. */
function reach(message: HTMLElement, within: boolean): void {
  message.tabIndex = within ? 0 : -1
  for (const element of focusablesIn(message)) {
    if (!element.closest('.menu')) element.tabIndex = within ? 0 : -1
  }
}

const timeOf = (message: HTMLElement): Date => new Date(message.dataset.at ?? '')

function dayLine(before: HTMLElement | undefined, message: HTMLElement): HTMLElement | undefined {
  const at = timeOf(message)
  if (before && timeOf(before).toDateString() === at.toDateString()) return undefined
  return made('li', { className: 'day' }, made('span', {}, dayName(at)))
}

function belongsTo(before: HTMLElement | undefined, message: HTMLElement): boolean {
  if (!before || before.dataset.author !== message.dataset.author || message.dataset.author === '') return false
  if (before.matches('.whisper') || message.matches('.whisper')) return false
  return timeOf(message).getTime() - timeOf(before).getTime() < together
}
