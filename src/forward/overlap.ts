import { after, hours } from '../kernel/duration.js'
import type { Reader } from '../store/index.js'
import { type Booking, bookingIn, classes, longestOf, type Span } from './booking.js'
import { type BookingRow, bookingTable } from './table.js'

/**
 * The windows that touch [from, to), in no order. Each class of lengths is looked through from as far back as its longest
 * window reaches, so that the cost is that of what is found, however many there are besides.
 */
export async function bookingsTouching(reader: Reader, { from, to }: Span): Promise<readonly Booking[]> {
  const starts = classes.map((reach) => [reach, after(from, -longestOf(reach)).toISOString()])
  const found =
    reader.dialect === 'sqlite'
      ? `SELECT b."record" FROM json_each(?) c CROSS JOIN "booking" b
         ON b."reach" = json_extract(c.value, '$[0]') AND b."from" > json_extract(c.value, '$[1]')`
      : `SELECT b."record" FROM json_array_elements(?::json) c JOIN "booking" b
         ON b."reach" = (c ->> 0)::integer AND b."from" > (c ->> 1)`
  const rows: readonly BookingRow[] = await reader.select(
    bookingTable,
    `WHERE t."record" IN (${found} AND b."from" < ? AND b."to" > ?)`,
    [JSON.stringify(starts), to.toISOString(), from.toISOString()],
  )
  return rows.map(bookingIn)
}

export const touches = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to

/** The smallest span that has all of these in it. */
export const around = (spans: readonly Span[]): Span => ({
  from: new Date(Math.min(...spans.map(({ from }) => from.getTime()))),
  to: new Date(Math.max(...spans.map(({ to }) => to.getTime()))),
})

/** Spans in the order of their beginnings, those that touch or meet made into one. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const all: { from: Date; to: Date }[] = []
  for (const { from, to } of spans.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = all.at(-1)
    if (last && from <= last.to) last.to = new Date(Math.max(to.getTime(), last.to.getTime()))
    else all.push({ from, to })
  }
  return all
}

/** So far ahead the next maintenance window is looked for. */
export const lookAhead = hours(24 * 62)
