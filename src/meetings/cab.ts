import { DateTime } from 'luxon'
import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { type Desk, isColleague, namesOf } from '../desk/index.js'
import { after, days } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import { tidy } from '../kernel/text.js'
import { recurring } from '../organisation/index.js'
import { can } from '../people/index.js'
import type { Reader, Work } from '../store/index.js'
import { type Section, sections } from './agenda.js'
import { agendaCard, type MeetingView } from './agenda-card.js'
import { type Board, boardFor, meetingBoards } from './boards.js'
import { type Chair, createChair } from './chair.js'
import { countedSince } from './counted.js'
import { coming, lastClosed, underWay } from './gather.js'
import { mayRead, mayTakePart } from './members.js'
import { minutesOf } from './minutes.js'
import { minutesCard } from './minutes-card.js'
import { peopleIn } from './minutes-file.js'
import { nextCard } from './next-card.js'
import { actionTable, type MeetingRow, meetingTable, presenceTable } from './table.js'
import { trendsOf } from './trends.js'
import { trendsCard } from './trends-card.js'

/** What people do about the meetings of a board, in the name of the caller. Everything refuses where no board meets. */
export interface Cab extends Chair {
  board(id: string | undefined): Board
  agenda(
    board: Board,
    of: { readonly section?: string | undefined; readonly page?: string | undefined },
    voice: Voice,
  ): Promise<Card>
  next(board: Board, voice: Voice): Promise<Card>
  /** Says whether the caller comes: to the meeting of a button, else to the next one. */
  answer(ask: Answer, voice: Voice): Promise<Card>
  /** Writes down what somebody takes on; it stays on the agenda until it is done. */
  action(board: Board, what: Taken, voice: Voice): Promise<Card>
  done(action: string, voice: Voice): Promise<Card>
  /** Of the meeting of a day, of the one under way, or of the last one. */
  minutes(board: Board, day: string | undefined, voice: Voice): Promise<Card>
  /** How changes went in the last months, six unless told. */
  trends(board: Board, months: string | undefined, voice: Voice): Promise<Card>
}

export interface Answer {
  readonly meeting?: string | undefined
  readonly board?: string | undefined
  readonly as: 'present' | 'absent'
  readonly reason?: string | undefined
}

export interface Taken {
  readonly what: string
  readonly owner: string
  readonly due?: string | undefined
  readonly record?: string | undefined
}

export function createCab(desk: Desk): Cab {
  const { parts, caller, reader, now } = desk.handed
  const organisation = parts.desks.current()
  const viewFor = async (ids: Iterable<string>, voice: Voice): Promise<MeetingView> => ({
    organisation,
    people: await namesOf(parts, ids),
    voice,
  })
  const good = (key: string, params: Record<string, string>, voice: Voice): Card => ({
    title: voice.line(key, params),
    tone: 'good',
    blocks: [],
  })
  const demand = (may: boolean): void => {
    if (!may) throw new Refusal('cab.colleagues')
  }
  return {
    ...createChair(desk),
    board: (id) => boardFor(organisation, id),

    trends: trendsFor,

    async agenda(board, { section, page }, voice) {
      demand(mayRead(caller))
      const meeting = await coming(board, { reader, now, viewer: caller })
      if (!meeting) throw new Refusal('cab.no_more', { board: board.id })
      const people = [...meeting.presence.map(({ person }) => person), ...meeting.actions.map(({ owner }) => owner)]
      const only = sections.find((one) => one === section)
      const shown = only ? { only: only as Section, page: pageOf(page) } : {}
      return agendaCard(meeting, await viewFor(people, voice), shown)
    },

    async next(board, voice) {
      const row = await underWay(reader, board.id)
      const from = row ? after(row.from, -1) : now
      const spans = recurring(board.meets.recurrence).between(from, after(from, days(400)))
      return nextCard(board, { spans: spans.filter((span) => span.from > from).slice(0, 3), row }, voice)
    },

    async answer({ meeting, board: id, as, reason }, voice) {
      demand(mayTakePart(caller))
      const work = desk.handed.work()
      const row = await meetingToAnswer(work, meeting, id)
      if (row.state === 'closed') throw new Refusal('cab.over')
      const why = reason === undefined ? {} : { reason: tidy(reason) }
      await work.remove(presenceTable, { meeting: row.id, person: caller.person.id })
      await work.insert(presenceTable, { meeting: row.id, person: caller.person.id, as, at: now, ...why })
      return good(`cab.presence.said_${as}`, { board: boardFor(organisation, row.board).name[voice.language] }, voice)
    },

    async action(board, { what, owner, due, record: number }, voice) {
      demand(mayTakePart(caller))
      const name = (await desk.person(owner))?.name ?? owner
      if (!(await isColleague(parts, owner))) throw new Refusal('cab.no_colleague', { name }, 'owner')
      const work = desk.handed.work()
      const row = (await underWay(work, board.id)) ?? (await lastClosed(work, board.id))
      if (!row) throw new Refusal('cab.no_meeting', { board: board.id })
      if (due !== undefined && new Date(due) <= now) throw new Refusal('cab.due_past', {}, 'due')
      const record = number === undefined ? undefined : await desk.see(number)
      const id = await work.insert(actionTable, {
        board: board.id,
        meeting: row.id,
        what: tidy(what),
        owner,
        madeBy: caller.person.id,
        madeAt: now,
        ...(due === undefined ? {} : { due: new Date(due) }),
        ...(record ? { record: record.id } : {}),
      })
      return good('cab.actions.noted', { id: String(id), owner: name }, voice)
    },

    async done(typed, voice) {
      const work = desk.handed.work()
      const id = /^#?\d{1,9}$/.test(typed.trim()) ? Number(typed.trim().replace('#', '')) : 0
      const action = await work.hold(actionTable, { id })
      if (!action) throw new Refusal('cab.no_action', { action: typed }, 'action')
      if (
        action.owner !== caller.person.id &&
        !can(caller, ['change manager']) &&
        chairOf(action.board) !== caller.person.id
      )
        throw new Refusal('cab.not_yours')
      if (action.doneAt) throw new Refusal('cab.done_before', { id: String(id) })
      await work.update(actionTable, { id }, { doneAt: now, doneBy: caller.person.id })
      return good('cab.actions.was_done', { id: String(id) }, voice)
    },

    async minutes(board, day, voice) {
      demand(mayRead(caller))
      const row = await meetingOf(reader, board, day)
      if (!row) throw new Refusal('cab.no_minutes', { board: board.id })
      const minutes = await minutesOf(reader, board, row)
      return minutesCard(minutes, await viewFor(peopleIn(minutes), voice))
    },
  }

  async function trendsFor(board: Board, typed: string | undefined, voice: Voice): Promise<Card> {
    const count = typed === undefined ? 6 : Number(typed.trim())
    if (!Number.isInteger(count) || count < 1 || count > 24)
      throw new Refusal('cab.bad_months', { months: typed ?? '' }, 'months')
    const { zone } = board.meets.recurrence
    const first = DateTime.fromJSDate(now, { zone })
      .startOf('month')
      .minus({ months: count - 1 })
    const months = Array.from({ length: count }, (_, at) => first.plus({ months: at }).toFormat('yyyy-MM'))
    const monthOf = (at: Date): string => DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM')
    const changes = await countedSince(reader, first.toJSDate(), caller)
    return trendsCard(board, trendsOf(changes, { months, monthOf, unknown: voice.say('cab.trends.unknown') }), voice)
  }

  function chairOf(board: string): string | undefined {
    return meetingBoards(organisation).find(({ id }) => id === board)?.chair
  }

  async function meetingToAnswer(work: Work, id: string | undefined, board: string | undefined): Promise<MeetingRow> {
    const row =
      id === undefined
        ? await underWay(work, boardFor(organisation, board).id)
        : await work.one(meetingTable, { id: Number(id) })
    if (!row) throw new Refusal('cab.no_meeting', { board: board ?? '' })
    return row
  }
}

const pageOf = (typed: string | undefined): number => (typed && /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : 1)

async function meetingOf(reader: Reader, board: Board, day: string | undefined): Promise<MeetingRow | undefined> {
  if (day === undefined) {
    const row = await underWay(reader, board.id)
    return row?.state === 'open' ? row : lastClosed(reader, board.id)
  }
  const { zone } = board.meets.recurrence
  const from = DateTime.fromISO(day).setZone(zone).startOf('day')
  const span = [from.toUTC().toISO(), from.plus({ days: 1 }).toUTC().toISO()]
  const [found] = await reader.select(
    meetingTable,
    `WHERE t."board" = ? AND t."from" >= ? AND t."from" < ? AND t."state" <> 'announced' ORDER BY t."from" LIMIT 1`,
    [board.id, ...span],
  )
  return found
}
