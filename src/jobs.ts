import { heardByAll, type Parts, pruneDrafts, pruneInbox } from './desk/index.js'
import { after, days } from './kernel/duration.js'
import { prune } from './notices/index.js'
import { closeSilent } from './practices/incident/index.js'
import { type Job, pruneRuns } from './schedule/index.js'

/** All scheduled work of the desk. */
export const jobsOf = (parts: Parts): readonly Job[] => [
  { name: 'incident-close-silent', cron: '* * * * *', run: (now) => closeSilent(parts, now) },
  { name: 'follow-groups', cron: '*/10 * * * *', run: () => parts.directory.followGroups() },
  { name: 'prune', cron: '17 * * * *', run: (now) => forget(parts, now) },
]

/** Inbounds older than a platform brings again, drafts nobody came back to, messages settled a month ago. */
async function forget(parts: Parts, now: Date): Promise<void> {
  await parts.store.work({ kind: 'desk', job: 'prune' }, async (work) => {
    await pruneInbox(work, await heardByAll(work, parts.connected, now))
    await pruneDrafts(work)
    await prune(work, after(now, -days(30)))
  })
  await pruneRuns(parts.store, now)
}
