import { Refusal } from '../../kernel/errors.js'
import { oneLine } from '../../kernel/text.js'
import { environments, type ItemFields, itemStates, keyOf, levels } from '../item.js'
import { isRelationKind, type RelationKind, relationKinds } from '../relations.js'

/** An item as a file tells it, whatever the format. */
export interface ItemEntry {
  readonly kind: 'item'
  /** Counted from 1. */
  readonly line: number
  readonly key: string
  /** What is not among them stays as it is. */
  readonly fields: Partial<ItemFields>
  readonly relations: readonly EntryRelation[]
}

export interface EntryRelation {
  readonly kind: RelationKind
  readonly other: string
  readonly group?: string
  readonly enough?: number
}

/** A line that is not understood, as a Refusal that is not thrown. */
export interface EntryProblem {
  readonly kind: 'problem'
  readonly line: number
  readonly why: Refusal
}

export type Read = ItemEntry | EntryProblem

/** Reads a file from its beginning, as often as it is asked. */
export type Source = () => AsyncIterable<Read>

const texts = ['name', 'type', 'owner', 'team', 'supplier'] as const
const chosen = {
  state: itemStates,
  environment: environments,
  confidentiality: levels,
  integrity: levels,
  availability: levels,
} as const
const known = [...texts, ...Object.keys(chosen), 'attributes', 'relations']

/** An item of raw values: texts, numbers, booleans; attributes as a map, relations as they were read. */
export function entryOf(
  line: number,
  typedKey: string,
  raw: Readonly<Record<string, unknown>>,
  relations: readonly EntryRelation[] = [],
): Read {
  const wrong = (why: Refusal): EntryProblem => ({ kind: 'problem', line, why })
  const stranger = Object.keys(raw).find((name) => !known.includes(name))
  if (stranger !== undefined)
    return wrong(new Refusal('configuration.unknown_field', { field: stranger, known: known.join(', ') }))
  const fields: Record<string, unknown> = {}
  for (const name of texts) {
    const value = textOf(raw[name])
    if (value !== undefined) fields[name] = value
  }
  for (const [name, values] of Object.entries(chosen)) {
    const value = textOf(raw[name])?.replaceAll('_', ' ')
    if (value === undefined) continue
    if (!(values as readonly string[]).includes(value))
      return wrong(new Refusal('configuration.no_value', { field: name, typed: value, known: values.join(', ') }))
    fields[name] = value
  }
  if (raw.attributes !== undefined && raw.attributes !== null) {
    const attributes = attributesOf(raw.attributes)
    if (!attributes) return wrong(new Refusal('configuration.bad_map', { field: 'attributes' }))
    const odd = Object.keys(attributes).find((name) => !attributeName.test(name))
    if (odd !== undefined) return wrong(new Refusal('configuration.bad_attributes', { typed: odd }))
    fields.attributes = attributes
  }
  return { kind: 'item', line, key: keyOf(typedKey), fields, relations }
}

const attributeName = /^(?!__proto__$)[\p{L}\p{N}][\p{L}\p{N} ._-]{0,49}$/u

/** One line of text; nothing where the file says nothing. */
const textOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
  const text = oneLine(String(value))
  return text === '' ? undefined : text
}

function attributesOf(value: unknown): ItemFields['attributes'] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [oneLine(name), textOf(one) ?? '']))
}

/** `depends on` or `depends_on`. */
export function relationIn(typed: string): RelationKind | Refusal {
  const kind = oneLine(typed).replaceAll('_', ' ')
  return isRelationKind(kind)
    ? kind
    : new Refusal('configuration.no_relation', { typed, known: relationKinds.join(', ') })
}
