import { type Approval, voidApprovals, withdrawApprovals } from '../../approvals/index.js'
import { followItems, type ImpactOf, impactOf, type Register } from '../../configuration/index.js'
import { moveRecord, type Parts, type Seen } from '../../desk/index.js'
import {
  type Booking,
  blocks,
  bookingOf,
  type Conflict,
  conflictingWith,
  conflictsOf,
  dropBooking,
  exceptFrom,
  keepBooking,
  noteFailure,
  type OtherChange,
  othersKnown,
} from '../../forward/index.js'
import type { Organisation } from '../../organisation/index.js'
import { type Patch, type Rec, recordTable } from '../../records/index.js'
import type { Reader, Work } from '../../store/index.js'
import { detailsOf } from './policy.js'

/** A change in the change schedule: its window is kept there, and what stands in its way is looked at whenever anything moves. */

const wanted = ['draft', 'requested', 'ready for evaluation', 'ready for decision', 'authorised']
const firm = ['scheduled', 'implementing']
const broken = ['failed', 'backed out']
/** So many others are looked at again when one moves. */
const most = 200

/** The window of a change as the schedule knows it; undefined where it has none, or is over. */
export function bookingFor(record: Rec): Booking | undefined {
  const { window, kind, items, services, risk, outage, endedAt } = detailsOf(record)
  if (!window) return undefined
  const from = new Date(window.from)
  const isDone = record.state === 'implemented' || record.state === 'reviewed'
  if (!isDone && ![...wanted, ...firm].includes(record.state)) return undefined
  // What ended early leaves the rest of its window to others.
  const to = new Date(isDone && endedAt !== undefined && endedAt < window.to ? endedAt : window.to)
  if (to <= from) return undefined
  return {
    ...{ record: record.id, from, to, firm: isDone || firm.includes(record.state), kind, items, services },
    ...(record.assignee === undefined ? {} : { implementer: record.assignee }),
    ...(risk ? { risk: risk.class } : {}),
    ...(outage === undefined ? {} : { outage }),
  }
}

/** One conflict in short, to tell two looks at the same window apart: `!` is allowed, `?` only wanted by the other. */
export const conflictKey = ({ kind, other, name, excepted, wanted: only }: Conflict): string =>
  `${kind}:${other ?? name ?? ''}${excepted ? '!' : ''}${only ? '?' : ''}`

const registerOf = ({ desks }: Parts, reader: Reader): Register => ({ reader, organisation: desks.current() })

/** What stands in the way of a change in its window; nothing where it has none. */
export async function conflictsFor(parts: Parts, reader: Reader, record: Rec, now: Date): Promise<readonly Conflict[]> {
  const booking = bookingFor(record)
  const isOver = !booking || record.state === 'implemented' || record.state === 'reviewed'
  return isOver ? [] : conflictsOf(registerOf(parts, reader), booking, now)
}

/** Keeps items and window in step with a record, and has others looked at again in whose way it came, or went out of. */
export async function followChange(parts: Parts, work: Work, record: Rec): Promise<Patch | undefined> {
  if (record.state === 'ready for evaluation') await withdrawApprovals(work, record.id, 'decision')
  await followItems({ work, organisation: parts.desks.current() }, record, detailsOf(record).items)
  const before = await bookingOf(work, record.id)
  const after = bookingFor(record)
  const register = registerOf(parts, work)
  if (told(before) !== told(after)) {
    const near = before
      ? await conflictingWith(register, before, broken.includes(record.state) ? work.now : undefined)
      : []
    await keep(work, record, after)
    const others = new Set([...near, ...(after ? await conflictingWith(register, after) : [])])
    if (before && (before.from > work.now || before.to > work.now) && !same(before, after))
      await voidApprovals(work, record.id, 'freeze')
    await lookAgain(parts, work, [...others].toSorted((a, b) => a - b).slice(0, most))
  }
  const keys = (await conflictsFor(parts, work, record, work.now)).map(conflictKey)
  return keys.join(' ') === (detailsOf(record).conflicts ?? []).join(' ') ? undefined : { details: { conflicts: keys } }
}

const same = (one: Booking, other: Booking | undefined): boolean =>
  other !== undefined && one.from.getTime() === other.from.getTime() && one.to.getTime() === other.to.getTime()

/** What a booking says, whatever the order of its parts. */
const told = (booking: Booking | undefined): string =>
  booking
    ? JSON.stringify([
        ...[booking.from, booking.to, booking.firm, booking.kind, booking.implementer, booking.risk, booking.outage],
        ...[[...booking.items].sort(), [...booking.services].sort()],
      ])
    : ''

async function keep(work: Work, record: Rec, booking: Booking | undefined): Promise<void> {
  if (broken.includes(record.state)) await noteFailure(work, record.id, work.now)
  else if (booking) await keepBooking(work, booking)
  else await dropBooking(work, record.id)
}

/** Those whose conflicts are others now say so in their threads. */
async function lookAgain(parts: Parts, work: Work, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    const record = await work.hold(recordTable, { id })
    if (record && isLookedAt(record)) await recheck(parts, work, record)
  }
}

/** Whether a conflict would still change anything. */
export const isLookedAt = ({ state }: Rec): boolean => [...wanted, 'scheduled'].includes(state)

/** Says so in its thread when what stands in its way is not what it was. */
export async function recheck(parts: Parts, work: Work, record: Rec): Promise<void> {
  const keys = (await conflictsFor(parts, work, record, work.now)).map(conflictKey)
  if (keys.join(' ') === (detailsOf(record).conflicts ?? []).join(' ')) return
  const input = { conflicts: JSON.stringify(keys) }
  await moveRecord(parts, work, record, { verb: 'recheck', input, by: { now: work.now } })
}

/** An exception from the freezes that stand in its way was approved, for the window that was shown. */
export async function exceptChange(
  parts: Parts,
  work: Work,
  record: Rec,
  { about, id, shown }: Approval,
): Promise<void> {
  if (about !== 'freeze') return
  // One that came up since was not asked about, and may be another board's.
  const asked = (shown?.freezes ?? '').split(' ')
  const frozen = (await conflictsFor(parts, work, record, work.now)).filter(({ kind }) => kind === 'freeze')
  for (const { name } of frozen.filter(blocks))
    if (name !== undefined && asked.includes(name)) await exceptFrom(work, record.id, name, id)
  const held = await work.hold(recordTable, { id: record.id })
  if (held) await recheck(parts, work, held)
}

/** What the views of a change need besides the record. */
export interface Gathered {
  readonly organisation: Organisation
  readonly conflicts: readonly Conflict[]
  readonly others: ReadonlyMap<number, OtherChange>
  readonly impact?: ImpactOf
}

export async function gatherFor(parts: Parts, reader: Reader, record: Rec, { viewer, entry }: Seen): Promise<Gathered> {
  const { items } = detailsOf(record)
  const conflicts = record.open ? await conflictsFor(parts, reader, record, record.updatedAt) : []
  // Only where votes are asked for: it is the one thing here that costs with the size of the register.
  const impact =
    entry?.kind === 'approval_asked' && items.length > 0 ? await impactOf(registerOf(parts, reader), items) : undefined
  return {
    organisation: parts.desks.current(),
    conflicts,
    others: await othersKnown(reader, conflicts, viewer),
    ...(impact ? { impact } : {}),
  }
}
