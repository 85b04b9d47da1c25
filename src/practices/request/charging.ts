import { charge, uncharge } from '../../budgets/index.js'
import { announceEntry, type Parts, writeEntry } from '../../desk/index.js'
import { type Budget, budgetFor, type Organisation } from '../../organisation/index.js'
import { type Caller, can, together } from '../../people/index.js'
import type { Patch, Rec } from '../../records/index.js'
import type { Work } from '../../store/index.js'
import { beneficiary } from './approvers.js'
import { detailsOf, totalOfLines } from './policy.js'
import type { Line } from './record.js'

/** Which cost centre pays an order. */

/**
 * After every move: what is ordered is charged in the unit of the order, anew when it is changed, and taken back when it
 * is cancelled or rejected. What goes beyond what is left is charged, too: its budget's holder decides.
 */
export async function followBudget(parts: Parts, work: Work, record: Rec): Promise<Patch | undefined> {
  const { paid } = detailsOf(record)
  if (record.state === 'cancelled' || record.state === 'rejected') {
    if (paid) await uncharge(work, record.id)
    return undefined
  }
  if (paid || record.state !== 'submitted') return undefined
  const organisation = parts.desks.current()
  const order = await costsOf(parts, record, organisation)
  if (record.version > 1) await uncharge(work, record.id)
  if (!order) return undefined
  const { budget, amount, isTheirs } = order
  const { spent, left } = await charge(work, { budget, record: record.id, amount, zone: organisation.zone })
  const isOver = amount > left
  if (isOver) {
    const entry = await writeEntry(work, record, 'overspend', { budget: budget.name.en, spent, left, amount })
    await announceEntry(parts, work, record, entry, { milestone: false })
  }
  const { id, currency } = budget
  return {
    details: {
      paid: { budget: id, name: budget.name, amount, of: budget.amount, currency, spent, isOver, isTheirs },
    },
  }
}

interface Costs {
  readonly budget: Budget
  /** In hundredths. */
  readonly amount: number
  /** The budget is the one of their own teams. */
  readonly isTheirs: boolean
}

async function costsOf({ directory }: Parts, record: Rec, organisation: Organisation): Promise<Costs | undefined> {
  const { lines, budget: named } = detailsOf(record)
  const amount = totalOfLines(lines) ?? 0
  const currency = currencyOf(lines)
  if (amount === 0 || currency === undefined || organisation.budgets.size === 0) return undefined
  const { teams } = together(await directory.rightsOf(beneficiary(record)))
  const own = budgetFor(organisation, teams, currency)
  const budget = (named === undefined ? undefined : organisation.budgets.get(named)) ?? own
  return budget?.currency === currency ? { budget, amount, isTheirs: budget.id === own?.id } : undefined
}

/** Holders see how their budgets stand; these people see all of them. */
export const answersForAll = (caller: Caller): boolean => can(caller, ['admin', 'process owner', 'reporter'])

/** Of what is paid at all. */
export const currencyOf = (lines: readonly Line[]): string | undefined =>
  lines.find(({ total, price }) => price && (total ?? 0) > 0)?.price?.currency
