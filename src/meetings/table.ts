import { flag, instant, integer, key, nullable, serial, type Table, table, text, word } from '../store/index.js'

/** A meeting of a board, from when its agenda was posted. */
export interface MeetingRow {
  readonly id: number
  readonly board: string
  readonly from: Date
  readonly to: Date
  readonly state: 'announced' | 'open' | 'closed'
  /** Of the agenda as it is posted: another one is posted in its stead. */
  readonly digest: string
  readonly announcedAt: Date
  readonly openedAt?: Date | undefined
  readonly openedBy?: string | undefined
  readonly closedAt?: Date | undefined
  readonly closedBy?: string | undefined
  /** The record that is talked about. */
  readonly current?: number | undefined
}

export const meetingTable: Table<MeetingRow> = table<MeetingRow>('meeting', {
  id: serial(),
  board: word(50),
  from: instant(),
  to: instant(),
  state: word(12),
  digest: word(64),
  announcedAt: instant(),
  openedAt: nullable(instant()),
  openedBy: nullable(word()),
  closedAt: nullable(instant()),
  closedBy: nullable(word()),
  current: nullable(integer()),
})

/** That somebody comes, or does not. */
export interface PresenceRow {
  readonly meeting: number
  readonly person: string
  readonly as: 'present' | 'absent'
  readonly reason?: string | undefined
  readonly at: Date
}

export const presenceTable: Table<PresenceRow> = table<PresenceRow>('meeting_presence', {
  meeting: { type: 'integer', primary: true },
  person: key(),
  as: word(12),
  reason: nullable(text()),
  at: instant(),
})

/** `deferred`: it goes to the next meeting. `noted`: there was nothing to decide. */
export const outcomes = ['approved', 'rejected', 'returned', 'deferred', 'noted'] as const
export type Outcome = (typeof outcomes)[number]

/** A change as one meeting dealt with it. */
export interface ItemRow {
  readonly id: number
  readonly meeting: number
  readonly record: number
  readonly section: string
  readonly ordinal: number
  readonly carried: boolean
  readonly outcome?: Outcome | undefined
  readonly note?: string | undefined
  readonly at?: Date | undefined
  readonly by?: string | undefined
}

export const itemTable: Table<ItemRow> = table<ItemRow>('meeting_item', {
  id: serial(),
  meeting: integer(),
  record: integer(),
  section: word(12),
  ordinal: integer(),
  carried: flag(),
  outcome: nullable(word(12)),
  note: nullable(text()),
  at: nullable(instant()),
  by: nullable(word()),
})

/** What somebody took on at a meeting; it stays on the agenda until it is done. */
export interface ActionRow {
  readonly id: number
  readonly board: string
  readonly meeting: number
  readonly record?: number | undefined
  readonly what: string
  readonly owner: string
  readonly due?: Date | undefined
  readonly doneAt?: Date | undefined
  readonly doneBy?: string | undefined
  readonly madeBy: string
  readonly madeAt: Date
}

export const actionTable: Table<ActionRow> = table<ActionRow>('meeting_action', {
  id: serial(),
  board: word(50),
  meeting: integer(),
  record: nullable(integer()),
  what: text(),
  owner: word(),
  due: nullable(instant()),
  doneAt: nullable(instant()),
  doneBy: nullable(word()),
  madeBy: word(),
  madeAt: instant(),
})
