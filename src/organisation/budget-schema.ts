import { z } from 'zod'
import { label, named, oneOrMany, words } from './fields.js'

/** The shape of cost centres in `desk.yaml`. What they name is judged by `budget-problems.ts`. */

export const budgetPeriods = ['month', 'quarter', 'year'] as const

const amount = z
  .number()
  .min(0)
  .max(999_999_999)
  .refine((typed) => Math.abs(typed * 100 - Math.round(typed * 100)) < 1e-4, words('catalogue.bad_amount'))

export const budget = (currency: z.ZodType<string>) =>
  z.strictObject({
    name: named(label),
    /** Who is asked once it is spent, and whenever an item says `by: budget`. */
    holder: z.string(),
    amount,
    currency,
    per: z.enum(budgetPeriods).default('year'),
    /** Whose orders it pays. */
    teams: oneOrMany(z.string()).optional(),
  })
export type BudgetFile = z.output<ReturnType<typeof budget>>
