import { days } from '../kernel/duration.js'
import {
  type ChangePolicy,
  instantOf,
  localDay,
  type Organisation,
  type Recurrence,
  type Recurring,
  recurring,
} from '../organisation/index.js'
import type { Span } from './booking.js'
import { touches } from './overlap.js'

const known = new WeakMap<Recurrence, Recurring>()

/** When something happens that touches a span. What was found is kept for as long as the desk file is in force. */
export function timesOf(recurrence: Recurrence, { from, to }: Span): readonly Span[] {
  const there = known.get(recurrence) ?? recurring(recurrence)
  known.set(recurrence, there)
  return there.between(from, to)
}

type Nights = Pick<ChangePolicy, 'night'>

/** The nights that a span touches, by the organisation's clock. */
export function nightsIn({ zone, changes }: Pick<Organisation, 'zone'> & { readonly changes: Nights }, span: Span) {
  const { from, until } = changes.night
  const isOver = until.hour * 60 + until.minute <= from.hour * 60 + from.minute
  const nights: Span[] = []
  for (let day = localDay(zone, span.from) - 1; day <= localDay(zone, span.to); day++) {
    const night = { from: instantOf(zone, day, from), to: instantOf(zone, isOver ? day + 1 : day, until) }
    if (touches(night, span)) nights.push(night)
  }
  return nights
}

/** The month of the organisation's calendar that an instant lies in. */
export function monthOf({ zone }: Pick<Organisation, 'zone'>, at: Date): Span {
  const date = new Date(days(localDay(zone, at)))
  const first = (ahead: number): Date =>
    instantOf(zone, Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1) / days(1), { hour: 0, minute: 0 })
  return { from: first(0), to: first(1) }
}
