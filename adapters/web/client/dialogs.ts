import { byId, made, parsed, parsedAll } from './dom.js'
import { type Picked, pickedIn } from './hand-in.js'
import { narrowMenus } from './narrow.js'
import { controlsOf, forgiveWhatChanges, sayWhatIsHalf, showProblems } from './problems.js'
import type { Answer } from './server.js'
import { setTimes } from './times.js'
import { say } from './words.js'

export interface Confirm {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
}

/** Asks before something is done. */
export function confirmed({ title, text, yes, no }: Confirm): Promise<boolean> {
  const dialog = byId<HTMLDialogElement>('confirm')
  const refuse = made('button', { type: 'submit', className: 'button', value: 'no' }, no)
  const accept = made('button', { type: 'submit', className: 'button danger solid', value: 'yes' }, yes)
  const body = made('div', { className: 'form-body' }, made('p', { id: 'confirm-text' }, text))
  const head = made('header', { className: 'form-head' }, made('h2', { id: 'confirm-title' }, title))
  const foot = made('footer', { className: 'form-foot' }, refuse, accept)
  dialog.replaceChildren(made('form', { method: 'dialog', className: 'form' }, head, body, foot))
  dialog.returnValue = ''
  dialog.showModal()
  refuse.focus()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true })
  })
}

/** What a form is submitted with. */
export interface Filled {
  readonly command: string
  readonly args: Readonly<Record<string, string>>
  readonly picked: Picked
  readonly seen?: number
}

export interface OpenForm {
  readonly html: string
  /** Shows what is wrong, at the fields. */
  problems(answer: Answer & { readonly kind: 'problems' }): void
  /** Shows a refusal above the fields and keeps everything that was typed. */
  trouble(html: string): void
  busy(state: string | undefined): void
  /** Done: what was typed need not be kept. */
  finish(): void
  /** Done, and the next step takes its place. */
  forget(): void
  /** Away for now; what was typed is kept. */
  shut(): void
  readonly isOpen: () => boolean
}

interface Known {
  readonly command: string
  readonly known: Readonly<Record<string, string>>
  readonly seen?: number
}

/** Opens a form, with what was typed into it before and not yet sent. */
export function openForm(html: string, submitted: (filled: Filled, form: OpenForm) => void): OpenForm {
  const dialog = byId<HTMLDialogElement>('form')
  const form = parsed(html) as HTMLFormElement
  const known = JSON.parse(form.dataset.form ?? '{}') as Known
  const draft = `frontdesk.draft.${known.command}.${JSON.stringify(known.known)}`
  const keep = (): void => sessionStorage.setItem(draft, JSON.stringify(valuesOf(form)))
  let working = false

  setTimes(form)
  setMoments(form)
  narrowMenus(form)
  restore(form, JSON.parse(sessionStorage.getItem(draft) ?? '{}'))
  countCharacters(form)
  forgiveWhatChanges(form)
  sendByKeys(form)
  form.addEventListener('input', keep)
  form.addEventListener('change', keep)

  const open: OpenForm = {
    html,
    isOpen: () => dialog.open && dialog.contains(form),
    problems(answer) {
      showProblems(form, answer)
    },
    trouble(markup) {
      form.querySelector('.form-problems')?.replaceChildren(...parsedAll(markup))
      form.querySelector('.form-body')?.scrollTo({ top: 0 })
    },
    busy(state) {
      working = state !== undefined
      form.classList.toggle('working', working)
      for (const button of form.querySelectorAll<HTMLButtonElement>('[type=submit]'))
        button.ariaDisabled = String(working)
      const note = form.querySelector('.form-state')
      if (note) note.textContent = state ?? ''
    },
    forget() {
      sessionStorage.removeItem(draft)
    },
    shut() {
      if (dialog.contains(form)) dialog.close()
    },
    finish() {
      sessionStorage.removeItem(draft)
      if (dialog.contains(form)) dialog.close()
    },
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (working || sayWhatIsHalf(form)) return
    const args = { ...known.known, ...argsOf(form) }
    const picked = pickedIn(form)
    submitted({ command: known.command, args, picked, ...(known.seen === undefined ? {} : { seen: known.seen }) }, open)
  })
  for (const button of form.querySelectorAll('[data-shut]')) button.addEventListener('click', () => dialog.close())

  const opener = dialog.open ? undefined : document.activeElement
  dialog.replaceChildren(form)
  if (!dialog.open) {
    dialog.showModal()
    dialog.addEventListener('close', () => backTo(opener), { once: true })
  }
  firstControl(form)?.focus()
  return open
}

/** Control or Command and Enter sends from wherever one is; in a longer text Enter alone begins a new line. */
function sendByKeys(form: HTMLFormElement): void {
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
}

function backTo(opener: Element | null | undefined): void {
  const there = opener instanceof HTMLElement && opener.isConnected && opener !== document.body
  const to = there ? opener : document.getElementById('compose-channel-text')
  to?.focus()
}

function firstControl(form: HTMLElement): HTMLElement | undefined {
  const all = controlsOf(form)
  return all.find((control) => control.value === '' || control.type === 'radio') ?? all[0]
}

/** What stands in the fields, as it was typed. */
function valuesOf(form: HTMLFormElement): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') values[name] = value
  return values
}

/** The same as arguments: what is empty is absent, and an instant is ISO in UTC. */
function argsOf(form: HTMLFormElement): Record<string, string> {
  const args: Record<string, string> = {}
  for (const [name, value] of Object.entries(valuesOf(form))) {
    if (value.trim() === '') continue
    const field = form.elements.namedItem(name)
    args[name] = field instanceof HTMLInputElement && field.dataset.moment !== undefined ? inUtc(value) : value
  }
  return args
}

const inUtc = (local: string): string => {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? local : at.toISOString()
}

/** An instant travels in UTC and is filled in here in the reader's own zone. */
function setMoments(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll<HTMLInputElement>('[data-moment]')) {
    const at = new Date(input.dataset.moment ?? '')
    if (Number.isNaN(at.getTime())) continue
    const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
    input.value = local.toISOString().slice(0, 16)
  }
}

function restore(form: HTMLFormElement, values: Readonly<Record<string, string>>): void {
  for (const control of controlsOf(form)) {
    const value = values[control.name]
    if (value === undefined) continue
    if (control instanceof HTMLInputElement && control.type === 'radio') control.checked = control.value === value
    else control.value = value
  }
  form.dispatchEvent(new Event('restored'))
}

/** Tells how much room is left, once it becomes little. Nothing is cut off: the sentence says that it is too much. */
function countCharacters(form: HTMLFormElement): void {
  for (const control of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-limit]')) {
    const limit = Number(control.dataset.limit)
    const note = made('p', { className: 'count' })
    control.after(note)
    const count = (): void => {
      const left = limit - [...control.value].length
      note.textContent =
        left < 0 ? say('over', { count: -left }) : left <= limit * 0.2 ? say('left', { count: left }) : ''
      note.classList.toggle('over', left < 0)
    }
    control.addEventListener('input', count)
    count()
  }
}
