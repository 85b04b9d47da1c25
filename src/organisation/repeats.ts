import { z } from 'zod'
import { date, duration, durationOf, words, zone } from './fields.js'
import { type Recurrence, ruleProblem } from './recurrence.js'
import { firstMonday, timeOf } from './rotation-schema.js'

/** What sections of the desk file say that repeats: meetings, freezes, maintenance windows. */

/** The value of an RRULE: FREQ=WEEKLY;BYDAY=MO. */
export const rule = z
  .string()
  .refine((typed) => ruleProblem(typed) !== 'form', words('bad_rule'))
  .refine((typed) => ruleProblem(typed) !== 'never', words('rule_never'))

/** A time of day on a wall clock. */
export const time = z.string().refine((typed) => timeOf(typed) !== undefined, words('bad_time'))

/** How long something lasts that begins and ends: a minute at least. */
export const lasting = duration.refine((typed) => (durationOf(typed) ?? 60_000) >= 60_000, words('window_too_short'))

/** When it happens; `zone` is the organisation's own when absent. */
export const repetition = {
  rule,
  at: time,
  zone: zone.optional(),
  starts: date.default(firstMonday),
  except: z.array(date).default([]),
} as const

export interface RepetitionFile {
  readonly rule: string
  readonly at: string
  readonly zone?: string | undefined
  readonly starts: string
  readonly except: readonly string[]
}

/** `home` is the organisation's zone, `length` a duration as it was typed. */
export const recurrenceOf = (
  { rule, at, zone: own, starts, except }: RepetitionFile,
  length: string,
  home: string,
): Recurrence => ({
  rule,
  from: `${starts}T${at.trim()}`,
  zone: own ?? home,
  length: durationOf(length) ?? 0,
  except,
})

/** What a difference shows of it. */
export function recurrenceText({ rule, from, zone, length, except = [] }: Recurrence): string {
  const skipped = except.length > 0 ? `, not ${except.join(' ')}` : ''
  return `${rule === undefined ? '' : `${rule} `}from ${from} ${zone}, ${length / 60_000} min${skipped}`
}
