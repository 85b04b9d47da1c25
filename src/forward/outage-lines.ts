import type { Line } from '../chat/card.js'
import { locales, type Voice } from '../chat/language.js'
import { nameOf, type Organisation } from '../organisation/index.js'
import type { Booking, Span } from './booking.js'
import { outagesOf, type ProjectedOutage } from './outage.js'
import { monthOf } from './recurring.js'

/** The projected outage of each service in a month, a line each, beside what its agreement leaves. */
export const outageLines = (
  outages: readonly ProjectedOutage[],
  month: Span,
  organisation: Organisation,
  voice: Voice,
): readonly Line[] => {
  const named = monthName(month, organisation, voice)
  return outages.map((outage) => lineOf(outage, named, organisation, voice))
}

/** The same of every month in which one of these begins and that is not over at an instant, in order. */
export function outagesByMonth(
  bookings: readonly Booking[],
  at: Date,
  organisation: Organisation,
  voice: Voice,
): readonly Line[] {
  const months = new Map<number, Span>()
  for (const { from } of bookings.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const month = monthOf(organisation, from)
    if (month.to > at) months.set(month.from.getTime(), month)
  }
  return [...months.values()].flatMap((month) =>
    outageLines(outagesOf(organisation, bookings, month), month, organisation, voice),
  )
}

function lineOf(
  { service, minutes, promise }: ProjectedOutage,
  month: string,
  organisation: Organisation,
  voice: Voice,
): Line {
  const said = { service: nameOf(organisation, 'service', service, voice.language), minutes, month }
  if (!promise) return voice.line('forward.outage.free', said)
  const { left, allowed } = promise
  const agreement = organisation.agreements.get(promise.agreement)?.name[voice.language] ?? promise.agreement
  return left < 0
    ? voice.line('forward.outage.over', { ...said, agreement, over: -left })
    : voice.line('forward.outage.within', { ...said, agreement, left, allowed })
}

const monthName = ({ from }: Span, { zone }: Organisation, voice: Voice): string =>
  new Intl.DateTimeFormat(locales[voice.language], { timeZone: zone, month: 'long', year: 'numeric' }).format(from)
