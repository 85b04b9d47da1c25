import { z } from 'zod'
import { date, label, named, oneOrMany, sentence, words } from './fields.js'

/** The shape of a template for standard changes in `desk.yaml`. Whom and what it names is judged by `template-problems.ts`. */

const steps = z.array(named(z.string().trim().min(1).max(300)))
const minutes = z.number().int().min(0).max(99_999)

export const template = z.strictObject({
  name: named(label),
  /** Who answers for it, and hears when it went wrong too often. */
  owner: z.string(),
  /** The last day on which it may be used. */
  until: date,
  services: oneOrMany(z.string()).optional(),
  /** Keys of items that it may be used for, or `type:ID` for all of a type; any item when absent. */
  items: oneOrMany(z.string().trim().min(1).max(60)).optional(),
  reason: named(sentence),
  /** Expected, in minutes. */
  outage: minutes.optional(),
  effort: minutes.optional(),
  implementation: steps.min(1),
  test: steps.default([]),
  back_out: steps.min(1),
  /** A person, or `team:ID`. */
  implementer: z.string().optional(),
  /** How many of the last ones may go wrong. */
  failures: z
    .string()
    .refine((typed) => failuresOf(typed) !== undefined, words('bad_failures'))
    .default('2 of 10'),
})
export type TemplateFile = z.output<typeof template>

/** So many of the last so many may go wrong. */
export interface Failures {
  readonly most: number
  readonly of: number
}

/** `2 of 10`; undefined for what is none, or for as many as there are: such a template could never be lost. */
export function failuresOf(typed: string): Failures | undefined {
  const [, most, of] = /^(\d{1,2}) of (\d{1,2})$/.exec(typed.trim()) ?? []
  const [allowed, last] = [Number(most ?? 0), Number(of ?? 0)]
  return allowed < last ? { most: allowed, of: last } : undefined
}
