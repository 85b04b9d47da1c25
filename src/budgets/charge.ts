import { type Budget, periodAt } from '../organisation/index.js'
import type { Reader, Work } from '../store/index.js'
import { budgetTable, type ChargeRow, chargeTable } from './table.js'

/** How a budget stands in its period, in hundredths. */
export interface Standing {
  readonly budget: Budget
  /** The period that is meant. */
  readonly from: Date
  readonly to: Date
  readonly spent: number
  /** Below zero once more was spent than there was. */
  readonly left: number
}

/** `zone` is the organisation's own: its calendar says when a period begins. */
export async function standingOf(
  reader: Reader,
  budget: Budget,
  { zone, now }: { readonly zone: string; readonly now: Date },
): Promise<Standing> {
  const { from, to } = periodAt(budget, zone, now)
  const [sum] = await reader.rows<{ spent: number | string }>(
    `SELECT coalesce(sum("amount"), 0) AS "spent" FROM "charge"
     WHERE "budget" = ? AND "currency" = ? AND "at" >= ? AND "at" < ? AND "ended" IS NULL`,
    [budget.id, budget.currency, from.toISOString(), to.toISOString()],
  )
  const spent = Number(sum?.spent ?? 0)
  return { budget, from, to, spent, left: budget.amount - spent }
}

export interface Charged {
  readonly budget: Budget
  /** The id of the record that costs it. */
  readonly record: number
  /** In hundredths of the budget's currency. */
  readonly amount: number
  readonly zone: string
}

/**
 * Charges an order to a budget in its unit of work, and tells how the budget stood before: whoever charges it at the same time
 * sees this one or is seen by it. Charges more than is left, too; what follows from that is the caller's to decide.
 */
export async function charge(work: Work, { budget, record, amount, zone }: Charged): Promise<Standing> {
  await work.insertNew(budgetTable, { id: budget.id })
  await work.hold(budgetTable, { id: budget.id })
  const before = await standingOf(work, budget, { zone, now: work.now })
  await work.insert(chargeTable, { record, budget: budget.id, currency: budget.currency, amount, at: work.now })
  work.audit('budget.charged', budget.id, { record, amount, currency: budget.currency })
  return before
}

/** Takes back what a record costs: it was cancelled, refused or is another order now. Once more is no harm. */
export async function uncharge(work: Work, record: number): Promise<void> {
  for (const { id, budget, amount, currency } of await chargesOf(work, record)) {
    await work.update(chargeTable, { id }, { ended: work.now })
    work.audit('budget.uncharged', budget, { record, amount, currency })
  }
}

/** What a record costs which budgets. */
export const chargesOf = (reader: Reader, record: number): Promise<readonly ChargeRow[]> =>
  reader.select(chargeTable, 'WHERE t."record" = ? AND t."ended" IS NULL ORDER BY t."id"', [record])

/** The newest charges of a budget in the period of its standing. */
export const chargesIn = (
  reader: Reader,
  { budget, from, to }: Standing,
  most: number,
): Promise<readonly ChargeRow[]> =>
  reader.select(
    chargeTable,
    `WHERE t."budget" = ? AND t."currency" = ? AND t."at" >= ? AND t."at" < ? AND t."ended" IS NULL
     ORDER BY t."at" DESC, t."id" DESC LIMIT ?`,
    [budget.id, budget.currency, from.toISOString(), to.toISOString(), most],
  )
