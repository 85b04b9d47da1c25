import { days, hours } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import type { ChangeKind } from '../organisation/index.js'
import type { Reader, Work } from '../store/index.js'
import { type BookingRow, bookingTable, exceptionTable, failureTable } from './table.js'

export type Risk = 'low' | 'medium' | 'high'

/** The window that a change has, or wants, and what it is about. */
export interface Booking {
  /** The record's id; 0 for one that is not written yet. */
  readonly record: number
  readonly from: Date
  readonly to: Date
  /** Whether it is scheduled or being implemented. Otherwise it is only wanted. */
  readonly firm: boolean
  /** `normal` when absent. */
  readonly kind?: ChangeKind
  /** Keys of configuration items, as the change names them. */
  readonly items: readonly string[]
  /** Ids of services. */
  readonly services: readonly string[]
  /** A person's id. */
  readonly implementer?: string
  readonly risk?: Risk
  /** For how long its services will be away, in minutes. */
  readonly outage?: number
}

export type Span = Pick<Booking, 'from' | 'to'>

/** A window is no longer than this: what takes more is several changes. */
export const longestWindow = days(31)
/** Nor is it further ahead: nobody plans so far, and a slip in the year is found. */
const furthest = days(5 * 366)

/** Refuses a window that ends before it begins, that is too long, or that is years ahead. */
export function checkWindow({ from, to }: Span, now: Date): void {
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) throw new Refusal('forward.no_window', {}, 'from')
  if (to <= from) throw new Refusal('forward.backwards', {}, 'to')
  if (to.getTime() - from.getTime() > longestWindow)
    throw new Refusal('forward.too_long', { days: longestWindow / days(1) }, 'to')
  if (from.getTime() - now.getTime() > furthest) throw new Refusal('forward.too_far', {}, 'from')
}

/**
 * Windows in classes: those of a class are at most `longest` long, a power of two of hours, and every class is looked
 * through from that much earlier on.
 */
export const reachOf = ({ from, to }: Span): number =>
  Math.max(0, Math.ceil(Math.log2((to.getTime() - from.getTime()) / hours(1))))
export const longestOf = (reach: number): number => hours(2 ** reach)
export const classes: readonly number[] = Array.from(
  { length: reachOf({ from: new Date(0), to: new Date(longestWindow) }) + 1 },
  (_, reach) => reach,
)

/**
 * Waits until nobody else is scheduling: what `conflictsOf` finds in this unit then still holds when it is committed. SQLite
 * has one writer anyway.
 */
export async function holdSchedule(work: Work): Promise<void> {
  if (work.dialect === 'postgres') await work.rows('SELECT pg_advisory_xact_lock(7264)')
}

/** Writes the window of a change in the place of the one that it had. Refuses one that cannot be. */
export async function keepBooking(work: Work, booking: Booking): Promise<void> {
  checkWindow(booking, work.now)
  const { record, ...rest } = booking
  await work.remove(bookingTable, { record })
  await work.insert(bookingTable, {
    record,
    ...rest,
    kind: booking.kind ?? 'normal',
    reach: reachOf(booking),
    items: [...new Set(booking.items)],
    services: [...new Set(booking.services)],
  })
}

/** The change has no window any more: it was closed, withdrawn, or rejected. Its failures stay known. */
export async function dropBooking(work: Work, record: number): Promise<void> {
  await work.remove(bookingTable, { record })
}

/**
 * The change failed or was backed out: it is not in the schedule any more, and for a while nothing else is to be done to
 * its items. Nothing happens where it had no window.
 */
export async function noteFailure(work: Work, record: number, at: Date): Promise<void> {
  const booking = await work.one(bookingTable, { record })
  if (!booking) return
  for (const item of booking.items) await work.insertNew(failureTable, { item, at, record })
  await work.remove(bookingTable, { record })
}

/**
 * The change of a record is excepted from a freeze, as whoever may do so has approved. It holds for the window that it has
 * now: in another one it needs to be asked for again.
 */
export async function exceptFrom(work: Work, record: number, freeze: string, by: string): Promise<void> {
  const booking = await work.one(bookingTable, { record })
  if (!booking) throw new Refusal('forward.no_window', {}, 'from')
  const { from, to } = booking
  await work.remove(exceptionTable, { record, freeze })
  await work.insert(exceptionTable, { record, freeze, from, to, by, at: work.now })
}

/** The window of a record; undefined when it has none. */
export async function bookingOf(reader: Reader, record: number): Promise<Booking | undefined> {
  const row = await reader.one(bookingTable, { record })
  return row && bookingIn(row)
}

export function bookingIn({ reach: _, implementer, risk, outage, ...row }: BookingRow): Booking {
  return {
    ...row,
    ...(implementer === undefined ? {} : { implementer }),
    ...(risk === undefined ? {} : { risk }),
    ...(outage === undefined ? {} : { outage }),
  }
}
