import { z } from 'zod'
import { label, named, zone } from './fields.js'

/** The shape of a calendar in `desk.yaml`. What its windows say is judged by the kernel, see `calendars.ts`. */

/** `09:00-17:00`, or the two ends of it. */
const window = z.union([z.string(), z.tuple([z.string(), z.string()])])
const windows = z.array(window)
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export const calendar = z.strictObject({
  name: named(label).optional(),
  /** The organisation's own when absent. */
  zone: zone.optional(),
  weekly: z.partialRecord(z.enum(weekdays), windows).default({}),
  country: z.string().optional(),
  region: z.string().optional(),
  holidays: z.array(z.string()).default([]),
  overrides: z.record(z.string(), windows).default({}),
})
export type CalendarFile = z.output<typeof calendar>

/** The same as the kernel takes it: every window by its two ends. */
export const plainWindows = (given: readonly unknown[]): readonly unknown[] =>
  given.map((one) => (typeof one === 'string' ? one.split(/\s*[-–]\s*/) : one))
