import type { Agreement } from '../organisation/index.js'
import { type Impact, type Limits, type Need, wayTo } from './impact.js'
import type { Item } from './item.js'
import { allOf, itemsByKey, type Register } from './items.js'
import { foundationsOf, impactOn } from './needs.js'
import { sufferer } from './relations.js'

/** An item in a few words. */
export type Brief = Pick<Item, 'id' | 'key' | 'name' | 'type'>

/** One step of a way: `item` kind `other`, in the words of the relation. */
export interface WayStep {
  readonly item: Brief
  readonly kind: Need['kind']
  readonly other: Brief
}

export interface HitItem extends Brief {
  /** Steps from what fails; what fails itself is at 0. */
  readonly depth: number
}

export interface WeakenedItem extends Brief {
  readonly group: string
  /** How many alternatives are left, and how many it needs. */
  readonly left: number
  readonly enough: number
}

/** What happens when items fail, as far as the register knows. */
export interface ImpactOf {
  /** What was asked about. */
  readonly failed: readonly Item[]
  /** Everything that fails with it, those at the start included, the nearest first. */
  readonly hits: readonly HitItem[]
  /** The services among them: ids of the desk file, or keys. */
  readonly services: readonly HitItem[]
  /** What goes on with fewer alternatives than it had. */
  readonly weakened: readonly WeakenedItem[]
  /** Promises to customers that are at risk. */
  readonly agreements: readonly Agreement[]
  /** By what the answer was cut short while there was more to be found. */
  readonly cut?: Impact['cut']
  /** How the failure comes to an item, the first step at what failed: of several ways the shortest. */
  way(id: number): readonly WayStep[]
}

/** A change of so many items is looked at no further than this, unless told. */
export const usualLimits: Limits = { depth: 25, count: 10_000 }

/** What is hit when these items fail; a Refusal for a key that there is not. */
export async function impactOf(
  register: Register,
  keys: readonly string[],
  limits: Limits = usualLimits,
): Promise<ImpactOf> {
  const { reader } = register
  const failed = await allOf(register, keys)
  const impact = await impactOn(
    reader,
    failed.map(({ id }) => id),
    limits,
  )
  const weak = impact.weakened.map(({ item }) => item)
  const briefs = await briefsOf(register, [...impact.hits.keys(), ...weak])
  const brief = (id: number): Brief => briefs.get(id) ?? { id, key: String(id), name: String(id), type: '' }
  const bare = failed.filter(({ id }) => id === 0).map((item): HitItem => ({ ...item, depth: 0 }))
  const hits = [...bare, ...[...impact.hits.values()].map(({ item, depth }) => ({ ...brief(item), depth }))]
  const services = hits.filter(({ type }) => type === 'service')
  return {
    failed,
    hits,
    services,
    weakened: impact.weakened.map(({ item, group, left, enough }) => ({ ...brief(item), group, left, enough })),
    agreements: agreementsFor(register, services),
    ...(impact.cut ? { cut: impact.cut } : {}),
    way: (id) => wayTo(impact, id).map(({ item, on, kind }) => stepOf(brief(item), brief(on), kind)),
  }
}

const stepOf = (item: Brief, on: Brief, kind: Need['kind']): WayStep =>
  sufferer[kind as keyof typeof sufferer] === 'to' ? { item: on, kind, other: item } : { item, kind, other: on }

/** The keys of everything that fails when these items do, themselves included. Unknown keys are left out. */
export async function dependents(
  register: Register,
  keys: readonly string[],
  limits: Limits = usualLimits,
): Promise<ReadonlySet<string>> {
  const items = await known(register, keys)
  if (items.length === 0) return new Set()
  return new Set((await impactOf(register, items, limits)).hits.map(({ key }) => key))
}

/** The keys of everything that these items rest on, themselves included, alternatives too. Unknown keys are left out. */
export async function dependencies(
  register: Register,
  keys: readonly string[],
  limits: Limits = usualLimits,
): Promise<ReadonlySet<string>> {
  const items = await known(register, keys)
  if (items.length === 0) return new Set()
  const found = await allOf(register, items)
  const down = await foundationsOf(
    register.reader,
    found.map(({ id }) => id),
    limits,
  )
  const briefs = await briefsOf(register, [...down.hits.keys()])
  return new Set([...items, ...[...briefs.values()].map(({ key }) => key)])
}

const known = async (register: Register, keys: readonly string[]): Promise<readonly string[]> => [
  ...(await itemsByKey(register, keys)).keys(),
]

type Raw = readonly [id: number, key: string, name: string, type: string]

/** By their ids. The ids are one parameter and the answer one text, which is far cheaper than as many marks and rows. */
export async function briefsOf(
  { reader, organisation }: Register,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Brief>> {
  const sql =
    reader.dialect === 'sqlite'
      ? `SELECT json_group_array(json_array(t."id", t."key", t."name", t."type")) AS "items"
         FROM json_each(?) f CROSS JOIN "item" t ON t."id" = f.value`
      : `SELECT coalesce(json_agg(json_build_array(t."id", t."key", t."name", t."type")), '[]')::text AS "items"
         FROM json_array_elements_text(?::json) f JOIN "item" t ON t."id" = f.value::integer`
  const [row] = await reader.rows<{ items: string }>(sql, [JSON.stringify([...new Set(ids)])])
  return new Map(
    (JSON.parse(row?.items ?? '[]') as readonly Raw[]).map(([id, key, name, type]) => {
      const service = type === 'service' ? organisation.services.get(key) : undefined
      return [id, { id, key, name: service?.name[organisation.language] ?? name, type }]
    }),
  )
}

/** The promises to customers that are about one of these services, or about all. */
function agreementsFor({ organisation }: Register, services: readonly Brief[]): readonly Agreement[] {
  if (services.length === 0) return []
  const hit = new Set(services.map(({ key }) => key))
  return [...organisation.agreements.values()].filter(
    ({ kind, state, services: about }) =>
      kind === 'sla' && state === 'active' && (about === undefined || about.some((service) => hit.has(service))),
  )
}
