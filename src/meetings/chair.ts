import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Desk } from '../desk/index.js'
import { namesOf, tellPlaces } from '../desk/index.js'
import { after } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import { tidy } from '../kernel/text.js'
import { recurring } from '../organisation/index.js'
import { can } from '../people/index.js'
import { recordById } from '../records/index.js'
import type { Work } from '../store/index.js'
import { announceMeeting } from './announce.js'
import type { Board } from './boards.js'
import { closeMeeting } from './close.js'
import { gathered, postedOf, underWay } from './gather.js'
import { itemCard } from './item-card.js'
import { listItems } from './items.js'
import { type ItemRow, itemTable, type MeetingRow, meetingTable, type Outcome, presenceTable } from './table.js'

/** What whoever chairs a meeting does in it: the chair of the board, or a change manager. */
export interface Chair {
  open(board: Board, voice: Voice): Promise<Card>
  /** Goes on to the next item, and shows it to everybody. */
  step(board: Board, voice: Voice): Promise<Card>
  /** Writes down what the board said of a change. The votes alone decide what becomes of it. */
  decide(board: Board, said: Said, voice: Voice): Promise<Card>
  close(board: Board, voice: Voice): Promise<Card>
}

export interface Said {
  readonly record: string
  readonly outcome: Outcome
  readonly note?: string | undefined
}

export function createChair(desk: Desk): Chair {
  const { parts, caller, now } = desk.handed
  const channels = (board: Board) => board.channels.filter((to) => parts.connected.has(to.platform))

  const demandChair = ({ chair, name }: Board, voice: Voice): void => {
    if (caller.linked && chair === caller.person.id) return
    if (!can(caller, ['change manager'])) throw new Refusal('cab.not_chair', { board: name[voice.language] })
  }
  const opened = async (work: Work, board: Board): Promise<MeetingRow> => {
    const row = await underWay(work, board.id)
    if (row?.state !== 'open') throw new Refusal('cab.not_open', { board: board.id })
    return (await work.hold(meetingTable, { id: row.id })) ?? row
  }
  const done = (key: string, board: Board, voice: Voice): Card => ({
    title: voice.line(key, { board: board.name[voice.language] }),
    tone: 'good',
    blocks: [],
  })

  return {
    async open(board, voice) {
      demandChair(board, voice)
      const work = desk.handed.work()
      const row = (await underWay(work, board.id)) ?? (await announcedNow(work, board))
      if (row.state === 'open') throw new Refusal('cab.is_open', { board: board.name[voice.language] })
      await work.update(meetingTable, { id: row.id }, { state: 'open', openedAt: now, openedBy: caller.person.id })
      const items = await listItems(work, board, row)
      const present = { meeting: row.id, person: caller.person.id, as: 'present', at: now } as const
      await work.remove(presenceTable, { meeting: row.id, person: caller.person.id })
      await work.insert(presenceTable, present)
      work.audit('cab.opened', `${board.id}/${row.from.toISOString()}`, {})
      await tellPlaces(parts, work, channels(board), {
        key: `cab/opened/${row.id}`,
        lane: 'update',
        title: 'cab.meeting.began',
        card: (spoken) => openedCard(board, items.length, caller.person.name, spoken),
      })
      return done('cab.meeting.opened', board, voice)
    },

    async step(board, voice) {
      demandChair(board, voice)
      const work = desk.handed.work()
      const row = await opened(work, board)
      const items = await listItems(work, board, row)
      const at = items.find(({ record }) => record === row.current)?.ordinal ?? 0
      const next = items.find(({ ordinal, outcome }) => ordinal > at && outcome === undefined)
      if (!next) return { ...done('cab.meeting.last', board, voice), blocks: [closing(board, voice)] }
      await work.update(meetingTable, { id: row.id }, { current: next.record })
      return showItem(work, { board, row, items, next }, voice)
    },

    async decide(board, { record: number, outcome, note }, voice) {
      demandChair(board, voice)
      const work = desk.handed.work()
      const row = await opened(work, board)
      const record = await desk.see(number)
      const words = note === undefined ? undefined : tidy(note)
      await listItems(work, board, row)
      const item = await work.one(itemTable, { meeting: row.id, record: record.id })
      if (!item) throw new Refusal('cab.not_on_agenda', { number }, 'record')
      const said = { outcome, at: now, by: caller.person.id, ...(words ? { note: words } : {}) }
      await work.update(itemTable, { id: item.id }, said)
      const spoken = parts.voices.in(parts.desks.current().language)
      const how = { board: board.name[spoken.language], outcome: spoken.say(`choices.cab_outcome.${outcome}`) }
      await desk.note(number, `${spoken.say('cab.meeting.said', how)}${words ? ` ${words}` : ''}`)
      return {
        title: voice.line('cab.meeting.noted', { number: { kind: 'record', number } }),
        tone: 'good',
        blocks: [stepping(board, voice)],
      }
    },

    async close(board, voice) {
      demandChair(board, voice)
      const work = desk.handed.work()
      await closeMeeting(parts, work, board, await opened(work, board))
      return done('cab.meeting.closed', board, voice)
    },
  }

  /** A meeting may be opened from when its agenda is out; where the desk has not come to that yet, it does so now. */
  async function announcedNow(work: Work, board: Board): Promise<MeetingRow> {
    const { recurrence, ahead } = board.meets
    const [running] = recurring(recurrence).between(now, after(now, 1))
    const span = running ?? recurring(recurrence).after(now)
    if (!span) throw new Refusal('cab.no_more', { board: board.id })
    if (after(span.from, -ahead) > now) throw new Refusal('cab.not_yet', { board: board.id })
    const row = await announceMeeting(parts, work, board, span)
    if (!row) throw new Refusal('cab.was_held', { board: board.id })
    return row
  }

  interface Turn {
    readonly board: Board
    readonly row: MeetingRow
    readonly items: readonly ItemRow[]
    readonly next: ItemRow
  }

  async function showItem(work: Work, { board, row, items, next }: Turn, voice: Voice): Promise<Card> {
    const meeting = await gathered(board, postedOf(row), { reader: work, now })
    const item = meeting.agenda.parts.flatMap((part) => part.items).find(({ change }) => change.id === next.record)
    const record = await recordById(work, next.record)
    // It went off the agenda since the meeting began: somebody withdrew it, or made it private.
    if (!item || !record || record.private) {
      await work.update(itemTable, { id: next.id }, { outcome: 'noted', at: now, by: caller.person.id })
      return { ...done('cab.meeting.gone', board, voice), blocks: [stepping(board, voice)] }
    }
    const nth = items.findIndex(({ id }) => id === next.id) + 1
    const organisation = parts.desks.current()
    const people = await namesOf(parts, [])
    const card = (spoken: Voice): Card =>
      itemCard({
        organisation,
        people,
        voice: spoken,
        item: next,
        change: item.change,
        nth,
        all: items.length,
        board: board.id,
      })
    const word = { key: `cab/item/${row.id}/${next.record}`, lane: 'update', title: 'cab.meeting.title', card } as const
    await tellPlaces(parts, work, channels(board), word)
    return card(voice)
  }
}

const openedCard = (board: Board, count: number, chair: string, voice: Voice): Card => ({
  title: voice.line('cab.meeting.began_of', { board: board.name[voice.language], chair }),
  tone: 'attention',
  blocks: [
    { kind: 'text', line: voice.line('cab.meeting.items', { count }) },
    { kind: 'actions', actions: [pressing('next', 'cab step', board, voice)] },
  ],
})

const stepping = (board: Board, voice: Voice) =>
  ({ kind: 'actions', actions: [pressing('next', 'cab step', board, voice)] }) as const
const closing = (board: Board, voice: Voice) =>
  ({ kind: 'actions', actions: [pressing('close', 'cab close', board, voice)] }) as const
const pressing = (label: string, command: string, board: Board, voice: Voice) =>
  ({
    kind: 'press',
    label: voice.say(`cab.meeting.${label}`),
    press: { command, args: { board: board.id } },
  }) as const
