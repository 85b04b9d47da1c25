import { z } from 'zod'
import { date, duration, durationOf, label, named, words, zone } from './fields.js'

/** The shape of a rotation in `desk.yaml`. What its kind asks for, and whom it names, is judged by `rotation-problems.ts`. */

export const rotationKinds = ['daily', 'weekly', 'follow-the-sun'] as const

/** On which the first person of a rotation begins that does not say so: a Monday, long ago. */
export const firstMonday = '2024-01-01'

const people = z.array(z.string())
const time = z.string().refine((typed) => timeOf(typed) !== undefined, words('bad_time'))
const many = z.number().int().min(1).max(52)

/** Who has the duty from a time of their own local day on, until it says or the next segment begins. */
const segment = z.strictObject({
  name: named(label).optional(),
  zone: zone.optional(),
  from: time,
  to: time.optional(),
  people,
  /** How long one of them has it before it is the next one's turn. */
  turn: z.enum(['daily', 'weekly']).default('weekly'),
})
export type SegmentFile = z.output<typeof segment>

export const rotation = z.strictObject({
  name: named(label),
  /** Whose work it is: its channels are told of each handover. */
  team: z.string(),
  /** The organisation's own when absent. */
  zone: zone.optional(),
  kind: z.enum(rotationKinds),
  /** `mon 08:00` for a weekly one, `08:00` for a daily one. */
  handover: z.string().optional(),
  /** So many days or weeks in a row are one person's. */
  every: many.default(1),
  /** The first day of the first person. */
  starts: date.default(firstMonday),
  people: people.optional(),
  segments: z.array(segment).optional(),
  /** How long a page waits for its acknowledgement before the next one is paged. */
  after: duration.refine((typed) => (durationOf(typed) ?? 60_000) >= 60_000, words('after_too_short')).default('10m'),
  escalation: z.array(z.string()).default([]),
})
export type RotationFile = z.output<typeof rotation>

/** A time of the day on a wall clock. */
export interface TimeOfDay {
  readonly hour: number
  readonly minute: number
}

/** `08:00`; undefined for anything else. */
export function timeOf(typed: string): TimeOfDay | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(typed.trim()) ?? []
  return hour && minute ? { hour: Number(hour), minute: Number(minute) } : undefined
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** `mon 08:00`, with the weekday counted from Monday, 0; undefined for anything else. */
export function weeklyTimeOf(typed: string): (TimeOfDay & { readonly weekday: number }) | undefined {
  const [, day = '', time = ''] = /^([a-z]{3})\s+(\S+)$/.exec(typed.trim().toLowerCase()) ?? []
  const weekday = (weekdays as readonly string[]).indexOf(day)
  const at = timeOf(time)
  return at && weekday >= 0 ? { ...at, weekday } : undefined
}
