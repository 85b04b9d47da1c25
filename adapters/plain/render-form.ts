import type { Choice } from '../../src/chat/card.js'
import type { Field, Form } from '../../src/chat/form.js'
import type { Voice } from '../../src/chat/language.js'
import { unreachable } from '../../src/kernel/errors.js'
import { flat, inset } from './literal.js'
import type { Reader } from './reader.js'
import { renderCard } from './render-card.js'

/** A form as an opening and one numbered question a field. */
export interface PlainForm {
  readonly opening: string
  readonly questions: readonly string[]
}

export function renderForm(form: Form, voice: Voice, reader: Reader): PlainForm {
  const asked = askedIn(form)
  const away = form.fields.filter(({ kind }) => kind === 'files')
  const intro = (form.intro ?? []).map((line) => ({ kind: 'text', line }) as const)
  const head = renderCard({ title: [`${form.title} – ${form.submit}`], tone: 'plain', blocks: intro }, reader)
  return {
    opening: [
      head.text,
      voice.say('plain.form.how', { count: asked.length }),
      ...away.flatMap(({ label, hint }) => [
        voice.say('plain.form.files', { label: flat(label) }),
        ...(hint ? [inset(flat(hint))] : []),
      ]),
    ].join('\n'),
    questions: asked.map((field, at) => renderField(field, `${at + 1}/${asked.length}`, voice)),
  }
}

/** What can be answered in words. */
export const askedIn = ({ fields }: Form): readonly Asked[] => fields.filter((field) => field.kind !== 'files')

export type Asked = Exclude<Field, { readonly kind: 'files' }>

function renderField(field: Asked, position: string, voice: Voice): string {
  const remarks = [
    ...(field.optional ? [voice.say('plain.form.optional')] : []),
    ...(field.value ? [voice.say('plain.form.present', { value: flat(shownValue(field)) })] : []),
  ]
  return [
    `${position} ${flat(field.label)}${remarks.length > 0 ? ` (${remarks.join(', ')})` : ''}`,
    ...(field.hint ? [inset(flat(field.hint))] : []),
    ...ways(field, voice).map((way) => inset(way)),
  ].join('\n')
}

function ways(field: Asked, voice: Voice): readonly string[] {
  switch (field.kind) {
    case 'text':
      return [
        ...(field.placeholder ? [flat(field.placeholder)] : []),
        ...(field.lines === 'many' ? [voice.say('plain.form.many')] : []),
      ]
    case 'choice':
    case 'radio':
      return field.options.map(numbered)
    case 'person':
      return [voice.say('plain.form.person')]
    case 'moment':
      return [voice.say('plain.form.moment')]
    default:
      return unreachable(field)
  }
}

const numbered = (option: Choice, at: number): string =>
  `[${at + 1}] ${flat(option.label)}${option.detail ? ` – ${flat(option.detail)}` : ''}`

function shownValue(field: Asked): string {
  if (field.kind !== 'choice' && field.kind !== 'radio') return field.value ?? ''
  return field.options.find((option) => option.value === field.value)?.label ?? field.value ?? ''
}
