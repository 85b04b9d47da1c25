import type { BudgetFile, budgetPeriods } from './budget-schema.js'
import type { Named } from './organisation.js'
import { dayOf, instantOf, localDay } from './wall-clock.js'

export type BudgetPeriod = (typeof budgetPeriods)[number]

/** Money that somebody answers for: what the orders of these teams may cost (ITIL 2011 Service Strategy 4.3: budgeting, cost centre). */
export interface Budget {
  readonly id: string
  readonly name: Named
  /** Who may say yes to more, as a person's id. */
  readonly holder: string
  /** For a period, in hundredths of the currency (ISO 4217). */
  readonly amount: number
  readonly currency: string
  readonly per: BudgetPeriod
  readonly teams: readonly string[]
}

export const budgetOf = (id: string, { name, holder, amount, currency, per, teams = [] }: BudgetFile): Budget => ({
  ...{ id, name, holder, currency, per, teams },
  amount: Math.round(amount * 100),
})

/** What a difference shows of it, in the words of the file. */
export const budgetFields = ({ holder, amount, currency, per, teams }: Budget) => ({
  holder,
  amount: `${currency} ${(amount / 100).toFixed(2)} per ${per}`,
  teams: teams.join(', ') || undefined,
})

const midnight = { hour: 0, minute: 0 }

/** The period of a budget in which an instant lies, by the calendar of a zone. */
export function periodAt(
  { per }: Pick<Budget, 'per'>,
  zone: string,
  at: Date,
): { readonly from: Date; readonly to: Date } {
  const day = new Date(localDay(zone, at) * 86_400_000)
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()]
  const length = { month: 1, quarter: 3, year: 12 }[per]
  const first = Math.floor(month / length) * length
  const start = (months: number): Date =>
    instantOf(zone, dayOf(new Date(Date.UTC(year, months, 1)).toISOString().slice(0, 10)), midnight)
  return { from: start(first), to: start(first + length) }
}

/** The budget that pays what is for somebody of these teams, in a currency: the first one of the file that says so. */
export const budgetFor = (
  { budgets }: { readonly budgets: ReadonlyMap<string, Budget> },
  teams: readonly string[],
  currency: string,
): Budget | undefined =>
  [...budgets.values()].find(
    (budget) => budget.currency === currency && budget.teams.some((team) => teams.includes(team)),
  )
