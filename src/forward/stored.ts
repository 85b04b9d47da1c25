import { z } from 'zod'
import type { Reader } from '../store/index.js'
import { type Conflict, conflictKinds } from './conflict.js'
import { type ExceptionRow, exceptionTable } from './table.js'

const instant = z.coerce.date().optional()

const schema = z.object({
  kind: z.enum(conflictKinds),
  other: z.number().optional(),
  name: z.string().optional(),
  from: instant,
  to: instant,
  side: z.enum(['above', 'below']).optional(),
  count: z.number().optional(),
  excepted: z.literal(true).optional(),
  wanted: z.literal(true).optional(),
})

/** Conflicts that were kept as JSON beside a record, as they were found then. What is none is left out. */
export function conflictsIn(stored: unknown): readonly Conflict[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one) => {
    const read = schema.safeParse(one)
    return read.success ? [present(read.data)] : []
  })
}

const present = (read: z.output<typeof schema>): Conflict =>
  Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as unknown as Conflict

/** The freezes that a record is excepted from, with the window for which that holds, and who approved it. */
export const exceptionsOf = (reader: Reader, record: number): Promise<readonly ExceptionRow[]> =>
  reader.select(exceptionTable, 'WHERE t."record" = ? ORDER BY t."at", t."freeze"', [record])
