import type { ChangeKind } from '../organisation/index.js'
import { flag, instant, integer, json, key, nullable, type Table, table, word } from '../store/index.js'
import type { Risk } from './booking.js'

export interface BookingRow {
  readonly record: number
  readonly from: Date
  readonly to: Date
  /** The class of its length, by which it is found: see `reachOf`. */
  readonly reach: number
  readonly firm: boolean
  readonly kind: ChangeKind
  readonly implementer?: string | undefined
  readonly risk?: Risk | undefined
  readonly outage?: number | undefined
  readonly items: readonly string[]
  readonly services: readonly string[]
}

const record = { ...integer(), primary: true }

export const bookingTable: Table<BookingRow> = table<BookingRow>('booking', {
  record,
  from: instant(),
  to: instant(),
  reach: integer(),
  firm: flag(),
  kind: word(12),
  implementer: nullable(word()),
  risk: nullable(word(10)),
  outage: nullable(integer()),
  items: json(),
  services: json(),
})

/** The change of a record failed or was backed out, and this was one of its items. */
export interface FailureRow {
  readonly item: string
  readonly at: Date
  readonly record: number
}

export const failureTable: Table<FailureRow> = table<FailureRow>('booking_failure', {
  item: key(50),
  at: { ...instant(), primary: true },
  record,
})

/** A record is excepted from a freeze, within the window that was approved. */
export interface ExceptionRow {
  readonly record: number
  readonly freeze: string
  readonly from: Date
  readonly to: Date
  /** Who approved it, or what did. */
  readonly by: string
  readonly at: Date
}

export const exceptionTable: Table<ExceptionRow> = table<ExceptionRow>('freeze_exception', {
  record,
  freeze: key(50),
  from: instant(),
  to: instant(),
  by: word(),
  at: instant(),
})
