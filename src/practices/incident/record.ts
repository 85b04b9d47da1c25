import { z } from 'zod'

/** Who is affected, as people answer it. ITIL's impact: 1 many or a whole service, 2 a team, 3 one person. */
export const affects = ['me', 'team', 'many'] as const
/** Whether the work can go on. ITIL's urgency begins here: 1 not at all, 2 with difficulty, 3 it goes on. */
export const works = ['stopped', 'hampered', 'goes_on'] as const

export const pendingReasons = ['awaiting_user', 'awaiting_supplier', 'awaiting_change', 'planned'] as const
export const resolutionCodes = [
  'fixed',
  'workaround',
  'replaced',
  'advised',
  'no_fault_found',
  'duplicate',
  'by_itself',
] as const

/** What an incident has besides what every record has. */
export const incidentDetails = z.object({
  impact: z.number().int().min(1).max(3),
  urgency: z.number().int().min(1).max(3),
  affects: z.enum(affects),
  work: z.enum(works),
  neededBy: z.string().optional(),
  symptom: z.string().optional(),
  link: z.string().optional(),
  pending: z.enum(pendingReasons).optional(),
  /** Kept while it waits, so that going back goes to where it was. */
  code: z.enum(resolutionCodes).optional(),
  resolution: z.string().optional(),
  workaround: z.string().optional(),
  /** Somebody with the right chose the priority; the matrix is not asked again. */
  overridden: z.boolean().optional(),
  reopened: z.number().int().optional(),
  escalated: z.boolean().optional(),
  rating: z.number().int().min(1).max(5).optional(),
  verdict: z.string().optional(),
})

export type IncidentDetails = z.infer<typeof incidentDetails>
