import { placeWord } from '../chat/address.js'
import type { Parts } from '../desk/index.js'
import { announceCard, oneAccount, tellAccounts } from '../desk/index.js'
import { after } from '../kernel/duration.js'
import { recurring, type Span } from '../organisation/index.js'
import { findRecord, type Rec } from '../records/index.js'
import type { Work } from '../store/index.js'
import { type Agenda, toBeDiscussed } from './agenda.js'
import { type Board, meetingBoards } from './boards.js'
import { closeMeeting } from './close.js'
import { type Coming, digestOf, gathered, postedOf, underWay } from './gather.js'
import { invitationCard } from './invitation-card.js'
import { invited } from './members.js'
import { type MeetingRow, meetingTable } from './table.js'

/** After the end of a meeting that nobody has closed, so long is waited before its minutes are written. */
export const grace = 30 * 60_000

/**
 * Posts the agendas that are due, brings those that stand there up to date, and closes what nobody has closed. Each is a
 * unit of its own. Gives the number of meetings that something was done about.
 */
export async function keepMeetings(parts: Parts, now: Date): Promise<number> {
  let done = 0
  for (const board of meetingBoards(parts.desks.current())) {
    const kept = await parts.store.work({ kind: 'desk', job: 'cab' }, (work) => keepBoard(parts, work, board, now))
    if (kept) done++
  }
  return done
}

async function keepBoard(parts: Parts, work: Work, board: Board, now: Date): Promise<boolean> {
  const row = await underWay(work, board.id)
  if (row && after(row.to, grace) <= now) return closeMeeting(parts, work, board, row)
  if (row) return bringUpToDate(parts, work, board, row)
  const span = dueMeeting(board, now)
  return span !== undefined && (await announceMeeting(parts, work, board, span)) !== undefined
}

/** The next meeting, once its agenda is to be out. One that is over already, because the desk was down, is let go. */
function dueMeeting({ meets }: Board, now: Date): Span | undefined {
  const [first] = recurring(meets.recurrence).between(now, new Date(now.getTime() + 1))
  const next = first ?? recurring(meets.recurrence).after(now)
  return next && after(next.from, -meets.ahead) <= now ? next : undefined
}

/** Posts the agenda of a meeting and invites to it. Undefined when it has been before, or is over. */
export async function announceMeeting(
  parts: Parts,
  work: Work,
  board: Board,
  { from, to }: Span,
): Promise<MeetingRow | undefined> {
  const draft = { board: board.id, from, to, state: 'announced', digest: '', announcedAt: work.now } as const
  if (!(await work.insertNew(meetingTable, draft))) return undefined
  const row = await work.one(meetingTable, { board: board.id, from })
  if (!row) return undefined
  const meeting = await gathered(board, postedOf(row), { reader: work, now: row.announcedAt })
  await work.update(meetingTable, { id: row.id }, { digest: digestOf(meeting) })
  work.audit('cab.announced', `${board.id}/${from.toISOString()}`, {})
  await postAgenda(parts, work, meeting, row)
  await invite(parts, work, meeting, row)
  return row
}

/** The agenda in every channel of the board, and beside it a card, and with it a thread, for every change that is to be decided. */
async function postAgenda(parts: Parts, work: Work, { board, agenda }: Coming, { id }: MeetingRow): Promise<void> {
  const places = board.channels.filter(({ platform }) => parts.connected.has(platform))
  for (const to of places) {
    const what = { show: 'sheet', sheet: 'agenda', of: String(id) } as const
    await parts.outbox.tell(work, { key: agendaKey(id, placeWord(to)), lane: 'update', to, what })
  }
  for (const record of await recordsToDecide(work, agenda)) {
    const targets = places.map((to) => ({ to, facts: 'all' }) as const)
    await announceCard(parts, work, record, targets)
  }
}

async function recordsToDecide(work: Work, agenda: Agenda): Promise<readonly Rec[]> {
  const found: Rec[] = []
  for (const { items } of agenda.parts.filter(({ section }) => section === 'decide'))
    for (const { change } of items) {
      const record = await findRecord(work, change.number)
      if (record) found.push(record)
    }
  return found
}

const agendaKey = (meeting: number, place: string): string => `cab/agenda/${meeting}/${place}`

async function bringUpToDate(parts: Parts, work: Work, board: Board, row: MeetingRow): Promise<boolean> {
  const meeting = await gathered(board, postedOf(row), { reader: work, now: row.announcedAt })
  const digest = digestOf(meeting)
  if (digest === row.digest) return false
  // Whoever is first to put the new one in force says so; another process has nothing to add.
  if ((await work.update(meetingTable, { id: row.id, digest: row.digest }, { digest })) === 0) return false
  for (const place of board.channels) await parts.outbox.reword(work, agendaKey(row.id, placeWord(place)))
  await postAgenda(parts, work, meeting, row)
  return true
}

async function invite(parts: Parts, work: Work, meeting: Coming, row: MeetingRow): Promise<void> {
  for (const person of await invited(parts, meeting.board, meeting.agenda)) {
    await tellAccounts(parts, work, await oneAccount(parts, person), {
      key: `cab/invited/${row.id}`,
      lane: 'update',
      title: 'cab.invited.title',
      card: (voice) => invitationCard(meeting, row.id, toBeDiscussed(meeting.agenda).length, voice),
    })
  }
}
