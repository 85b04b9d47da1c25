import { z } from 'zod'
import { date, duration, durationOf, label, named, oneOrMany, priority, sentence, words } from './fields.js'
import { targetOf } from './target.js'

/** The shape of agreements in `desk.yaml` (domain: "Time and agreements"). References are checked by `agreement-problems.ts`. */

/**
 * What an agreement can promise. `reply` is the answer to what the requester wrote last, `update` the news they are owed;
 * `review` is whether what was done did what it promised, `documentation` what was not written before it was done.
 */
export const metrics = [
  ...(['response', 'resolution', 'update', 'reply', 'approval', 'fulfilment'] as const),
  ...(['review', 'documentation'] as const),
] as const
export const states = ['draft', 'agreed', 'active', 'expired'] as const

/** Who hears of an alert. Where nobody holds the record, its team stands in for the `assignee`. */
export const audiences = ['assignee', 'team', 'team lead', 'manager', 'service owner', 'channel'] as const

const target = z.string().refine((typed) => targetOf(typed) !== undefined, words('bad_target'))
const byPriority = z.strictObject({
  p1: target.optional(),
  p2: target.optional(),
  p3: target.optional(),
  p4: target.optional(),
  p5: target.optional(),
})
const percent = z.number().refine((n) => Number.isInteger(n) && n >= 1 && n <= 99, words('bad_threshold'))
const audience = oneOrMany(z.enum(audiences))
/** What escalation is sent to: the same people, a rotation, or a team that takes the record over. */
const receiver = z
  .string()
  .refine(
    (typed) => (audiences as readonly string[]).includes(typed) || /^(rotation|team):.+$/.test(typed),
    words('bad_receiver'),
  )
const stepAt = z.string().refine((typed) => stepOf(typed) !== undefined, words('bad_step'))

const step = z.strictObject({
  /** `50%`, `breach`, or a length of opening time since the clock began. */
  after: stepAt,
  clock: z.enum(metrics).default('resolution'),
  when: z.enum(['always', 'unassigned', 'unacknowledged']).default('always'),
  priorities: oneOrMany(priority).optional(),
  to: receiver,
})

export const agreement = z.strictObject({
  kind: z.enum(['sla', 'ola', 'uc']),
  name: named(label),
  state: z.enum(states).default('active'),
  customers: oneOrMany(z.string()).optional(),
  team: z.string().optional(),
  supplier: z.string().optional(),
  services: oneOrMany(z.string()).optional(),
  calendar: z.string().default('always'),
  targets: z.record(z.string(), z.partialRecord(z.enum(metrics), z.union([target, byPriority]))),
  /** In percent of the calendar's hours, by the calendar month. */
  availability: z.number().min(0).max(100).optional(),
  /** The reasons of waiting that pause; all of them when absent. */
  pauses: z.array(z.string()).optional(),
  pending: z.enum(['stops every clock', 'not the response']).default('stops every clock'),
  change: z.enum(['recount', 'new clock']).default('recount'),
  reopen: z.enum(['go on', 'new clock']).default('go on'),
  /** Whether open records keep the version they were raised under, or follow each new one. */
  records: z.enum(['keep', 'follow']).default('keep'),
  thresholds: z.array(z.strictObject({ at: percent, tell: audience })).default([
    { at: 50, tell: ['assignee'] },
    { at: 75, tell: ['assignee', 'team'] },
    { at: 90, tell: ['assignee', 'team', 'manager'] },
  ]),
  breach: z
    .strictObject({
      tell: audience.default(['assignee', 'team', 'manager', 'service owner', 'channel']),
      /** A reminder while it goes on, for these priorities. */
      repeat: duration.default('1h'),
      priorities: z.array(priority).default([1, 2]),
    })
    .prefault({}),
  escalation: z.array(step).default([]),
  valid: z.strictObject({ from: date.optional(), until: date.optional() }).default({}),
  owner: z.string().optional(),
  review: date.optional(),
  penalty: named(sentence).optional(),
  notes: named(sentence).optional(),
})
export type AgreementFile = z.output<typeof agreement>

const time = z.string().refine((typed) => /^([01]\d|2[0-3]):[0-5]\d$/.test(typed), words('bad_time'))

export const alerts = z.strictObject({
  /** Direct messages wait for the end of this; those of a P1 never do. */
  quiet: z.strictObject({ from: time, until: time }).optional(),
  /** So many alerts at once for one place become one message with a list. */
  together: z.number().int().min(2).max(100).default(4),
  /** So many alerts an hour are posted in a channel one by one; more are told together. */
  budget: z.number().int().min(1).max(1_000).default(20),
})

/** When a step of escalation is due: after a share of the target, or after so much opening time; milliseconds. */
export type StepAt = { readonly percent: number } | { readonly ms: number }

export function stepOf(typed: string): StepAt | undefined {
  const text = typed.trim().toLowerCase()
  if (text === 'breach') return { percent: 100 }
  const [, share] = /^(\d{1,3})\s*%$/.exec(text) ?? []
  if (share) return Number(share) >= 1 && Number(share) <= 100 ? { percent: Number(share) } : undefined
  const ms = /d$/.test(text) ? undefined : durationOf(text)
  return ms ? { ms } : undefined
}
