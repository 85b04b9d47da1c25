import { z } from 'zod'

const named = z.object({ en: z.string(), da: z.string() })

/** What a task has besides what every record has. Its team and who does it are the record's own. */
export const taskDetails = z.object({
  /** The number of the record that it is a part of. */
  parent: z.string(),
  /** Within that record, by which others come after it. */
  task: z.string(),
  what: named,
  /** What the record was about when the task was opened. */
  about: z.string(),
  after: z.array(z.string()),
  /** Which part of the record it belongs to. */
  line: z.number().int().optional(),
  /** How it is done by itself. */
  run: z.record(z.string(), z.unknown()).optional(),
  /** What came of doing it by itself. */
  output: z.string().optional(),
})

export type TaskDetails = z.infer<typeof taskDetails>
