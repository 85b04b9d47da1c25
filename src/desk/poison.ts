import { minutes } from '../kernel/duration.js'
import type { Work } from '../store/index.js'
import { tellAdmins } from './admins.js'
import type { Parts } from './parts.js'

/** Tells the administrators that a run was given up, in the unit that did it. */
export async function tellOfOverrun(
  parts: Parts,
  work: Work,
  { name, limit }: { readonly name: string; readonly limit: number },
): Promise<void> {
  const platform = [...parts.connected].at(-1) ?? ''
  await tellAdmins(parts, work, platform, {
    fact: `job/${name}/overran/${work.now.toISOString()}`,
    words: 'jobs.gave_up',
    params: { name, minutes: Math.round(limit / minutes(1)) },
  })
}

/** Tells the administrators that a job fails again and again: once a row of failures, in the unit that found it. */
export async function tellOfPoison(
  parts: Parts,
  work: Work,
  { name, failures }: { readonly name: string; readonly failures: number },
): Promise<void> {
  // A chat platform before the console: those come after it.
  const platform = [...parts.connected].at(-1) ?? ''
  await tellAdmins(parts, work, platform, {
    fact: `job/${name}/${work.now.toISOString()}`,
    words: 'jobs.poison',
    params: { name, count: failures },
  })
}
