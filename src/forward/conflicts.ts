import { type Register, surroundingsOf } from '../configuration/index.js'
import { after } from '../kernel/duration.js'
import type { Reader } from '../store/index.js'
import { type Booking, checkWindow } from './booking.js'
import { type Around, type Conflict, isHighIn, judge, nightsFor, type Relation, spanAround } from './conflict.js'
import { bookingsTouching, touches } from './overlap.js'
import { exceptionTable, type FailureRow, failureTable } from './table.js'

/**
 * Every reason against the window of a change, as things stand now: the conflicts of a booking that is kept are computed
 * anew each time, never stored. Refuses a window that cannot be.
 */
export async function conflictsOf(register: Register, booking: Booking, now: Date): Promise<readonly Conflict[]> {
  checkWindow(booking, now)
  return judge(booking, await lookAround(register, booking), register.organisation)
}

/**
 * The records whose conflicts may be others once this window is there, or has gone; also those that only want theirs. With
 * `failedAt`, those that are too close to its failure besides.
 */
export async function conflictingWith(
  register: Register,
  booking: Booking,
  failedAt?: Date,
): Promise<readonly number[]> {
  const { reader, organisation } = register
  const { others, relationOf } = await lookAround(register, booking)
  const nights = nightsFor(booking, organisation)
  const near = others.filter(
    (other) =>
      (touches(other, booking) && (relationOf(other) || sameHands(other, booking))) ||
      nights.some((night) => isHighIn({ ...other, firm: true }, night)),
  )
  const soon = failedAt === undefined ? [] : await withItems(reader, booking, failedAt, organisation.changes.apart)
  const found = new Set([...near, ...soon].map(({ record }) => record))
  found.delete(booking.record)
  return [...found].sort((a, b) => a - b)
}

const sameHands = (other: Booking, { implementer }: Booking): boolean =>
  implementer !== undefined && other.implementer === implementer

async function withItems(reader: Reader, { items }: Booking, at: Date, apart: number): Promise<readonly Booking[]> {
  const others = await bookingsTouching(reader, { from: at, to: after(at, apart) })
  return others.filter((other) => other.items.some((item) => items.includes(item)))
}

async function lookAround(register: Register, booking: Booking): Promise<Around> {
  const { reader, organisation } = register
  const others = await bookingsTouching(reader, spanAround(booking, organisation))
  return {
    others,
    relationOf: await relationsTo(register, booking, others),
    failures: await failuresNear(reader, booking, organisation.changes.apart),
    exceptions: await reader.find(exceptionTable, { record: booking.record }),
  }
}

/** How the items of others are related to these: the same ones, those that fail with them, and those that they rest on. */
async function relationsTo(
  { reader }: Register,
  booking: Booking,
  others: readonly Booking[],
): Promise<(other: Booking) => Relation | undefined> {
  const own = new Set(booking.items)
  const ids = await idsOf(reader, [...own, ...others.flatMap(({ items }) => items)])
  const idsIn = (items: Iterable<string>): readonly number[] => [...items].flatMap((item) => ids.get(item) ?? [])
  const { above, below, failWith } = await surroundingsOf(reader, idsIn(own))
  const first = (items: readonly string[], among: ReadonlySet<number>): string | undefined =>
    items.find((item) => among.has(ids.get(item) ?? 0))
  return ({ items }) => {
    const same = items.find((item) => own.has(item))
    if (same !== undefined) return { kind: 'item', item: same }
    const needing = first(items, above)
    if (needing !== undefined) return { kind: 'dependent', item: needing, side: 'above' }
    const needed = first(items, below)
    if (needed === undefined || !failWith(idsIn(items))) return undefined
    return { kind: 'dependent', item: needed, side: 'below' }
  }
}

/** The ids of items by their keys; keys and answer are one text each. What has no row is related to nothing. */
async function idsOf(reader: Reader, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const all =
    reader.dialect === 'sqlite'
      ? `SELECT json_group_array(json_array(t."key", t."id")) AS "ids" FROM json_each(?) f CROSS JOIN "item" t ON t."key" = f.value`
      : `SELECT coalesce(json_agg(json_build_array(t."key", t."id")), '[]')::text AS "ids"
         FROM json_array_elements_text(?::json) f CROSS JOIN LATERAL (SELECT * FROM "item" t WHERE t."key" = f OFFSET 0) t`
  const [row] = await reader.rows<{ ids: string }>(all, [JSON.stringify([...new Set(keys)])])
  return new Map(JSON.parse(row?.ids ?? '[]') as readonly (readonly [string, number])[])
}

async function failuresNear(
  reader: Reader,
  { from, to, items }: Booking,
  apart: number,
): Promise<readonly FailureRow[]> {
  return reader.select(failureTable, `WHERE t."item" IN (${oneByOne(reader)}) AND t."at" > ? AND t."at" < ?`, [
    JSON.stringify(items),
    after(from, -apart).toISOString(),
    to.toISOString(),
  ])
}

const oneByOne = ({ dialect }: Reader): string =>
  dialect === 'sqlite' ? 'SELECT value FROM json_each(?)' : 'SELECT f FROM json_array_elements_text(?::json) f'
