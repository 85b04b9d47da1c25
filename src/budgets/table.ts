import { instant, integer, key, large, nullable, serial, type Table, table, word } from '../store/index.js'

/** A budget that was charged at least once: whoever charges it holds this row. */
export const budgetTable: Table<{ readonly id: string }> = table<{ readonly id: string }>('budget', { id: key(50) })

/** What a record costs a budget. */
export interface ChargeRow {
  readonly id: number
  readonly record: number
  readonly budget: string
  /** ISO 4217. */
  readonly currency: string
  /** In hundredths. */
  readonly amount: number
  readonly at: Date
  /** When it was taken back. */
  readonly ended?: Date | undefined
}

export const chargeTable: Table<ChargeRow> = table<ChargeRow>('charge', {
  id: serial(),
  record: integer(),
  budget: word(50),
  currency: word(3),
  amount: large(),
  at: instant(),
  ended: nullable(instant()),
})
