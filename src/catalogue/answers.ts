import type { Language } from '../chat/language.js'
import { Refusal } from '../kernel/errors.js'
import { length } from '../kernel/text.js'
import type { CatalogueField, CatalogueItem } from '../organisation/index.js'
import { folded } from './folded.js'

/** What somebody answered, by the ids of the fields. A moment is an ISO instant, a person an id, a choice one of its options. */
export type Answers = Readonly<Record<string, string>>

/** Whether a field is asked, by what was answered before it. */
const isAsked = ({ when }: CatalogueField, answers: Answers): boolean =>
  when === undefined || when.is.includes(answers[when.field] ?? '')

/** The fields that are asked, given these answers: in the item's order, those that hang on others not answered left out. */
export function fieldsAsked({ fields }: Pick<CatalogueItem, 'fields'>, answers: Answers): readonly CatalogueField[] {
  const asked: CatalogueField[] = []
  const seen: Record<string, string> = {}
  for (const field of fields) {
    if (!isAsked(field, seen)) continue
    asked.push(field)
    const answer = answers[field.id]
    if (answer !== undefined) seen[field.id] = answer
  }
  return asked
}

/**
 * The answers as an order keeps them, in the order of the fields; what is not asked is left out. Refuses with
 * `catalogue.answer_…` and the field's id: what is missing, and what breaks the rule of its field.
 */
export function answersTo(item: CatalogueItem, given: Answers, language: Language): Answers {
  const strange = Object.keys(given).find((id) => !item.fields.some((field) => field.id === id))
  if (strange !== undefined)
    throw new Refusal('catalogue.answer_unknown', {
      typed: strange,
      item: item.name[language],
      known: item.fields.map(({ id }) => id).join(', ') || '–',
    })
  const kept: Record<string, string> = {}
  for (const field of item.fields) {
    if (!isAsked(field, kept)) continue
    const answer = (given[field.id] ?? '').trim()
    if (answer !== '') kept[field.id] = answerIn(field, answer, language)
    else if (field.required) throw new Refusal('catalogue.answer_missing', { label: field.label[language] }, field.id)
  }
  return kept
}

function answerIn(field: CatalogueField, typed: string, language: Language): string {
  switch (field.kind) {
    case 'number':
      return numberIn(field, typed, language)
    case 'choice':
      return choiceIn(field, typed, language)
    case 'text':
    case 'paragraph':
      return textIn(field, typed, language)
    case 'moment':
    case 'person':
      return typed
  }
}

function refused(
  field: CatalogueField,
  code: string,
  language: Language,
  more: Readonly<Record<string, string | number>> = {},
) {
  return new Refusal(`catalogue.answer_${code}`, { label: field.label[language], ...more }, field.id)
}

function numberIn(field: CatalogueField, typed: string, language: Language): string {
  const { min, max } = field
  const number = Number(typed.replace(/^(-?\d+),(\d+)$/, '$1.$2'))
  if (!/^-?\d/.test(typed) || !Number.isFinite(number)) throw refused(field, 'number', language)
  if (min !== undefined && number < min) throw refused(field, 'small', language, { limit: min })
  if (max !== undefined && number > max) throw refused(field, 'large', language, { limit: max })
  return String(number)
}

function choiceIn(field: CatalogueField, typed: string, language: Language): string {
  const wanted = folded(typed)
  const found = [...field.options].find(([id, { en, da }]) => [id, en, da].some((word) => folded(word) === wanted))
  if (found) return found[0]
  const known = [...field.options.values()].map((name) => name[language]).join(', ')
  throw refused(field, 'choice', language, { typed, known })
}

function textIn(field: CatalogueField, typed: string, language: Language): string {
  const { pattern, min, max, help } = field
  const long = length(typed)
  if (min !== undefined && long < min) throw refused(field, 'short', language, { limit: min })
  if (long > (max ?? mostText)) throw refused(field, 'long', language, { limit: max ?? mostText })
  if (pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(typed)) return typed
  if (help) throw refused(field, 'pattern', language, { typed, help: help[language] })
  throw refused(field, 'pattern_bare', language, { typed })
}

/** A text that sets no limit of its own. */
const mostText = 1_000

/** An answer as it is shown where neither people nor instants are looked up. */
export const answerText = (field: CatalogueField | undefined, answer: string, language: Language): string =>
  field?.options.get(answer)?.[language] ?? answer
