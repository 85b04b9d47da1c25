import { z } from 'zod'
import { duration, durationOf } from './fields.js'
import type { Recurrence } from './recurrence.js'
import { recurrenceOf, recurrenceText, repetition } from './repeats.js'

/** When a board meets, as it stands in the desk file. */
export const meets = z
  .strictObject({
    ...repetition,
    length: duration.default('1h'),
    /** How long before the meeting its agenda is posted. */
    agenda: duration.default('24h'),
  })
  .readonly()
export type MeetsFile = z.output<typeof meets>

/** When a board meets, and how long before its agenda is posted, in milliseconds. */
export interface Meets {
  readonly recurrence: Recurrence
  readonly ahead: number
}

export const meetsOf = ({ length, agenda, ...repeats }: MeetsFile, home: string): Meets => ({
  recurrence: recurrenceOf(repeats, length, home),
  ahead: durationOf(agenda) ?? 0,
})

/** What a difference shows of it, in the words of the file. */
export function meetsFields(meets: Meets | undefined): Readonly<Record<string, string | undefined>> {
  if (!meets) return { meets: undefined, agenda: undefined }
  return { meets: recurrenceText(meets.recurrence), agenda: `${meets.ahead / 60_000} min` }
}
