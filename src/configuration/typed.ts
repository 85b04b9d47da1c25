import { Refusal } from '../kernel/errors.js'
import { oneLine } from '../kernel/text.js'
import {
  type Environment,
  environments,
  type Item,
  type ItemFields,
  type ItemState,
  itemStates,
  type Level,
  levels,
} from './item.js'
import { type RelationKind, relationKinds } from './relations.js'

/** What commands take, as words without spaces, and what they mean. */

const wordOf = (name: string): string => name.replaceAll(' ', '_')

export const stateWords: readonly string[] = itemStates.map(wordOf)
export const kindWords: readonly string[] = relationKinds.map(wordOf)

/** The state behind a word of `stateWords`. */
export const stateNamed = (word: string | undefined): ItemState | undefined =>
  itemStates.find((state) => wordOf(state) === word)

/** The kind behind a word of `kindWords`. */
export function kindNamed(word: string): RelationKind {
  const kind = relationKinds.find((one) => wordOf(one) === word)
  if (!kind) throw new Error(`${word} is no kind of relation`)
  return kind
}

const oneOf = <T extends string>(all: readonly T[], word: string | undefined): T | undefined =>
  all.find((one) => one === word)

/** The arguments that entering and changing have in common. */
export interface TypedFields {
  readonly name?: string
  readonly type?: string
  readonly state?: string
  readonly owner?: string
  readonly team?: string
  readonly supplier?: string
  readonly environment?: string
  readonly confidentiality?: string
  readonly integrity?: string
  readonly availability?: string
  readonly attributes?: string
}

/** The fields that were typed; the others are left out. */
export function fieldsTyped(typed: TypedFields): Partial<ItemFields> {
  const { name, type, owner, team, supplier, attributes } = typed
  const state = stateNamed(typed.state)
  const environment: Environment | undefined = oneOf(environments, typed.environment)
  const level = (word: string | undefined): Level | undefined => oneOf(levels, word)
  const fields: Partial<ItemFields> = {
    ...(name === undefined ? {} : { name: oneLine(name) }),
    ...(type === undefined ? {} : { type }),
    ...(state === undefined ? {} : { state }),
    owner,
    team,
    supplier,
    environment,
    confidentiality: level(typed.confidentiality),
    integrity: level(typed.integrity),
    availability: level(typed.availability),
    ...(attributes === undefined ? {} : { attributes: attributesIn(attributes) }),
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** `model=AP22, floor=2`, with commas or on lines of their own. Refuses what is no pair. */
export function attributesIn(typed: string): Readonly<Record<string, string>> {
  const pairs = typed
    .split(/\n|[,;](?=\s*[\p{L}\p{N}][\p{L}\p{N} ._-]{0,49}?\s*[=:])/u)
    .map(oneLine)
    .filter((pair) => pair !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value = ''] = /^([\p{L}\p{N}][\p{L}\p{N} ._-]{0,49}?)\s*[=:]\s*(.*)$/u.exec(pair) ?? []
      if (name === undefined || name === '__proto__')
        throw new Refusal('configuration.bad_attributes', { typed: pair }, 'attributes')
      return [name, value] as const
    }),
  )
}

/** How many of a group have to be left, as it was typed. */
export function enoughTyped(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined
  if (!/^[1-9]\d{0,3}$/.test(typed.trim())) throw new Refusal('configuration.bad_enough', { typed }, 'enough')
  return Number(typed)
}

/** The other way round: an item as it would be typed. */
export function typedOf(item: Item): Readonly<Record<string, string>> {
  const { key, name, type, owner, team, supplier, environment, confidentiality, integrity, availability } = item
  const fields = { name, type, team, supplier, environment, confidentiality, integrity, availability }
  const attributes = Object.entries(item.attributes).map(([label, value]) => `${label}=${value}`)
  return {
    item: key,
    state: wordOf(item.state),
    ...Object.fromEntries(
      Object.entries(fields).flatMap(([label, value]) => (value === undefined ? [] : [[label, value]])),
    ),
    ...(owner === undefined ? {} : { owner: `@${owner}` }),
    ...(attributes.length > 0 ? { attributes: attributes.join('\n') } : {}),
  }
}
