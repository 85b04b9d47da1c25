import type { Register } from '../configuration/index.js'
import { businessTimeBetween } from '../kernel/calendar.js'
import { minutes } from '../kernel/duration.js'
import { type Agreement, dayOf, localDay, type Organisation } from '../organisation/index.js'
import type { Booking, Span } from './booking.js'
import { servicesOf } from './conflict.js'
import { bookingsTouching } from './overlap.js'

/**
 * The projected service outage: what scheduled changes will take from a service, beside what its agreement leaves to them
 * (ITIL 2011 Service Transition 4.2).
 */
export interface ProjectedOutage {
  readonly service: string
  /** Minutes that its scheduled changes say it will be away. */
  readonly minutes: number
  /** The records of those changes. */
  readonly records: readonly number[]
  /** Against the agreement that leaves least; absent where none promises that it is there. */
  readonly promise?: Left
}

export interface Left {
  /** The agreement's id. */
  readonly agreement: string
  /** Minutes of the agreement's hours in the span in which the service may be away. */
  readonly allowed: number
  /** Minutes of these hours that the changes take at worst: a window outside of them takes none. */
  readonly taken: number
  /** May be negative. */
  readonly left: number
}

/**
 * By service, in the order of the desk file; those alone that something is planned for. What is scheduled counts where its
 * window begins in the span. A calendar month, `monthOf`, is what an agreement's availability is meant for.
 */
export function outagesOf(
  organisation: Organisation,
  bookings: readonly Booking[],
  span: Span,
): readonly ProjectedOutage[] {
  const planned = bookings.filter(
    ({ firm, outage = 0, from }) => firm && outage > 0 && from >= span.from && from < span.to,
  )
  return [...organisation.services.keys()].flatMap((service): readonly ProjectedOutage[] => {
    const its = planned.filter((booking) => servicesOf(booking, organisation).includes(service))
    if (its.length === 0) return []
    const [promise] = [...organisation.agreements.values()]
      .filter((agreement) => promises(agreement, service, span, organisation.zone))
      .map((agreement) => promiseOf(agreement, its, span, organisation))
      .sort((a, b) => a.left - b.left)
    return [
      {
        service,
        minutes: sum(its.map(({ outage = 0 }) => outage)),
        records: its.map(({ record }) => record).sort((a, b) => a - b),
        ...(promise ? { promise } : {}),
      },
    ]
  })
}

/** The same of what is scheduled now. */
export async function projectedOutages(
  { reader, organisation }: Register,
  span: Span,
): Promise<readonly ProjectedOutage[]> {
  return outagesOf(organisation, await bookingsTouching(reader, span), span)
}

function promises(
  { kind, state, services, availability, valid }: Agreement,
  service: string,
  span: Span,
  zone: string,
): boolean {
  if (kind !== 'sla' || state !== 'active' || availability === undefined) return false
  if (services && !services.includes(service)) return false
  const isBegun = valid.from === undefined || dayOf(valid.from) <= localDay(zone, new Date(span.to.getTime() - 1))
  return isBegun && (valid.until === undefined || dayOf(valid.until) >= localDay(zone, span.from))
}

function promiseOf(
  { id, calendar: name, availability = 0 }: Agreement,
  bookings: readonly Booking[],
  span: Span,
  { calendars }: Organisation,
): Left {
  const calendar = calendars.get(name)?.calendar
  const open = ({ from, to }: Span): number =>
    (calendar ? businessTimeBetween(calendar, from, to) : to.getTime() - from.getTime()) / minutes(1)
  const allowed = Math.floor((open(span) * (100 - availability)) / 100)
  const taken = Math.ceil(sum(bookings.map((booking) => Math.min(booking.outage ?? 0, open(booking)))))
  return { agreement: id, allowed, taken, left: allowed - taken }
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
