import type { Caller } from '../people/index.js'
import { recordTable, visibleTo } from '../records/index.js'
import type { Reader } from '../store/index.js'
import { type Booking, bookingIn, type Span } from './booking.js'
import { bookingsTouching } from './overlap.js'
import { bookingTable } from './table.js'

/**
 * A window with the change that has it. Of a private one, those who may not see it are told the window and nothing else:
 * it has neither number nor title, and no items, services, people or risk.
 */
export interface Booked extends Booking {
  readonly number?: string
  readonly title?: string
  readonly state?: string
  readonly private: boolean
}

export interface About {
  /** A service's id: those alone that name it. Private ones of others are then left out. */
  readonly service?: string | undefined
  /** An item's key, in the same way. */
  readonly item?: string | undefined
}

/** The windows that touch [from, to), by their beginnings. Without a viewer, what everybody may know. */
export async function bookingsBetween(
  reader: Reader,
  span: Span,
  { service, item }: About = {},
  viewer?: Caller,
): Promise<readonly Booked[]> {
  const all = await bookingsTouching(reader, span)
  const about = all.filter(
    ({ services, items }) =>
      (service === undefined || services.includes(service) || items.includes(service)) &&
      (item === undefined || items.includes(item)),
  )
  const known = await knownChanges(
    reader,
    about.map(({ record }) => record),
    viewer,
  )
  const isAny = service === undefined && item === undefined
  return about
    .flatMap((booking): readonly Booked[] => {
      const change = known.get(booking.record)
      if (change) return [{ ...booking, ...change }]
      return isAny ? [bare(booking)] : []
    })
    .toSorted((a, b) => a.from.getTime() - b.from.getTime() || a.record - b.record)
}

const bare = ({ record, from, to, firm }: Booking): Booked => ({
  record,
  from,
  to,
  firm,
  items: [],
  services: [],
  private: true,
})

type Told = Required<Pick<Booked, 'number' | 'title' | 'state' | 'private'>>

/** What may be told of these records, by their ids; without a viewer, of those that are not private. */
export async function knownChanges(
  reader: Reader,
  records: readonly number[],
  viewer?: Caller,
): Promise<ReadonlyMap<number, Told>> {
  if (records.length === 0) return new Map()
  const seen = viewer ? visibleTo(viewer) : { sql: 't."private" = 0', params: [] }
  const among =
    reader.dialect === 'sqlite'
      ? 'SELECT value FROM json_each(?)'
      : 'SELECT f::integer FROM json_array_elements_text(?::json) f'
  const found = await reader.select(recordTable, `WHERE t."id" IN (${among}) AND ${seen.sql}`, [
    JSON.stringify([...new Set(records)]),
    ...seen.params,
  ])
  return new Map(
    found.map(({ id, number, title, state, private: isPrivate }) => [id, { number, title, state, private: isPrivate }]),
  )
}

/** The windows that are not over yet, by record, so many behind one: to look at all of them again in batches. */
export async function bookingsAhead(
  reader: Reader,
  now: Date,
  { behind = 0, limit }: { readonly behind?: number; readonly limit: number },
): Promise<readonly Booking[]> {
  const rows = await reader.select(bookingTable, 'WHERE t."record" > ? AND t."to" > ? ORDER BY t."record" LIMIT ?', [
    behind,
    now.toISOString(),
    limit,
  ])
  return rows.map(bookingIn)
}
