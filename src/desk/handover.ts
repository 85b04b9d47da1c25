import { holdRotation, type Roster, readRoster, rotationTable, type Shift } from '../oncall/index.js'
import type { Rotation } from '../organisation/index.js'
import { openOfTeam } from '../records/index.js'
import type { Work } from '../store/index.js'
import { handoverCard } from './handover-card.js'
import type { Parts } from './parts.js'
import { namesOf, pinged, placesOf, tellPlaces } from './tell.js'

/** So much of a team's open work stands in the post; how much there is is said. */
const most = 10

/**
 * Tells the channels of a team when the duty passes from one to another, with the open work. Each handover is told once;
 * after a time without a process only the last one is. Gives the number of handovers.
 */
export async function announceHandovers(parts: Parts, now: Date): Promise<number> {
  const { read } = parts.store
  const organisation = parts.desks.current()
  const roster = await readRoster(organisation, read, now)
  const told = new Map((await read.find(rotationTable, {})).map(({ id, handedAt }) => [id, handedAt]))
  let handovers = 0
  for (const rotation of organisation.rotations.values()) {
    const since = told.get(rotation.id)
    const shift = roster.onCall(rotation.id, now)
    if (since && (!shift || shift.from <= since)) continue
    const isNew = await parts.store.work({ kind: 'desk', job: 'oncall-handover' }, (work) =>
      handOver(parts, work, rotation, now),
    )
    if (isNew) handovers++
  }
  return handovers
}

async function handOver(parts: Parts, work: Work, rotation: Rotation, now: Date): Promise<boolean> {
  const { id } = rotation
  // Another process may have been faster. What began before the desk knew the rotation is no news.
  const { handedAt } = await holdRotation(work, id)
  const roster = await readRoster(parts.desks.current(), work, now)
  const shift = roster.onCall(id, now)
  if (!shift || shift.from <= handedAt) return false
  await work.update(rotationTable, { id }, { handedAt: shift.from })
  const before = previous(roster, shift)
  if (before === shift.person) return false
  await tellTeam(parts, work, rotation, { shift, before })
  return true
}

/** Who had the duty until then. */
const previous = (roster: Roster, { rotation, from }: Shift): string | undefined =>
  roster.onCall(rotation, new Date(from.getTime() - 1))?.person

async function tellTeam(
  parts: Parts,
  work: Work,
  rotation: Rotation,
  { shift, before }: { readonly shift: Shift; readonly before: string | undefined },
): Promise<void> {
  const { records, all } = await openOfTeam(work, rotation.team, most)
  const holders = records.flatMap(({ assignee }) => (assignee === undefined ? [] : [assignee]))
  const view = {
    rotation,
    to: await pinged(parts, shift.person),
    ...(before === undefined ? {} : { from: await pinged(parts, before) }),
    until: shift.to,
    records,
    all,
    people: await namesOf(parts, holders),
  }
  await tellPlaces(parts, work, placesOf(parts, rotation.team), {
    key: `oncall/handover/${rotation.id}/${shift.from.toISOString()}`,
    lane: 'update',
    title: 'oncall.handover.to',
    card: (voice) => handoverCard(view, voice),
  })
}
