import { placeWord } from '../chat/address.js'
import type { Parts } from '../desk/index.js'
import { recordById } from '../records/index.js'
import { actorWord, type Work } from '../store/index.js'
import type { Section } from './agenda.js'
import type { Board } from './boards.js'
import { listItems } from './items.js'
import { itemTable, type MeetingRow, meetingTable, type Outcome } from './table.js'

/** Ends a meeting: what became of every item is written down, and the minutes go to its channels. False when it has ended. */
export async function closeMeeting(parts: Parts, work: Work, board: Board, row: MeetingRow): Promise<boolean> {
  const held = await work.hold(meetingTable, { id: row.id })
  if (!held || held.state === 'closed') return false
  await listItems(work, board, held)
  const closed = { state: 'closed', closedAt: work.now, closedBy: actorWord(work.actor) } as const
  await work.update(meetingTable, { id: row.id }, closed)
  for (const item of await work.find(itemTable, { meeting: row.id })) {
    if (item.outcome !== undefined) continue
    const record = await recordById(work, item.record)
    const outcome = record && outcomeOf(item.section as Section, record.state)
    if (outcome) await work.update(itemTable, { id: item.id }, { outcome })
  }
  work.audit('cab.closed', `${board.id}/${row.from.toISOString()}`, {})
  for (const to of board.channels.filter(({ platform }) => parts.connected.has(platform))) {
    const what = { show: 'sheet', sheet: 'minutes', of: String(row.id) } as const
    await parts.outbox.tell(work, { key: `cab/minutes/${row.id}/${placeWord(to)}`, lane: 'update', to, what })
  }
  return true
}

/** What the votes have made of a change by the end of the meeting; what they have not decided goes to the next one. */
function outcomeOf(section: Section, state: string): Outcome | undefined {
  if (section !== 'decide') return 'noted'
  if (state === 'ready for decision') return 'deferred'
  if (state === 'rejected') return 'rejected'
  if (state === 'cancelled') return 'noted'
  return ['authorised', 'scheduled', 'implementing', 'implemented', 'reviewed', 'closed'].includes(state)
    ? 'approved'
    : 'returned'
}
