import { instant, integer, key, serial, type Table, table, word } from '../store/index.js'

/** An item that was booked at least once: whoever books it holds this row. */
export const stockItemTable: Table<{ readonly item: string }> = table<{ readonly item: string }>('stock_item', {
  item: key(50),
})

/** So many of an item are taken in [from, to). */
export interface StockBookingRow {
  readonly id: number
  readonly item: string
  /** The id of the record that it was ordered with, and which of its lines, counted from 1. */
  readonly record: number
  readonly line: number
  readonly count: number
  readonly from: Date
  /** `forEver` for what is taken until it is given back. */
  readonly to: Date
  /** The class of its length, by which it is found: see `reachOf`. */
  readonly reach: number
  readonly madeAt: Date
}

export const stockBookingTable: Table<StockBookingRow> = table<StockBookingRow>('stock_booking', {
  id: serial(),
  item: word(50),
  record: integer(),
  line: integer(),
  count: integer(),
  from: instant(),
  to: instant(),
  reach: integer(),
  madeAt: instant(),
})
