import { z } from 'zod'

/** Who has said that it is needed: the manager, by asking or when asked; nobody, where there is none above; or the desk file. */
export const vouchers = ['manager', 'nobody_above', 'desk_file'] as const

/** Why a right ends. */
export const reasons = ['asked', 'expired', 'left', 'not_needed', 'silence', 'other'] as const
export type Reason = (typeof reasons)[number]

/** What an access has besides what every record has: one right of one person. Who asks is its requester, who answers for it its assignee. */
export const accessDetails = z.object({
  /** Of the desk file. */
  right: z.string(),
  /** Whom it is for. Person ids, here and below. */
  for: z.string(),
  /** Who leads their teams, as it was seen last. */
  managers: z.array(z.string()),
  /** The desk file gives it to everybody of a team; nobody asked. */
  birthright: z.boolean().optional(),
  /** How many days an approval is good for; no end when absent. */
  days: z.number().int().positive().optional(),
  vouched: z.enum(vouchers).optional(),
  since: z.string().optional(),
  until: z.string().optional(),
  /** Somebody wants it for longer. */
  extension: z
    .object({ by: z.string(), need: z.string().optional(), days: z.number().int().positive().optional() })
    .optional(),
  /** Of which end people were warned. */
  warned: z.string().optional(),
  restrictedFor: z.string().optional(),
  why: z.enum(reasons).optional(),
})

export type AccessDetails = z.infer<typeof accessDetails>
