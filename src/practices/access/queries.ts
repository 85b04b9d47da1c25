import type { Caller } from '../../people/index.js'
import type { Reader } from '../../store/index.js'
import { type Held, type RightRow, rightTable } from './table.js'

/** What the register of rights is asked. */

/** Those that let their person do something, or are about to. */
export const had: readonly Held[] = ['granting', 'granted', 'restricted', 'removing']

const marks = (all: readonly unknown[]): string => all.map(() => '?').join(', ')

export const rowOfRecord = (reader: Reader, record: number): Promise<RightRow | undefined> =>
  reader.one(rightTable, { record })

/** What somebody has of a right, or has asked for. */
export async function liveRow(reader: Reader, person: string, right: string): Promise<RightRow | undefined> {
  const [row] = await reader.select(rightTable, `WHERE t."person" = ? AND t."right" = ? AND t."state" <> 'ended'`, [
    person,
    right,
  ])
  return row
}

/** Which of these rights somebody has. */
export async function heldOf(reader: Reader, person: string, rights: readonly string[]): Promise<readonly RightRow[]> {
  if (rights.length === 0) return []
  return reader.select(
    rightTable,
    `WHERE t."person" = ? AND t."right" IN (${marks(rights)}) AND t."state" IN (${marks(had)}) ORDER BY t."id"`,
    [person, ...rights, ...had],
  )
}

/** Everything that people have now, in the order of people; `service` narrows it. */
export const allHeld = (reader: Reader, service?: string): Promise<readonly RightRow[]> =>
  reader.select(
    rightTable,
    `WHERE t."state" IN ('granted', 'restricted')${service === undefined ? '' : ' AND t."service" = ?'} ORDER BY t."person", t."id"`,
    service === undefined ? [] : [service],
  )

/** Those whose end is not after an instant, the first first. */
export const endingBy = (
  reader: Reader,
  at: Date,
  { behind, limit }: { readonly behind: number; readonly limit: number },
): Promise<readonly RightRow[]> =>
  reader.select(
    rightTable,
    `WHERE t."state" IN ('granted', 'restricted') AND t."until" <= ? AND t."id" > ? ORDER BY t."id" LIMIT ?`,
    [at.toISOString(), behind, limit],
  )

/** Whose rights somebody may see: their own, those of the people they lead, and those of the services they answer for. */
export interface Sight {
  readonly all: boolean
  readonly services: readonly string[]
  readonly people: readonly string[]
}

/** `led` are the members of the teams that the caller leads. */
export function sightOf({ grants, linked, vouched, person }: Caller, led: readonly string[]): Sight {
  if (!linked && !vouched) return { all: false, services: [], people: [] }
  const answering = grants.filter(({ role }) => role === 'service owner' || role === 'admin' || role === 'security')
  const all = answering.some(({ service }) => service === undefined)
  const services = answering.flatMap(({ service }) => service ?? [])
  return { all, services: [...new Set(services)], people: [...new Set([person.id, ...led])] }
}

export const isSeen = ({ person, service }: RightRow, sight: Sight): boolean =>
  sight.all || sight.services.includes(service) || sight.people.includes(person)

export interface Wanted {
  readonly service?: string | undefined
  readonly right?: string | undefined
  readonly person?: string | undefined
  readonly shows: 'current' | 'ending' | 'asked' | 'ended'
  readonly now: Date
  readonly limit: number
  readonly offset: number
}

const shown: Readonly<Record<Wanted['shows'], string>> = {
  current: `t."state" IN ('granting', 'granted', 'restricted', 'removing')`,
  ending: `t."state" IN ('granted', 'restricted') AND t."until" IS NOT NULL`,
  asked: `t."state" = 'asked'`,
  ended: `t."state" = 'ended'`,
}

const orders: Readonly<Record<Wanted['shows'], string>> = {
  current: 't."right", t."person", t."id"',
  ending: 't."until", t."id"',
  asked: 't."id"',
  ended: 't."ended_at" DESC, t."id" DESC',
}

/** What somebody may see of the register. */
export function registerOf(reader: Reader, sight: Sight, wanted: Wanted): Promise<readonly RightRow[]> {
  const conditions: string[] = [shown[wanted.shows]]
  const params: unknown[] = []
  if (!sight.all) {
    const { services, people } = sight
    const whose = [
      ...(services.length > 0 ? [`t."service" IN (${marks(services)})`] : []),
      ...(people.length > 0 ? [`t."person" IN (${marks(people)})`] : []),
    ]
    conditions.push(whose.length > 0 ? `(${whose.join(' OR ')})` : '1 = 0')
    params.push(...services, ...people)
  }
  for (const name of ['service', 'right', 'person'] as const) {
    const value = wanted[name]
    if (value === undefined) continue
    conditions.push(`t."${name}" = ?`)
    params.push(value)
  }
  return reader.select(
    rightTable,
    `WHERE ${conditions.join(' AND ')} ORDER BY ${orders[wanted.shows]} LIMIT ? OFFSET ?`,
    [...params, wanted.limit, wanted.offset],
  )
}

/** The numbers of the accesses behind rights. */
export async function numbersOf(reader: Reader, rows: readonly RightRow[]): Promise<ReadonlyMap<number, string>> {
  if (rows.length === 0) return new Map()
  const found = await reader.rows<{ id: number; number: string }>(
    `SELECT "id", "number" FROM "record" WHERE "id" IN (${marks(rows)})`,
    rows.map(({ record }) => record),
  )
  return new Map(found.map(({ id, number }) => [Number(id), number]))
}

/** Those of whom the register has something that has not ended. */
export async function holders(reader: Reader): Promise<readonly string[]> {
  const found = await reader.rows<{ person: string }>(
    `SELECT DISTINCT "person" FROM "right_held" WHERE "state" NOT IN ('ended', 'removing') ORDER BY "person"`,
  )
  return found.map(({ person }) => person)
}

/** What somebody has, or has asked for, as far as it is not on its way out. */
export const standingOf = (reader: Reader, person: string): Promise<readonly RightRow[]> =>
  reader.select(rightTable, `WHERE t."person" = ? AND t."state" NOT IN ('ended', 'removing') ORDER BY t."id"`, [person])

/** The newest of what somebody has had of a right. */
export async function newestRow(reader: Reader, person: string, right: string): Promise<RightRow | undefined> {
  const [row] = await reader.select(rightTable, 'WHERE t."person" = ? AND t."right" = ? ORDER BY t."id" DESC LIMIT 1', [
    person,
    right,
  ])
  return row
}

/** Everything that has not ended, some at a time. */
export const liveRows = (
  reader: Reader,
  { behind, limit }: { readonly behind: number; readonly limit: number },
): Promise<readonly RightRow[]> =>
  reader.select(
    rightTable,
    `WHERE t."state" IN ('granting', 'granted', 'restricted') AND t."id" > ? ORDER BY t."id" LIMIT ?`,
    [behind, limit],
  )
