import type { Parts } from '../../desk/index.js'
import { after, days } from '../../kernel/duration.js'
import { recurring } from '../../organisation/index.js'
import { askAbout, close, remind, silence } from './campaigns.js'
import { openCampaigns, unansweredIn } from './certification-queries.js'
import { allHeld } from './queries.js'
import { type CampaignRow, campaignTable } from './table.js'

const job = { kind: 'desk', job: 'access-campaigns' } as const

/** A campaign that ought to have begun while the desk was down is begun late; one that is longer past is left to the next. */
const belated = days(7)

/**
 * Begins the campaign that is due, reminds those who are silent, and ends what is answered or over. Each in its own unit of
 * work; safe to run twice and in several processes.
 */
export async function keepCampaigns(parts: Parts, now: Date): Promise<number> {
  let done = (await beginDue(parts, now)) ? 1 : 0
  for (const campaign of await openCampaigns(parts.store.read)) if (await keepCampaign(parts, campaign, now)) done++
  return done
}

async function beginDue(parts: Parts, now: Date): Promise<boolean> {
  const { certify } = parts.desks.current().access
  if (!certify) return false
  const due = recurring(certify.every)
    .between(after(now, -belated), new Date(now.getTime() + 1))
    .findLast(({ from }) => from <= now)
  if (!due) return false
  const slot = due.from.toISOString()
  if (await parts.store.read.one(campaignTable, { slot })) return false
  return parts.store.work(job, async (work) => {
    const begun = await askAbout(parts, work, { kind: 'rule', slot, rows: await allHeld(work) })
    return begun !== undefined
  })
}

async function keepCampaign(parts: Parts, campaign: CampaignRow, now: Date): Promise<boolean> {
  const { store } = parts
  const waiting = await unansweredIn(store.read, campaign.id)
  if (waiting.length === 0 || now >= campaign.dueAt) {
    for (const one of waiting) await store.work(job, (work) => silence(parts, work, one))
    await store.work(job, (work) => close(parts, work, campaign))
    return true
  }
  const next = reminderDue(campaign, now)
  if (next === undefined) return false
  await store.work(job, (work) => remind(parts, work, campaign, next))
  return true
}

/** After half of the time, and a day before its end. */
function reminderDue({ begunAt, dueAt, reminded }: CampaignRow, now: Date): number | undefined {
  const half = new Date((begunAt.getTime() + dueAt.getTime()) / 2)
  const last = after(dueAt, -days(1))
  if (reminded === 0 && now >= half) return 1
  return reminded === 1 && now >= last && last > half ? 2 : undefined
}
