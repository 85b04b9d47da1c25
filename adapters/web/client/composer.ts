import type { Acts, Origin } from './acts.js'
import { createAttachments } from './attachments.js'
import { made, onClick } from './dom.js'
import { type MessageJson, newId, read, send } from './server.js'
import { createSuggestions } from './suggestions.js'
import { say } from './words.js'

interface Options {
  readonly form: HTMLFormElement
  readonly origin: () => Origin
  readonly acts: Acts
  readonly said: (message: MessageJson) => void
}

interface Completion {
  readonly choices: readonly { readonly value: string; readonly label: string; readonly detail?: string }[]
  readonly usage?: string
}

/** Where one writes. A line that begins with a slash is a command, anything else is said in the channel or thread. */
export function createComposer({ form, origin, acts, said: posted }: Options) {
  const box = form.querySelector('textarea') as HTMLTextAreaElement
  const problem = form.querySelector('.composer-problem') as HTMLElement
  const draftKey = (): string => `frontdesk.words.${origin().channel ?? ''}.${origin().thread ?? ''}`
  const attachments = createAttachments(form, complain)
  const suggestions = createSuggestions({ form, box, find: suggest, taken: typed })

  async function suggest(text: string, signal: AbortSignal): Promise<Completion> {
    if (/^@\w*$/.test(text) && '@frontdesk'.startsWith(text.toLowerCase())) {
      return { choices: [{ value: '@frontdesk ', label: '@frontdesk', detail: say('mention') }] }
    }
    if (!text.startsWith('/') || text.includes('\n')) return { choices: [] }
    const { channel = '', thread } = origin()
    const query = new URLSearchParams({ typed: text, channel, ...(thread ? { thread } : {}) })
    const found = await read<Completion>(`/complete?${query}`, signal)
    return found.ok ? found.value : { choices: [] }
  }

  function typed(): void {
    resize()
    sessionStorage.setItem(draftKey(), box.value)
    problem.hidden = true
    suggestions.update()
  }

  /** As high as what is written, up to a third of the window. */
  function resize(): void {
    box.style.height = 'auto'
    box.style.height = `${Math.min(box.scrollHeight, innerHeight / 3)}px`
  }

  function set(text: string): void {
    box.value = text
    sessionStorage.setItem(draftKey(), text)
    resize()
  }

  async function submit(): Promise<void> {
    const text = box.value.trim()
    const isCommand = text.startsWith('/')
    const files = isCommand ? [] : attachments.take()
    if (text === '' && files.length === 0) return
    const from = origin()
    const key = draftKey()
    suggestions.close()
    set('')
    const note = pendingNote([text, ...files.map((file) => file.name)].filter((part) => part !== '').join('\n'))
    const id = newId()
    const said = { text, ...(files.length > 0 ? { files: files.map((file) => file.id) } : {}) }
    const result = await send({
      method: 'POST',
      path: isCommand ? '/commands' : '/messages',
      body: { id, channel: from.channel, thread: from.thread, ...(isCommand ? { words: text } : said) },
      waiting: (waits) => note.toggle(waits, from),
    })
    note.remove()
    if (!result.ok) {
      attachments.giveBack(files)
      return giveBack(text, key, `${result.trouble.says} ${result.trouble.hint}`)
    }
    if (result.value.message) posted(result.value.message)
    acts.show(result.value.answer, from, id)
  }

  function complain(sentence: string): void {
    problem.textContent = sentence.trim()
    problem.hidden = false
  }

  /** What was refused stands in the line again, unless something else is being written there by now. */
  function giveBack(text: string, key: string, sentence: string): void {
    if (key === draftKey() && box.value === '') set(text)
    else sessionStorage.setItem(key, text)
    complain(sentence)
    box.focus()
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void submit()
  })
  box.addEventListener('input', typed)
  box.addEventListener('keydown', (event) => {
    if (event.isComposing || suggestions.key(event)) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void submit()
    }
    if (event.key === 'ArrowUp' && box.value === '') {
      event.preventDefault()
      origin().log.focusLast()
    }
  })

  return {
    focus: (): void => box.focus(),
    /** The place has changed: shows what was being written there. */
    moved(placeholder?: string): void {
      suggestions.close()
      problem.hidden = true
      box.value = sessionStorage.getItem(draftKey()) ?? ''
      if (placeholder !== undefined) {
        box.placeholder = placeholder
        box.ariaLabel = placeholder
      }
      resize()
    },
  }
}

/** What was sent and not taken yet; it shows only when that lasts. */
function pendingNote(text: string) {
  let note: HTMLElement | undefined
  return {
    toggle(waits: boolean, { log }: Origin): void {
      if (!waits || note) return
      const words = made('p', { className: 'said' }, text)
      const state = made('p', { className: 'note' }, made('span', { className: 'spinner' }), say('waiting'))
      const item = made('li', { className: 'message waiting' }, made('div', { className: 'body' }, words, state))
      item.dataset.at = new Date().toISOString()
      item.dataset.author = ''
      note = log.whisper(item.outerHTML)
    },
    remove: (): void => note?.remove(),
  }
}

/** Buttons that run a command as if it had been typed. */
export function startCommandButtons(acts: Acts, origin: () => Origin): void {
  onClick('[data-command]', (button) => {
    const { channel, thread } = origin()
    const words = button.dataset.command
    void acts.once(button, () => acts.act('/commands', { channel, thread, words }, origin()))
  })
  onClick('[data-global-shortcut]', (button) => {
    const { channel } = origin()
    const name = button.dataset.globalShortcut
    void acts.once(button, () => acts.act('/shortcuts', { channel, name }, origin()))
  })
}
