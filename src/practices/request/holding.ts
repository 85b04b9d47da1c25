import type { Language } from '../../chat/language.js'
import type { Parts } from '../../desk/index.js'
import type { Patch, Rec } from '../../records/index.js'
import { book, forEver, type Holder, release, type Wanted } from '../../stock/index.js'
import type { Work } from '../../store/index.js'
import { detailsOf } from './policy.js'
import type { Line } from './record.js'

/** What an order takes of what there is only so much of. */

/**
 * After every move: what is ordered is taken in the unit of the order, anew when it is changed, and given back when it is
 * cancelled or rejected, or said to be back. Refuses with `Full`.
 */
export async function followStock(parts: Parts, work: Work, record: Rec): Promise<Patch | undefined> {
  const { booked, lines } = detailsOf(record)
  if (booked === 'over' || (booked === undefined && lines.every(({ span }) => span === undefined))) return undefined
  const isCalledOff = record.state === 'cancelled' || record.state === 'rejected'
  if (isCalledOff || booked === 'back') {
    await release(work, record.id)
    return { details: { booked: 'over' } }
  }
  if (booked !== undefined) return undefined
  await release(work, record.id)
  const orders = lines.flatMap((line, at) => wantedOf(parts, work, line, { record: record.id, line: at + 1 }))
  await book(work, orders, record.language as Language)
  return { details: { booked: orders.some(({ to }) => to === forEver) ? 'lent' : 'time' } }
}

/** As the catalogue has the item now: what is not in it any more, or is there for everybody, takes nothing. */
function wantedOf(
  { desks }: Parts,
  { now }: Work,
  { item: id, count, span }: Line,
  holder: Holder,
): readonly (Wanted & Holder)[] {
  const item = desks.current().catalogue.get(id)
  if (!item || !span) return []
  const from = new Date(span.from)
  const to = span.to === undefined ? forEver : new Date(span.to)
  return to <= now ? [] : [{ ...holder, item, count, from: from < now ? now : from, to }]
}
