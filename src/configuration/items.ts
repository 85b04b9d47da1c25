import { nearestWord } from '../chat/near.js'
import { Refusal } from '../kernel/errors.js'
import type { Organisation } from '../organisation/index.js'
import type { Reader } from '../store/index.js'
import { type Item, type ItemState, keyOf } from './item.js'
import { itemTable } from './table.js'

/**
 * Items by their keys. Services of the desk file are items without being entered: what the file says of them counts, and
 * a row stands for them once something was related to them.
 */

/** What reading items takes: where they stand, and the desk file in force. */
export interface Register {
  readonly reader: Reader
  readonly organisation: Organisation
}

/** So many marks in one statement are safe on both databases. */
const atOnce = 500

/** Those of these keys that there are. */
export async function itemsByKey(
  { reader, organisation }: Register,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Item>> {
  const wanted = [...new Set(keys.map(keyOf))]
  const rows = new Map<string, Item>()
  for (let from = 0; from < wanted.length; from += atOnce) {
    const some = wanted.slice(from, from + atOnce)
    const marks = some.map(() => '?').join(', ')
    for (const row of await reader.select(itemTable, `WHERE t."key" IN (${marks})`, some)) rows.set(row.key, row)
  }
  return new Map(
    wanted.flatMap((key) => {
      const item = asNow(organisation, key, rows.get(key))
      return item ? [[key, item] as const] : []
    }),
  )
}

export async function itemsById({ reader, organisation }: Register, ids: readonly number[]): Promise<readonly Item[]> {
  const found: Item[] = []
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce)
    const marks = some.map(() => '?').join(', ')
    const rows = await reader.select(itemTable, `WHERE t."id" IN (${marks})`, some)
    found.push(...rows.map((row) => asNow(organisation, row.key, row) as Item))
  }
  return found
}

/** One item; a Refusal with what was probably meant where there is none. `field` is the argument that named it. */
export async function itemOf(register: Register, key: string, field = 'item'): Promise<Item> {
  const [item] = await allOf(register, [key], field)
  return item as Item
}

/** All of these; a Refusal that names the first one that there is not. */
export async function allOf(register: Register, keys: readonly string[], field = 'items'): Promise<readonly Item[]> {
  if (keys.length === 0) throw new Refusal('configuration.which', {}, field)
  const found = await itemsByKey(register, keys)
  const missing = keys.find((key) => !found.has(keyOf(key)))
  if (missing !== undefined) throw await unknownItem(register, missing, field)
  return [...found.values()]
}

async function unknownItem(register: Register, typed: string, field: string): Promise<Refusal> {
  const start = keyOf(typed).slice(0, 1).replace(/[!%_]/g, '!$&')
  const rows = await register.reader.rows<{ key: string }>(
    `SELECT "key" FROM "item" WHERE "key" LIKE ? ESCAPE '!' ORDER BY "key" LIMIT 500`,
    [`${start}%`],
  )
  const near = nearestWord(typed, [...rows.map(({ key }) => key), ...register.organisation.services.keys()])
  return near === undefined
    ? new Refusal('configuration.unknown', { key: typed }, field)
    : new Refusal('configuration.unknown_near', { key: typed, near }, field)
}

export interface Sought {
  /** Words that stand in the key, the name, the owner's or the supplier's id, or an attribute; all of them. */
  readonly words?: string | undefined
  readonly type?: string | undefined
  readonly team?: string | undefined
  readonly state?: ItemState | undefined
  readonly limit: number
  readonly offset?: number
}

/** Items that fit, by their keys; retired ones only where they are asked for. */
export async function findItems(register: Register, sought: Sought): Promise<readonly Item[]> {
  const { limit, offset = 0 } = sought
  const { sql, params } = conditionsOf(sought)
  const byKey = register.reader.dialect === 'postgres' ? 't."key" COLLATE "C"' : 't."key"'
  const rows = await register.reader.select(itemTable, `WHERE ${sql} ORDER BY ${byKey} LIMIT ?`, [
    ...params,
    limit + offset,
  ])
  const own = rows.map((row) => asNow(register.organisation, row.key, row) as Item)
  const services = await unentered(register, sought)
  const all = [...own, ...services].toSorted((a, b) => (a.key < b.key ? -1 : 1))
  return all.slice(offset, offset + limit)
}

function conditionsOf({ words = '', type, team, state }: Sought) {
  const conditions = [state === undefined ? `t."state" <> 'retired'` : 't."state" = ?']
  const params: unknown[] = state === undefined ? [] : [state]
  for (const [column, value] of Object.entries({ type, team })) {
    if (value === undefined) continue
    conditions.push(`t."${column}" = ?`)
    params.push(value)
  }
  for (const word of wordsIn(words)) {
    const columns = ['key', 'name', 'owner', 'supplier', 'attributes']
    conditions.push(`(${columns.map((column) => `lower(coalesce(t."${column}", '')) LIKE ? ESCAPE '!'`).join(' OR ')})`)
    params.push(...columns.map(() => `%${word.replace(/[!%_]/g, '!$&')}%`))
  }
  return { sql: conditions.join(' AND '), params }
}

const wordsIn = (typed: string): readonly string[] =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')

/** The services of the desk file for which no row stands yet. */
async function unentered(register: Register, { words = '', type, team, state }: Sought): Promise<readonly Item[]> {
  if ((type !== undefined && type !== 'service') || (state !== undefined && state !== 'in use')) return []
  const ids = [...register.organisation.services.keys()]
  const all = await itemsByKey(register, ids)
  return [...all.values()].filter(
    (item) =>
      item.id === 0 &&
      (team === undefined || item.team === team) &&
      wordsIn(words).every((word) => `${item.key} ${item.name} ${item.owner ?? ''}`.toLowerCase().includes(word)),
  )
}

const long = new Date(0)

/** An item as it is now: of a service, what the desk file says. */
function asNow({ services, language }: Organisation, key: string, row: Item | undefined): Item | undefined {
  const service = services.get(key)
  if (!service || (row && row.type !== 'service')) return row
  const { name, owner, team } = service
  const bare = { id: 0, version: 0, attributes: {}, madeAt: long, changedAt: long }
  return { ...bare, ...row, key, name: name[language], type: 'service', state: 'in use', owner, team }
}
