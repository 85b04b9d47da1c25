import type { Tone } from '../chat/card.js'
import type { Named, Organisation } from '../organisation/index.js'

/** What can be said of an item. Its key is what people type: a small word that no other item bears. */
export interface ItemFields {
  readonly name: string
  /** One of `itemTypes`, or of the desk file's own. */
  readonly type: string
  readonly state: ItemState
  /** A person's id. */
  readonly owner?: string | undefined
  readonly team?: string | undefined
  readonly supplier?: string | undefined
  readonly environment?: Environment | undefined
  readonly confidentiality?: Level | undefined
  readonly integrity?: Level | undefined
  readonly availability?: Level | undefined
  readonly attributes: Readonly<Record<string, string>>
}

export interface Item extends ItemFields {
  /** 0 for a service of the desk file that nothing was ever related to. */
  readonly id: number
  readonly key: string
  readonly version: number
  readonly madeAt: Date
  readonly changedAt: Date
}

export const itemStates = ['planned', 'in use', 'in repair', 'retired'] as const
export type ItemState = (typeof itemStates)[number]

/** How a card about an item in this state looks. */
export const tones = {
  planned: 'plain',
  'in use': 'plain',
  'in repair': 'attention',
  retired: 'muted',
} as const satisfies Record<ItemState, Tone>

export const environments = ['production', 'test', 'development'] as const
export type Environment = (typeof environments)[number]

export const levels = ['low', 'medium', 'high'] as const
export type Level = (typeof levels)[number]

/** What is known without a desk file. A service's key is its id there. */
export const itemTypes = [
  'service',
  'application',
  'database',
  'server',
  'computer',
  'network',
  'line',
  'device',
  'building',
  'contract',
  'document',
] as const

/** All types that an item may have, with what they are called where that stands in the desk file. */
export const typesIn = ({
  configuration,
}: Pick<Organisation, 'configuration'>): ReadonlyMap<string, Named | undefined> =>
  new Map<string, Named | undefined>([
    ...itemTypes.map((type) => [type, undefined] as const),
    ...[...configuration.types].map(([id, { name }]) => [id, name] as const),
  ])

export const keyPattern = /^[a-z0-9][a-z0-9._-]{0,49}$/

/** A key as somebody typed it. */
export const keyOf = (typed: string): string => typed.trim().toLowerCase()

/** Several of them, with spaces or commas between them. */
export const keysOf = (typed: string): readonly string[] => [
  ...new Set(typed.split(/[\s,;]+/).flatMap((word) => (word === '' ? [] : [keyOf(word)]))),
]

/** All fields but the attributes, in the order in which they are told. */
export const fieldNames = [
  'name',
  'type',
  'state',
  'owner',
  'team',
  'supplier',
  'environment',
  'confidentiality',
  'integrity',
  'availability',
] as const satisfies readonly (keyof ItemFields)[]
