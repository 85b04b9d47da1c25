import { z } from 'zod'
import { missedPolicies } from '../schedule/index.js'
import { zone } from './fields.js'

/** The shape of what `jobs` says of one job. Whether its cron expression is one is judged by `job-problems.ts`. */
export const jobTiming = z.strictObject({
  cron: z.string().max(100).optional(),
  zone: zone.optional(),
  missed: z.enum(missedPolicies).optional(),
})
export type JobTimingFile = z.output<typeof jobTiming>
