import { z } from 'zod'
import type { Organisation } from '../organisation/index.js'
import type { Caller } from '../people/index.js'
import { type Rec, recordTable, visibleTo } from '../records/index.js'
import type { Reader } from '../store/index.js'
import type { Booking, Risk, Span } from './booking.js'
import { servicesOf } from './conflict.js'
import { bookingsTouching } from './overlap.js'

/** A change with the window that it has, wants, or had. */
export interface PlannedChange extends Span {
  readonly record: Rec
  readonly firm: boolean
  /** Ids, those that are its items among them. */
  readonly services: readonly string[]
  readonly risk?: Risk
  /** Something stands against its window. */
  readonly clash: boolean
  /** The viewer may know when it is, and nothing else of it. */
  readonly hidden: boolean
}

export interface Looking {
  readonly reader: Reader
  readonly organisation: Organisation
  /** Without one it is what everybody may know. */
  readonly viewer?: Caller | undefined
}

/** Done, however it went. */
const done = ['implemented', 'failed', 'backed out', 'reviewed', 'closed']
const withdrawn = ['cancelled', 'rejected']

export const isWithdrawn = ({ record }: PlannedChange): boolean => withdrawn.includes(record.state)

/** What an entry needs of a change's own fields. */
const details = z.object({
  services: z.array(z.string()).catch([]),
  items: z.array(z.string()).catch([]),
  window: z.object({ from: z.coerce.date(), to: z.coerce.date() }).optional().catch(undefined),
  risk: z
    .object({ class: z.enum(['low', 'medium', 'high']) })
    .optional()
    .catch(undefined),
  /** In short; what is allowed, or only wanted by the other, ends with a sign. */
  conflicts: z.array(z.string()).catch([]),
})

/** The changes whose windows touch a span, as they stand in the schedule. */
export async function plannedIn(looking: Looking, span: Span): Promise<readonly PlannedChange[]> {
  const bookings = new Map((await bookingsTouching(looking.reader, span)).map((booking) => [booking.record, booking]))
  const ids = [...bookings.keys()].sort((a, b) => a - b)
  const planned: PlannedChange[] = []
  // In batches: whoever reads much lets others have their turn.
  for (let at = 0; at < ids.length; at += batch) {
    const some = [JSON.stringify(ids.slice(at, at + batch))]
    for (const { record, hidden } of await seenIn(looking, `t."id" IN (${idsIn(looking.reader)})`, some)) {
      const booking = bookings.get(record.id)
      if (booking) planned.push(plannedOf(record, booking, { hidden, organisation: looking.organisation }))
    }
  }
  return planned
}

const batch = 500

/**
 * The changes whose windows touched a span and that have left the schedule since: those that were done, and with
 * `withdrawn` those that never will be. They are looked for among what was written to since an instant.
 */
export async function endedIn(
  looking: Looking,
  span: Span,
  since: { readonly since: Date; readonly withdrawn?: true },
): Promise<readonly PlannedChange[]> {
  const { reader } = looking
  const states = [...done, ...(since.withdrawn ? withdrawn : [])]
  const at = (end: 'from' | 'to'): string =>
    reader.dialect === 'sqlite'
      ? `json_extract(t."details", '$.window.${end}')`
      : `t."details"::json #>> '{window,${end}}'`
  const which = `t."practice" = 'change' AND t."state" IN (${states.map(() => '?').join(', ')}) AND t."updated_at" >= ?
    AND ${at('from')} < ? AND ${at('to')} > ? AND NOT EXISTS (SELECT 1 FROM "booking" b WHERE b."record" = t."id")`
  const instants = [since.since, span.to, span.from].map((instant) => instant.toISOString())
  const records = await seenIn(looking, which, [...states, ...instants])
  return records.flatMap(({ record, hidden }) => {
    const { window, services, items, risk } = details.parse(record.details)
    if (!window) return []
    const booking = { ...window, firm: true, services, items, ...(risk ? { risk: risk.class } : {}) }
    return [plannedOf(record, booking, { hidden, organisation: looking.organisation })]
  })
}

function plannedOf(
  record: Rec,
  booking: Pick<Booking, 'from' | 'to' | 'firm' | 'services' | 'items' | 'risk'>,
  { hidden, organisation }: { readonly hidden: boolean; readonly organisation: Organisation },
): PlannedChange {
  const { from, to, firm, risk } = booking
  const named = servicesOf(booking, organisation)
  const { conflicts } = details.parse(record.details)
  return {
    record,
    from,
    to,
    firm,
    hidden,
    services: named.length > 0 || record.service === undefined ? named : [record.service],
    clash: record.open && conflicts.some((conflict) => !/[!?]$/.test(conflict)),
    ...(risk === undefined ? {} : { risk }),
  }
}

/** Records, and whether each is hidden from the viewer. */
async function seenIn({ reader, viewer }: Looking, which: string, params: readonly unknown[]) {
  const records = await reader.select(recordTable, `WHERE ${which} ORDER BY t."id"`, params)
  const kept = records.filter((record) => record.private).map(({ id }) => id)
  const visible = viewer && kept.length > 0 ? await visibleOf(reader, kept, viewer) : new Set<number>()
  return records.map((record) => ({ record, hidden: record.private && !visible.has(record.id) }))
}

async function visibleOf(reader: Reader, ids: readonly number[], viewer: Caller): Promise<ReadonlySet<number>> {
  const seen = visibleTo(viewer)
  const rows = await reader.rows<{ id: number }>(
    `SELECT t."id" AS "id" FROM "record" t WHERE t."id" IN (${idsIn(reader)}) AND ${seen.sql}`,
    [JSON.stringify(ids), ...seen.params],
  )
  return new Set(rows.map(({ id }) => id))
}

const idsIn = ({ dialect }: Reader): string =>
  dialect === 'sqlite' ? 'SELECT value FROM json_each(?)' : 'SELECT f::integer FROM json_array_elements_text(?::json) f'
