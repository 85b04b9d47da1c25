import { z } from 'zod'
import { taskRun } from './automation-schema.js'
import { label, named, oneOrMany, sentence, words } from './fields.js'
import { ruleProblem } from './recurrence.js'
import { targetOf } from './target.js'

/** The shape of rights in `desk.yaml`. Whom and what they name is judged by `access-problems.ts`. */

const days = z.number().int().min(1).max(3_650)

const right = z.strictObject({
  name: named(label),
  description: named(sentence).optional(),
  /** Whose owner answers for it. */
  service: z.string(),
  /** How long it is given for; without an end when absent. */
  days: days.optional(),
  /** So many days before its end the person is told. */
  warn: days.optional(),
  /** Who grants and removes it; the service's team when absent. */
  team: z.string().optional(),
  /** In order: the service's `owner`, the person's `manager`, or a board. */
  approvals: z.array(z.string()).default(['owner']),
  /** Rights that nobody may have besides; it is enough that one of the two says so. */
  excludes: oneOrMany(z.string()).optional(),
  /** People, `team:ID` and roles who may have it; everybody who works here when absent. */
  for: oneOrMany(z.string()).optional(),
  /** Teams for whose members it is asked for by itself. */
  birthright: oneOrMany(z.string()).optional(),
  /** How it is granted and removed by itself; `{step}` is grant or remove. */
  run: taskRun.optional(),
})
export type RightFile = z.output<typeof right>

/** The first day of a quarter. */
const quarterly = 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1'
export const certifyRule = (every: string): string => (every === 'quarter' ? quarterly : every)

const certify = z.strictObject({
  /** `quarter`, or the value of an RRULE; counted from the first of January. */
  every: z
    .string()
    .refine((typed) => ruleProblem(certifyRule(typed)) !== 'form', words('bad_rule'))
    .refine((typed) => ruleProblem(certifyRule(typed)) !== 'never', words('rule_never'))
    .default('quarter'),
  /** How long owners have for their answers. */
  within: z
    .string()
    .refine((typed) => targetOf(typed)?.kind === 'working days', words('access.bad_within'))
    .default('10 working days'),
  /** What becomes of a right that nobody has said anything of by then. */
  silence: z.enum(['keep', 'remove']).default('keep'),
})
export type CertifyFile = z.output<typeof certify>

export const access = z.strictObject({
  rights: z.record(z.string(), right).default({}),
  /** When owners are asked whether everybody still needs what they have; only by hand when absent. */
  certify: certify.optional(),
})
export type AccessFile = z.output<typeof access>
