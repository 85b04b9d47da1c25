import { nextRunDue, pruneAutomation } from './automation/index.js'
import {
  announceHandovers,
  breach,
  duePages,
  dueVotes,
  heardByAll,
  type Parts,
  pruneDrafts,
  pruneInbox,
  tellMorning,
} from './desk/index.js'
import { announceChanges } from './forward/index.js'
import { keepPanels } from './home/index.js'
import { after, days } from './kernel/duration.js'
import { keepMeetings } from './meetings/index.js'
import { prune } from './notices/index.js'
import { nextPageDue } from './oncall/index.js'
import type { Organisation } from './organisation/index.js'
import { followPeople, keepCampaigns, keepRights } from './practices/access/index.js'
import { lookAtWindows, remindOfChanges } from './practices/change/index.js'
import { audit, closeSilent } from './practices/incident/index.js'
import { keepStanding, seeToRequests } from './practices/request/index.js'
import {
  fenced,
  type Job,
  type JobPlan,
  pruneRuns,
  type Slot,
  type SlotlessPlan,
  type SlotPlan,
  type Timing,
} from './schedule/index.js'
import { nextClockDue } from './sla/index.js'

/** A job of the desk, before the desk is put together. */
type DeskJob =
  | (SlotPlan & { run(parts: Parts, now: Date, slot: Slot): Promise<unknown> })
  | (SlotlessPlan & {
      run(parts: Parts, now: Date): Promise<unknown>
      next(parts: Parts, after: Date): Promise<Date | undefined>
    })

/** All scheduled work of the desk. What each is for stands in the words `jobs.about.<name with _>`. */
const jobs: readonly DeskJob[] = [
  { name: 'incident-close-silent', cron: '* * * * *', missed: 'latest', run: (parts, now) => closeSilent(parts, now) },
  { name: 'request-reminders', cron: '* * * * *', missed: 'latest', run: (parts, now) => seeToRequests(parts, now) },
  { name: 'standing-orders', cron: '* * * * *', missed: 'latest', run: (parts, now) => keepStanding(parts, now) },
  {
    name: 'oncall-pages',
    slotless: true,
    run: (parts, now) => duePages(parts, now),
    next: ({ store }, after) => nextPageDue(store.read, after),
  },
  {
    name: 'oncall-handover',
    cron: '* * * * *',
    missed: 'latest',
    run: (parts, now) => announceHandovers(parts, now),
  },
  { name: 'votes-due', cron: '* * * * *', missed: 'latest', run: (parts, now) => dueVotes(parts, now) },
  { name: 'follow-groups', cron: '*/10 * * * *', missed: 'latest', run: (parts) => parts.directory.followGroups() },
  {
    name: 'sla-sweep',
    slotless: true,
    run: (parts, now) => breach(parts, now),
    next: ({ store }, after) => nextClockDue(store.read, after),
  },
  {
    name: 'automation',
    slotless: true,
    run: ({ automation }) => automation.look(),
    next: ({ store }, after) => nextRunDue(store.read, after),
  },
  { name: 'sla-morning', cron: '30 7 * * *', missed: 'latest', run: (parts, now) => tellMorning(parts, now) },
  { name: 'sla-audit', cron: '*/5 * * * *', missed: 'latest', run: (parts, now) => audit(parts, now) },
  { name: 'panels', cron: '* * * * *', missed: 'latest', run: (parts) => keepPanels(parts) },
  { name: 'cab', cron: '* * * * *', missed: 'latest', run: (parts, now) => keepMeetings(parts, now) },
  {
    name: 'change-events',
    cron: '*/5 * * * *',
    missed: 'latest',
    run: (parts, now) => announceChanges(parts, now),
  },
  { name: 'change-reminders', cron: '* * * * *', missed: 'latest', run: (parts, now) => remindOfChanges(parts, now) },
  {
    name: 'change-windows',
    cron: '*/5 * * * *',
    missed: 'latest',
    run: (parts, now, slot) => lookAtWindows(parts, now, slot),
  },
  { name: 'access-rights', cron: '*/5 * * * *', missed: 'latest', run: (parts, now) => keepRights(parts, now) },
  {
    name: 'access-people',
    cron: '*/10 * * * *',
    missed: 'latest',
    run: (parts, now) => followPeople(parts, now),
  },
  {
    name: 'access-campaigns',
    cron: '*/5 * * * *',
    missed: 'latest',
    run: (parts, now) => keepCampaigns(parts, now),
  },
  { name: 'prune', cron: '17 * * * *', missed: 'latest', run: (parts, now) => forget(parts, now) },
]

export const jobPlans: readonly JobPlan[] = jobs
export const jobNames: readonly string[] = jobs.map(({ name }) => name)
/** Those whose times an organisation may set. */
export const timedJobs: readonly string[] = jobs.flatMap(({ name, slotless }) => (slotless ? [] : name))

/** The jobs, over the parts that they work with; a run that has lost its slot writes nothing through them any more. */
export const jobsOf = (parts: Parts): readonly Job[] =>
  jobs.map((job) =>
    job.slotless
      ? { ...job, run: (now) => job.run(parts, now), next: (after: Date) => job.next(parts, after) }
      : { ...job, run: (now, slot) => job.run({ ...parts, store: fenced(parts.store, slot) }, now, slot) },
  )

/** When a job is due in this organisation: as its desk file says, else as the job was declared. */
export const timingIn =
  ({ zone, jobs: set }: Pick<Organisation, 'zone' | 'jobs'>) =>
  (job: SlotPlan): Timing => {
    const own = set.get(job.name)
    return {
      cron: own?.cron ?? job.cron,
      zone: own?.zone ?? job.zone ?? zone,
      missed: own?.missed ?? job.missed,
    }
  }

/** Inbounds older than a platform brings again, drafts nobody came back to, messages settled a month ago. */
async function forget(parts: Parts, now: Date): Promise<void> {
  await parts.store.work({ kind: 'desk', job: 'prune' }, async (work) => {
    await pruneInbox(work, await heardByAll(work, parts.connected, now))
    await pruneDrafts(work)
    await prune(work, after(now, -days(30)))
    await pruneAutomation(work)
  })
  await pruneRuns(parts.store, now)
}
