import { addWorkingDays, type Calendar, instantAfter, openSpans } from '../kernel/calendar.js'
import { Refusal } from '../kernel/errors.js'
import {
  type CatalogueItem,
  instantOf,
  type ListedCalendar,
  localDay,
  type Organisation,
  type TimeOfDay,
} from '../organisation/index.js'

/** When something would be there that is ordered now. */
export interface Delivery {
  /** The deadline before which that holds; absent where there is none. */
  readonly orderBefore?: Date
  /** Absent where no lead time is told, or its calendar never opens again. */
  readonly by?: Date
  /** In whose hours it is counted. */
  readonly calendar: ListedCalendar
}

/**
 * By when an item ordered now is delivered. With a deadline the lead time counts from the next one on a day on which its
 * calendar opens, whenever before it the order comes: what is collected at nine is back nine hours later for everybody.
 */
export function deliveryOf(
  { lead, calendar: own, deadline }: Pick<CatalogueItem, 'lead' | 'calendar' | 'deadline'>,
  organisation: Pick<Organisation, 'calendars' | 'defaults'>,
  now: Date,
): Delivery | undefined {
  const listed = calendarFor(organisation, own)
  if (!listed) return undefined
  const { calendar } = listed
  const orderBefore = deadline && nextDeadline(calendar, deadline, now)
  if (deadline && !orderBefore) return { calendar: listed }
  const start = orderBefore ?? now
  const by =
    lead?.kind === 'time'
      ? instantAfter(calendar, start, lead.ms)
      : lead && unlessNever(() => addWorkingDays(calendar, start, lead.days, lead.until))
  return { ...(orderBefore ? { orderBefore } : {}), ...(by ? { by } : {}), calendar: listed }
}

/** The calendar of an item, else the organisation's usual one, else all hours. */
export const calendarFor = (
  { calendars, defaults }: Pick<Organisation, 'calendars' | 'defaults'>,
  own?: string,
): ListedCalendar | undefined =>
  (own === undefined ? undefined : calendars.get(own)) ??
  calendars.get(defaults.calendar ?? '') ??
  calendars.get('always')

/** Longer than anybody is closed who still takes orders. */
const longClosure = 400
const midnight: TimeOfDay = { hour: 0, minute: 0 }

function nextDeadline(calendar: Calendar, deadline: TimeOfDay, now: Date): Date | undefined {
  const { zone } = calendar
  const today = localDay(zone, now)
  for (let day = today; day < today + longClosure; day++) {
    const at = instantOf(zone, day, deadline)
    if (at <= now) continue
    const opens = openSpans(calendar, instantOf(zone, day, midnight), instantOf(zone, day + 1, midnight), 1)
    if (opens.length > 0) return at
  }
  return undefined
}

function unlessNever(find: () => Date): Date | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
