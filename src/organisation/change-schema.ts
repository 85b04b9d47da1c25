import { z } from 'zod'
import { workspaceFrom } from '../chat/address.js'
import { date, duration, label, named, oneOrMany, words, zone } from './fields.js'
import { isWallTime } from './recurrence.js'
import { lasting, repetition, rule, time } from './repeats.js'
import { roles } from './roles.js'
import { firstMonday } from './rotation-schema.js'
import { targetOf } from './target.js'

/** What `desk.yaml` says about when changes may be made. What depends on several keys is judged by `change-problems.ts`. */

/** The kinds of changes (ITIL 2011 Service Transition 4.2). */
export const changeKinds = ['standard', 'normal', 'emergency'] as const
export type ChangeKind = (typeof changeKinds)[number]

const wallTime = z.string().refine(isWallTime, words('bad_wall_time'))

/** No changes are made meanwhile: once, with `from` and `until`, or again and again, with `rule`, `at` and `length`. */
export const freeze = z.strictObject({
  name: named(label),
  from: wallTime.optional(),
  until: wallTime.optional(),
  rule: rule.optional(),
  at: time.optional(),
  length: lasting.optional(),
  starts: date.default(firstMonday),
  except: z.array(date).default([]),
  zone: zone.optional(),
  /** All of them when absent. */
  services: oneOrMany(z.string()).optional(),
  /** The kinds of changes that are made all the same. */
  allowed: z.array(z.enum(changeKinds)).default(['emergency']),
  /** The board that may except a change from it. */
  exception: z.string().optional(),
})
export type FreezeFile = z.output<typeof freeze>

/** A window in which a service may be worked on. */
export const maintenance = z.strictObject({ ...repetition, length: lasting })
export type MaintenanceFile = z.output<typeof maintenance>

/** Who decides: `owners` of what is affected, `managers` of changes, or a board by its id. Several are asked at once. */
const authority = (...usual: readonly string[]) => oneOrMany(z.string()).default([...usual])

export const changes = z.strictObject({
  /** Who decides, by the risk of a change. */
  authority: z
    .strictObject({
      low: authority('owners'),
      medium: authority('cab'),
      high: authority('owners', 'cab'),
      emergency: authority('ecab'),
    })
    .prefault({}),
  /** Roles whose no is enough on a board that decides on a change of high risk. */
  vetoes: z.array(z.enum(roles)).default(['security']),
  /** So many changes of high risk are made in one night. */
  nightly: z.number().int().min(0).max(99).default(2),
  /** What a night is, by the organisation's clock. */
  night: z.strictObject({ from: time.default('20:00'), until: time.default('06:00') }).prefault({}),
  /** How long after a failure nothing else is done to the same item. */
  apart: duration.default('24h'),
  /** When a change has to be reviewed, from its implementation on. */
  review: z
    .string()
    .refine((typed) => targetOf(typed) !== undefined, words('bad_target'))
    .default('5 working days'),
  /** Workspaces in whose lists of what is ahead scheduled changes stand, such as discord:1234. */
  events: oneOrMany(z.string().refine((word) => workspaceFrom(word) !== undefined, words('bad_workspace'))).optional(),
})
export type ChangesFile = z.output<typeof changes>
