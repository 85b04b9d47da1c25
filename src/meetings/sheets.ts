import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { namesOf, type Parts, pinged, type Sheet } from '../desk/index.js'
import { agendaCard } from './agenda-card.js'
import { type Board, meetingBoards } from './boards.js'
import { gathered, postedOf } from './gather.js'
import { invited } from './members.js'
import { minutesOf } from './minutes.js'
import { minutesCard } from './minutes-card.js'
import { peopleIn } from './minutes-file.js'
import { type MeetingRow, meetingTable } from './table.js'

/** The agenda and the minutes as they stand in channels, for everybody's eyes. */
export const meetingSheets: ReadonlyMap<string, Sheet> = new Map([
  ['agenda', agendaSheet],
  ['minutes', minutesSheet],
])

async function found(
  parts: Parts,
  of: string,
): Promise<{ readonly board: Board; readonly row: MeetingRow } | undefined> {
  const row = await parts.store.read.one(meetingTable, { id: Number(of) })
  const board = row && meetingBoards(parts.desks.current()).find(({ id }) => id === row.board)
  return row && board && { board, row }
}

async function agendaSheet(parts: Parts, of: string, voice: Voice): Promise<Card | undefined> {
  const there = await found(parts, of)
  if (!there) return undefined
  const { board, row } = there
  const meeting = await gathered(board, postedOf(row), { reader: parts.store.read, now: row.announcedAt })
  const ids = [...meeting.presence.map(({ person }) => person), ...meeting.actions.map(({ owner }) => owner)]
  const guests = await Promise.all((await invited(parts, board, meeting.agenda)).map((id) => pinged(parts, id)))
  const view = { organisation: parts.desks.current(), people: await namesOf(parts, ids), voice }
  return agendaCard(meeting, view, { invited: guests })
}

async function minutesSheet(parts: Parts, of: string, voice: Voice): Promise<Card | undefined> {
  const there = await found(parts, of)
  if (!there) return undefined
  const minutes = await minutesOf(parts.store.read, there.board, there.row)
  return minutesCard(minutes, {
    organisation: parts.desks.current(),
    people: await namesOf(parts, peopleIn(minutes)),
    voice,
  })
}
