import type { Choice } from '../../src/chat/card.js'
import type { Form } from '../../src/chat/form.js'
import type { Voice } from '../../src/chat/language.js'
import { length } from '../../src/kernel/text.js'
import { type Asked, askedIn } from './render-form.js'

/** A form that is being asked, question by question. A value: every answer makes the next one. */
export interface Asking {
  readonly form: Form
  /** The fields that are still to be asked; the first one is asked now. */
  readonly left: readonly Asked[]
  readonly values: Readonly<Record<string, string>>
  /** The lines of an answer of several lines, so far. */
  readonly lines: readonly string[]
}

export type Heard =
  /** `wrong` says why the same question stands again. */
  | { readonly kind: 'asking'; readonly asking: Asking; readonly wrong?: string }
  | { readonly kind: 'filled'; readonly form: Form; readonly values: Readonly<Record<string, string>> }

export const ask = (form: Form): Asking => ({ form, left: askedIn(form), values: {}, lines: [] })

/** Asks again for the fields that were wrong; the other answers stay. A problem that names no field asks for nothing. */
export const askAgain = (form: Form, values: Asking['values'], wrong: readonly string[]): Asking => ({
  form,
  left: askedIn(form).filter((field) => wrong.includes(field.name)),
  values,
  lines: [],
})

/** Takes one typed line as an answer, or a part of one, to the question that stands. */
export function hear(asking: Asking, typed: string, voice: Voice): Heard {
  const [field] = asking.left
  if (!field) return { kind: 'filled', form: asking.form, values: asking.values }
  const gathered = gather(field, asking.lines, typed)
  if (gathered.kind === 'more') return { kind: 'asking', asking: { ...asking, lines: gathered.lines } }
  const answer = settle(field, gathered.text, voice)
  if (answer.kind === 'wrong') return { kind: 'asking', asking: { ...asking, lines: [] }, wrong: answer.says }
  const { [field.name]: _former, ...others } = asking.values
  const values = answer.value === undefined ? others : { ...others, [field.name]: answer.value }
  const left = asking.left.slice(1)
  if (left.length === 0) return { kind: 'filled', form: asking.form, values }
  return { kind: 'asking', asking: { form: asking.form, left, values, lines: [] } }
}

/** An answer of several lines ends with a lone dot; a line of the text that begins with a dot is typed with two. */
function gather(
  field: Asked,
  lines: readonly string[],
  typed: string,
): { readonly kind: 'more'; readonly lines: readonly string[] } | { readonly kind: 'whole'; readonly text: string } {
  if (field.kind !== 'text' || field.lines === 'one') return { kind: 'whole', text: typed }
  if (lines.length === 0 && (typed === '' || typed === '-')) return { kind: 'whole', text: typed }
  if (typed === '.') return { kind: 'whole', text: lines.join('\n') }
  return { kind: 'more', lines: [...lines, typed.startsWith('..') ? typed.slice(1) : typed] }
}

type Answer =
  | { readonly kind: 'right'; readonly value: string | undefined }
  | { readonly kind: 'wrong'; readonly says: string }

function settle(field: Asked, typed: string, voice: Voice): Answer {
  if (typed === '-' && field.optional) return { kind: 'right', value: undefined }
  if (typed === '' && field.value) return { kind: 'right', value: field.value }
  if (typed === '' && field.optional) return { kind: 'right', value: undefined }
  if (typed.trim() === '' || typed === '-') return { kind: 'wrong', says: voice.say('plain.form.required') }
  if (field.kind === 'choice' || field.kind === 'radio') {
    const picked = pick(field.options, typed.trim())
    return picked ? { kind: 'right', value: picked.value } : { kind: 'wrong', says: voice.say('plain.form.pick') }
  }
  if (field.kind === 'text' && length(typed) > field.limit) {
    return { kind: 'wrong', says: voice.say('plain.form.long', { length: length(typed), limit: field.limit }) }
  }
  return { kind: 'right', value: typed }
}

/** By the number shown, else by value, else by label. */
function pick(options: readonly Choice[], typed: string): Choice | undefined {
  const low = typed.toLowerCase()
  return (
    (/^\d+$/.test(typed) ? options[Number(typed) - 1] : undefined) ??
    options.find((option) => option.value === typed) ??
    options.find((option) => option.label.toLowerCase() === low)
  )
}
