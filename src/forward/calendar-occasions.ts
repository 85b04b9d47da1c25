import type { KeptOccasions, Occasion } from '../chat/occasion.js'
import { after, days } from '../kernel/duration.js'
import { nameOf } from '../organisation/index.js'
import { type PlannedChange, plannedIn } from './calendar-changes.js'
import { eventOfChange, type Wording } from './calendar-events.js'
import type { BehindFeed } from './calendar-feed.js'

/** What is told half a year ahead. */
const ahead = days(183)

export interface Announcing extends Omit<BehindFeed, 'directory'> {
  /** Undefined where the platform is not connected, or keeps no such list. */
  readonly keepOccasions: (
    platform: string,
    workspace: string,
    occasions: readonly Occasion[],
  ) => Promise<KeptOccasions | undefined>
}

/**
 * Lets the lists of what is ahead, in the workspaces that the desk file names, have every scheduled change that is not
 * over: never a private one. A workspace that fails does not hold up the others; the first failure is thrown at the end.
 */
export async function announceChanges(announcing: Announcing, now: Date): Promise<void> {
  const { store, desks, voices, pagesAt, keepOccasions } = announcing
  const organisation = desks.current()
  if (organisation.changes.events.length === 0) return
  const wording: Wording = { organisation, voice: voices.in(organisation.language), pagesAt }
  const planned = await plannedIn({ reader: store.read, organisation }, { from: now, to: after(now, ahead) })
  const occasions = planned
    .filter(({ firm, hidden, record }) => firm && !hidden && record.open)
    .map(occasionIn(wording))
  const failures: unknown[] = []
  for (const { platform, workspace } of organisation.changes.events) {
    await keepOccasions(platform, workspace, occasions).catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}

const occasionIn =
  (wording: Wording) =>
  (change: PlannedChange): Occasion => {
    const { organisation, voice } = wording
    const { summary, description = '', url } = eventOfChange({ ...change, clash: false }, wording)
    const places = change.services.map((id) => nameOf(organisation, 'service', id, voice.language))
    return {
      key: change.record.number,
      name: summary,
      description: [description, ...(url === undefined ? [] : [url])].join('\n'),
      place: places.join(', ') || organisation.name,
      from: change.from,
      to: change.to,
    }
  }
