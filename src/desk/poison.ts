import type { Work } from '../store/index.js'
import { tellAdmins } from './admins.js'
import type { Parts } from './parts.js'

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
