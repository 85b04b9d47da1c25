import { made, parsedAll } from './dom.js'
import type { Answer } from './server.js'
import { say } from './words.js'

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
export const controlsOf = (form: ParentNode): Control[] => [
  ...form.querySelectorAll<Control>('input, select, textarea'),
]

const fieldsOf = (form: ParentNode): HTMLElement[] => [...form.querySelectorAll<HTMLElement>('[data-field]')]

/** Shows what is wrong, at the fields and above them, and goes to the first of them. */
export function showProblems(form: HTMLFormElement, { fields, html }: Pick<Problems, 'fields' | 'html'>): void {
  for (const field of fieldsOf(form)) mark(field, fields[field.dataset.field ?? ''])
  const shown = fieldsOf(form).map((field) => field.dataset.field)
  const others = Object.entries(fields).filter(([name]) => !shown.includes(name))
  const summary = form.querySelector('.form-problems')
  summary?.replaceChildren(...parsedAll(html), ...others.map(([, sentence]) => made('p', {}, sentence)))
  const wrong = form.querySelector<HTMLElement>('[aria-invalid="true"]')
  if (wrong) {
    wrong.focus()
    wrong.closest('[data-field]')?.scrollIntoView({ block: 'center' })
  } else form.querySelector('.form-body')?.scrollTo({ top: 0 })
}

/** What is mended is not called wrong any longer; the sentence above goes with the last of them. */
export function forgiveWhatChanges(form: HTMLFormElement): void {
  form.addEventListener('input', (event) => {
    const field = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-field]') : null
    if (!field?.querySelector('[aria-invalid="true"]')) return
    mark(field, undefined)
    if (!form.querySelector('[aria-invalid="true"]')) form.querySelector('.form-problems')?.replaceChildren()
  })
}

/** A browser gives a date that was begun and not ended as none: it must not be sent as if it had been left empty. */
export function sayWhatIsHalf(form: HTMLFormElement): boolean {
  const half = controlsOf(form).filter((control) => control.validity.badInput)
  if (half.length === 0) return false
  showProblems(form, { fields: Object.fromEntries(half.map(({ name }) => [name, say('half')])), html: '' })
  return true
}

type Problems = Answer & { readonly kind: 'problems' }

function mark(field: HTMLElement, sentence: string | undefined): void {
  const place = field.querySelector<HTMLElement>('.problem')
  if (place) {
    place.textContent = sentence ?? ''
    place.hidden = sentence === undefined
  }
  for (const control of controlsOf(field)) control.setAttribute('aria-invalid', String(sentence !== undefined))
}
