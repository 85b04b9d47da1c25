import { after, hours } from '../kernel/duration.js'
import type { ChangeKind } from '../organisation/index.js'
import type { Reader } from '../store/index.js'
import { type Booking, classes, longestOf, type Risk, type Span } from './booking.js'

/**
 * The windows that touch [from, to), in no order. Each class of lengths is looked through from as far back as its longest
 * window reaches, so that the cost is that of what is found, however many there are besides. The answer is one text, which is
 * far cheaper than a row each.
 */
export async function bookingsTouching(reader: Reader, { from, to }: Span): Promise<readonly Booking[]> {
  const isSqlite = reader.dialect === 'sqlite'
  const starts = classes.map((reach) => [reach, after(from, -longestOf(reach)).toISOString()])
  const within = 't."from" < ? AND t."to" > ?'
  const found = isSqlite
    ? `json_each(?) c CROSS JOIN "booking" t
       ON t."reach" = json_extract(c.value, '$[0]') AND t."from" > json_extract(c.value, '$[1]') AND ${within}`
    : // Without the offset it is taken for a join of two whole tables.
      `json_array_elements(?::json) c CROSS JOIN LATERAL (SELECT * FROM "booking" t
       WHERE t."reach" = (c ->> 0)::integer AND t."from" > (c ->> 1) AND ${within} OFFSET 0) t`
  const plain = ['record', 'from', 'to', 'firm', 'kind', 'implementer', 'risk', 'outage'].map((name) => `t."${name}"`)
  const lists = ['items', 'services'].map((name) => (isSqlite ? `json(t."${name}")` : `t."${name}"::json`))
  const row = [...plain, ...lists].join(', ')
  const all = isSqlite
    ? `json_group_array(json_array(${row}))`
    : `coalesce(json_agg(json_build_array(${row})), '[]')::text`
  const [text] = await reader.rows<{ bookings: string }>(`SELECT ${all} AS "bookings" FROM ${found}`, [
    JSON.stringify(starts),
    to.toISOString(),
    from.toISOString(),
  ])
  return (JSON.parse(text?.bookings ?? '[]') as readonly Raw[]).map(bookingOf)
}

type Raw = readonly [
  record: number,
  from: string,
  to: string,
  firm: number,
  kind: ChangeKind,
  implementer: string | null,
  risk: Risk | null,
  outage: number | null,
  items: readonly string[],
  services: readonly string[],
]

function bookingOf([record, from, to, firm, kind, implementer, risk, outage, items, services]: Raw): Booking {
  const booking = { record, from: new Date(from), to: new Date(to), firm: firm === 1, kind, items, services }
  return Object.assign(
    booking,
    implementer === null ? undefined : { implementer },
    risk === null ? undefined : { risk },
    outage === null ? undefined : { outage },
  )
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
