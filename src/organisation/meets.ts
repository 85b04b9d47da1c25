import { z } from 'zod'
import { date, duration, durationOf, words, zone } from './fields.js'
import { type Recurrence, ruleProblem } from './recurrence.js'
import { firstMonday, timeOf } from './rotation-schema.js'

/** When a board meets, as it stands in the desk file. */
export const meets = z
  .strictObject({
    /** The value of an RRULE: FREQ=WEEKLY;BYDAY=MO. */
    rule: z
      .string()
      .refine((typed) => ruleProblem(typed) !== 'form', words('bad_rule'))
      .refine((typed) => ruleProblem(typed) !== 'never', words('rule_never')),
    at: z.string().refine((typed) => timeOf(typed) !== undefined, words('bad_time')),
    /** The organisation's own when absent. */
    zone: zone.optional(),
    length: duration.default('1h'),
    /** How long before the meeting its agenda is posted. */
    agenda: duration.default('24h'),
    starts: date.default(firstMonday),
    except: z.array(date).default([]),
  })
  .readonly()
export type MeetsFile = z.output<typeof meets>

/** When a board meets, and how long before its agenda is posted, in milliseconds. */
export interface Meets {
  readonly recurrence: Recurrence
  readonly ahead: number
}

export const meetsOf = ({ rule, at, zone: own, length, agenda, starts, except }: MeetsFile, home: string): Meets => ({
  recurrence: { rule, from: `${starts}T${at.trim()}`, zone: own ?? home, length: durationOf(length) ?? 0, except },
  ahead: durationOf(agenda) ?? 0,
})

/** What a difference shows of it, in the words of the file. */
export function meetsFields(meets: Meets | undefined): Readonly<Record<string, string | undefined>> {
  if (!meets) return { meets: undefined, agenda: undefined }
  const { rule, from, zone, length, except = [] } = meets.recurrence
  const skipped = except.length > 0 ? `, not ${except.join(' ')}` : ''
  return {
    meets: `${rule} from ${from} ${zone}, ${length / 60_000} min${skipped}`,
    agenda: `${meets.ahead / 60_000} min`,
  }
}
