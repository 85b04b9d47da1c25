import { createHash } from 'node:crypto'
import { type Booking, bookingsBetween } from '../forward/index.js'
import { after, days } from '../kernel/duration.js'
import { recurring, type Span } from '../organisation/index.js'
import type { Caller } from '../people/index.js'
import type { Reader } from '../store/index.js'
import { type Agenda, buildAgenda } from './agenda.js'
import type { Board } from './boards.js'
import { changesSince } from './changes.js'
import {
  type ActionRow,
  actionTable,
  itemTable,
  type MeetingRow,
  meetingTable,
  type PresenceRow,
  presenceTable,
} from './table.js'

/** A meeting that is to come or under way, with all that its agenda says. */
export interface Coming extends Span {
  readonly board: Board
  /** Absent until its agenda has been posted. */
  readonly row?: MeetingRow
  readonly agenda: Agenda
  /** The windows with an outage in the months around, as far as whoever reads may know of them. */
  readonly planned: readonly Booking[]
  /** What somebody took on at earlier meetings and has not done yet. */
  readonly actions: readonly ActionRow[]
  readonly presence: readonly PresenceRow[]
}

/** The meeting of a board that is announced or open; it is closed before the next one is. */
export const underWay = async (reader: Reader, board: string): Promise<MeetingRow | undefined> =>
  (
    await reader.select(meetingTable, `WHERE t."board" = ? AND t."state" <> 'closed' ORDER BY t."from" LIMIT 1`, [
      board,
    ])
  )[0]

/** The newest meeting of a board that is over; with `before`, of those that began before an instant. */
export const lastClosed = async (reader: Reader, board: string, before?: Date): Promise<MeetingRow | undefined> =>
  (
    await reader.select(
      meetingTable,
      `WHERE t."board" = ? AND t."state" = 'closed' ${before ? 'AND t."from" < ?' : ''} ORDER BY t."from" DESC LIMIT 1`,
      before ? [board, before.toISOString()] : [board],
    )
  )[0]

export interface Looking {
  readonly reader: Reader
  readonly now: Date
  /** Whose eyes it is for; everybody's when absent. */
  readonly viewer?: Caller
}

/** The meeting that comes next, or is under way; undefined when its rule has come to an end. */
export async function coming(board: Board, looking: Looking): Promise<Coming | undefined> {
  const row = await underWay(looking.reader, board.id)
  const span = row ?? recurring(board.meets.recurrence).after(looking.now)
  return span && gathered(board, { from: span.from, to: span.to, ...(row ? { row } : {}) }, looking)
}

/** A meeting whose agenda is posted. What is posted looks ahead from when it was, whenever it is put into words. */
export const postedOf = (row: MeetingRow) => ({ from: row.from, to: row.to, row }) as const

/** Everything about one meeting, as it stands now. */
export async function gathered(
  board: Board,
  meeting: Span & { readonly row?: MeetingRow },
  { reader, now, viewer }: Looking,
): Promise<Coming> {
  const before = await lastClosed(reader, board.id, meeting.from)
  const since = before?.closedAt ?? after(meeting.from, -days(7))
  const left = before ? await reader.find(itemTable, { meeting: before.id, section: 'decide' }) : []
  const carried = new Set(left.filter(({ outcome }) => !outcome || outcome === 'deferred').map(({ record }) => record))
  const changes = await changesSince(reader, since, viewer)
  return {
    ...meeting,
    board,
    agenda: buildAgenda({ until: meeting.to, since, now, changes, carried }),
    planned: await plannedAround(meeting, { reader, now, ...(viewer ? { viewer } : {}) }),
    actions: await openActions(reader, board.id),
    presence: meeting.row ? await presenceOf(reader, meeting.row.id) : [],
  }
}

/** From a month back on, for what was done this month has taken its share, to two months ahead. */
async function plannedAround({ from }: Span, { reader, viewer }: Looking): Promise<readonly Booking[]> {
  const span = { from: after(from, -days(31)), to: after(from, days(62)) }
  const all = await bookingsBetween(reader, span, {}, viewer)
  return all.filter(({ number, firm, outage = 0 }) => number !== undefined && firm && outage > 0)
}

/** Who comes and who does not, in the order in which they said so. */
export const presenceOf = (reader: Reader, meeting: number): Promise<readonly PresenceRow[]> =>
  reader.select(presenceTable, 'WHERE t."meeting" = ? ORDER BY t."at", t."person"', [meeting])

export const openActions = (reader: Reader, board: string): Promise<readonly ActionRow[]> =>
  reader.select(actionTable, 'WHERE t."board" = ? AND t."done_at" IS NULL ORDER BY t."due", t."id"', [board])

/** What tells one agenda from another: when it changes, what is posted is changed too. */
export const digestOf = ({ agenda, planned, actions, presence }: Coming): string =>
  createHash('sha256')
    .update(JSON.stringify([agenda, planned, actions, presence]))
    .digest('hex')
