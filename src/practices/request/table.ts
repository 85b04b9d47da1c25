import { instant, integer, json, large, nullable, serial, type Table, table, word } from '../../store/index.js'

/** Something that somebody put into their basket, as they asked for it. What it costs is told when it is ordered. */
export interface BasketRow {
  readonly id: number
  readonly person: string
  readonly wanted: {
    readonly item: string
    readonly count?: string
    readonly answers: Readonly<Record<string, string>>
  }
  readonly at: Date
}

export const basketTable: Table<BasketRow> = table<BasketRow>('basket', {
  id: serial(),
  person: word(),
  wanted: json(),
  at: instant(),
})

/** What somebody wants again and again. */
export interface StandingRow {
  readonly id: number
  readonly person: string
  /** The account that they made it with: their rights are looked up through it each time. */
  readonly account: string
  /** The id of the request that it repeats. */
  readonly record: number
  readonly title: string
  readonly order: StandingOrder
  /** How often, in their own words. */
  readonly every: string
  /** The value of an RRULE, by the wall clock of `zone`, from `starts` on (2026-01-05T10:00). */
  readonly rule: string
  readonly starts: string
  readonly zone: string
  /** When the first one was wanted, where it was wanted at a time; the moments of an order are moved along with it. */
  readonly anchor?: Date | undefined
  /** So many milliseconds before it is wanted it is ordered. */
  readonly ahead: number
  /** None is wanted later. */
  readonly until?: Date | undefined
  /** When the next one is wanted, and when it is ordered. */
  readonly next: Date
  readonly due: Date
  /** `stopped` by its person; `over` when there is no next one, or nobody any more who wants it. */
  readonly state: 'on' | 'stopped' | 'over'
  readonly madeAt: Date
}

export interface StandingOrder {
  readonly lines: readonly {
    readonly item: string
    readonly count: number
    readonly answers: Readonly<Record<string, string>>
    /** Which of the answers are moments. */
    readonly moments: readonly string[]
  }[]
  readonly for?: string | undefined
  readonly wanted?: string | undefined
  readonly note?: string | undefined
  readonly budget?: string | undefined
}

export const standingTable: Table<StandingRow> = table<StandingRow>('standing_order', {
  id: serial(),
  person: word(),
  account: word(400),
  record: integer(),
  title: word(300),
  order: json(),
  every: word(),
  rule: word(400),
  starts: word(16),
  zone: word(60),
  anchor: nullable(instant()),
  ahead: large(),
  until: nullable(instant()),
  next: instant(),
  due: instant(),
  state: word(10),
  madeAt: instant(),
})
