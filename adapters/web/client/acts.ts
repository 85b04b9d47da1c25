import { type Confirm, confirmed, type Filled, type OpenForm, openForm } from './dialogs.js'
import { made, onClick, parsed } from './dom.js'
import { handIn } from './hand-in.js'
import type { LateAnswer } from './live.js'
import type { Log } from './log.js'
import { type Answer, type MessageJson, newId, type Result, send, type Trouble } from './server.js'
import { announce, toast } from './voice.js'
import { say } from './words.js'

/** Where something was done: its answer is shown there, and a form that it opens is submitted from there. */
export interface Origin {
  readonly channel?: string | undefined
  readonly thread?: string | undefined
  readonly log: Log
}

interface Shell {
  /** Shows a message that is in the channel now. */
  readonly said: (message: MessageJson) => void
  /** Where an element of the page belongs. */
  readonly originOf: (element: Element) => Origin
}

const pendingKey = 'frontdesk.pending'

/** Everything that is done by pressing, choosing and filling in; and what is shown for each answer. */
export function createActs(shell: Shell) {
  /** Forms that were sent and whose outcome is still to come. */
  const sentForms = new Map<string, { readonly html: string; readonly origin: Origin; readonly form: OpenForm }>()
  const waitingNotes = new Map<string, HTMLElement>()
  const early = new Map<string, Answer>()

  function show(answer: Answer, origin: Origin, request: string): void {
    switch (answer.kind) {
      case 'whisper': {
        const note = origin.log.whisper(answer.html)
        announce(`${say('onlyYou')}: ${note.querySelector('.card')?.textContent ?? ''}`)
        break
      }
      case 'said':
        shell.said(answer.message)
        break
      case 'form':
        open(answer.html, origin)
        break
      case 'problems': {
        origin.log.whisper(answer.whisper)
        break
      }
      case 'late':
        wait(request, origin)
        break
      case 'done':
        announce(say('done'))
        break
      case 'choices':
        break
    }
  }

  function open(html: string, origin: Origin): void {
    openForm(html, (filled, form) => void submit(filled, form, origin))
  }

  async function submit({ picked, ...filled }: Filled, form: OpenForm, origin: Origin): Promise<void> {
    const id = newId()
    form.busy('')
    const waiting = (waits: boolean): void => form.busy(waits ? say('waiting') : '')
    const where = { channel: origin.channel, thread: origin.thread }
    const handed = await handIn(picked)
    const result = handed.ok
      ? await send({
          method: 'POST',
          path: '/submits',
          body: { id, ...where, ...filled, files: handed.value },
          waiting,
        })
      : handed
    form.busy(undefined)
    if (!result.ok) return form.trouble(troubleHtml(result.trouble))
    const { answer } = result.value
    if (answer.kind === 'problems' && form.isOpen()) return form.problems(answer)
    if (answer.kind === 'whisper' && answer.card.tone === 'bad' && form.isOpen())
      return form.trouble(cardIn(answer.html))
    if (answer.kind === 'late') sentForms.set(id, { html: form.html, origin, form })
    // Shut without forgetting when the outcome may bring it back.
    if (answer.kind === 'late' || asksBack(answer)) form.shut()
    else if (answer.kind === 'form') form.forget()
    else form.finish()
    show(answer, origin, id)
  }

  function wait(request: string, origin: Origin): void {
    sessionStorage.setItem(`${pendingKey}.${request}`, '1')
    const spinner = made('span', { className: 'spinner' })
    const note = made('li', { className: 'message waiting', tabIndex: -1 }, spinner, made('p', {}, say('working')))
    note.dataset.at = new Date().toISOString()
    note.dataset.author = ''
    waitingNotes.set(request, origin.log.whisper(note.outerHTML))
    announce(say('working'))
    const there = early.get(request)
    if (there) late({ request, answer: there }, origin)
  }

  /** The outcome of something that took longer. Other tabs hear of it too; only the one that asked shows it. */
  function late({ request, answer }: LateAnswer, fallback: Origin): void {
    if (sessionStorage.getItem(`${pendingKey}.${request}`) === null) {
      // Another tab's, or faster than the answer that says to wait for it.
      early.set(request, answer)
      return
    }
    sessionStorage.removeItem(`${pendingKey}.${request}`)
    waitingNotes.get(request)?.remove()
    waitingNotes.delete(request)
    const sent = sentForms.get(request)
    sentForms.delete(request)
    if (answer.kind === 'problems' && sent) {
      openedAgain(sent, answer)
      return
    }
    if (sent && answer.kind === 'whisper' && isRefusal(answer)) {
      openedAgain(sent, answer)
      return
    }
    if (sent && answer.kind !== 'form' && !asksBack(answer)) sent.form.finish()
    show(answer, sent?.origin ?? fallback, request)
  }

  function openedAgain(
    sent: { readonly html: string; readonly origin: Origin },
    answer: Whisper | (Answer & { readonly kind: 'problems' }),
  ): void {
    const form = openForm(sent.html, (filled, opened) => void submit(filled, opened, sent.origin))
    if (answer.kind === 'problems') form.problems(answer)
    else form.trouble(cardIn(answer.html))
  }

  async function act(path: string, body: Record<string, unknown>, origin: Origin, method: 'POST' | 'DELETE' = 'POST') {
    const id = newId()
    let away: (() => void) | undefined
    const waiting = (waits: boolean): void => {
      away?.()
      away = waits ? toast(say('waiting'), true) : undefined
    }
    const result = await send({ method, path, body: { id, ...body }, waiting })
    if (result.ok) show(result.value.answer, origin, id)
    else complain(result.trouble)
    return result
  }

  /** Runs something once however often its button is hit meanwhile. */
  async function once(button: HTMLElement, run: () => Promise<unknown>): Promise<void> {
    if (button.ariaBusy === 'true') return
    button.ariaBusy = 'true'
    try {
      await run()
    } finally {
      button.ariaBusy = null
    }
  }

  function placeOf(button: Element, origin: Origin) {
    const message = button.closest<HTMLElement>('.message')
    const { channel, thread } = message?.dataset ?? {}
    return { channel: channel ?? origin.channel, thread: message?.dataset.id ? thread : origin.thread }
  }

  onClick('[data-press]', (button) => {
    const press = JSON.parse(button.dataset.press ?? '{}') as Record<string, unknown>
    const confirm = button.dataset.confirm && (JSON.parse(button.dataset.confirm) as Confirm)
    const origin = shell.originOf(button)
    const message = button.closest<HTMLElement>('.message')?.dataset.id
    const card = message ? { card: { ...placeOf(button, origin), message } } : {}
    void once(button, async () => {
      if (confirm && !(await confirmed(confirm))) return
      await act('/presses', { ...press, ...card }, origin)
    })
  })
  onClick('[data-shortcut]', (button) => {
    const origin = shell.originOf(button)
    const message = button.closest<HTMLElement>('.message')?.dataset.id
    const body = { ...placeOf(button, origin), name: button.dataset.shortcut, message }
    void once(button, () => act('/shortcuts', body, origin))
  })
  onClick('[data-dismiss]', (button) => button.closest('.message')?.remove())

  const logOf = (element: Element): Log => shell.originOf(element).log
  return { act, once, late, open, show, logOf }
}

export type Acts = ReturnType<typeof createActs>

/** Told to the caller as something to mend: it belongs into the form, where what was typed still stands. */
const isRefusal = (answer: Whisper): boolean =>
  ['bad', 'attention'].includes(answer.card.tone) && !canBeAnswered(answer)

/** A question with buttons: the form may be wanted again. */
const asksBack = (answer: Answer): boolean => answer.kind === 'whisper' && canBeAnswered(answer)

type Whisper = Answer & { readonly kind: 'whisper' }

const canBeAnswered = ({ card }: Whisper): boolean =>
  card.blocks.some((block) => block.kind === 'actions' || block.kind === 'choices')

/** A refusal of the console itself, where it is seen. */
export function complain(trouble: Trouble): void {
  const text = `${trouble.says} ${trouble.hint}`.trim()
  if (text === '') return
  toast(text)
}

/** The card in a whisper, without what stands around it. */
const cardIn = (html: string): string => parsed(html).querySelector('.card')?.outerHTML ?? html

function troubleHtml({ says, hint }: Trouble): string {
  return made('div', { className: 'card tone-bad' }, made('p', { className: 'text' }, `${says} ${hint}`)).outerHTML
}

export type Sent = Result<{ readonly answer: Answer; readonly message?: MessageJson }>
