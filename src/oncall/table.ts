import { instant, integer, json, key, nullable, serial, type Table, table, word } from '../store/index.js'
import type { Override } from './shifts.js'

/** Somebody stands in, from when both had agreed or a file of shifts was imported. */
export interface OverrideRow extends Override {
  readonly id: number
  readonly kind: 'cover' | 'swap' | 'import'
  /** The request that it came of. */
  readonly ask?: string | undefined
  readonly madeAt: Date
  readonly madeBy: string
}

export const overrideTable: Table<OverrideRow> = table<OverrideRow>('oncall_override', {
  id: serial(),
  rotation: word(50),
  person: word(),
  instead: nullable(word()),
  from: instant(),
  to: instant(),
  kind: word(12),
  ask: nullable(word(40)),
  madeAt: instant(),
  madeBy: word(),
})

/** One person asks another to stand in, or to exchange shifts. */
export interface AskRow {
  readonly id: string
  readonly kind: 'cover' | 'swap'
  readonly rotation: string
  readonly asker: string
  /** Who says yes or no. */
  readonly other: string
  /** Whose duty `other` is to take; the asker's own unless their lead asks for them. */
  readonly instead: string
  readonly from: Date
  readonly to: Date
  /** The shift of `other` that `instead` takes for it. */
  readonly backFrom?: Date | undefined
  readonly backTo?: Date | undefined
  /** `asked`, and then one of the ends; `void` when the duty was not theirs any more, `undone` after it had been accepted. */
  readonly state: 'asked' | 'accepted' | 'declined' | 'withdrawn' | 'void' | 'undone'
  readonly madeAt: Date
  readonly answeredAt?: Date | undefined
}

export const askTable: Table<AskRow> = table<AskRow>('oncall_ask', {
  id: key(40),
  kind: word(12),
  rotation: word(50),
  asker: word(),
  other: word(),
  instead: word(),
  from: instant(),
  to: instant(),
  backFrom: nullable(instant()),
  backTo: nullable(instant()),
  state: word(12),
  madeAt: instant(),
  answeredAt: nullable(instant()),
})

/** A rotation as far as its handovers were told. Whoever changes its overrides holds this row. */
export interface RotationRow {
  readonly id: string
  /** When the shift began whose handover was told last. */
  readonly handedAt: Date
}

export const rotationTable: Table<RotationRow> = table<RotationRow>('oncall_rotation', {
  id: key(50),
  handedAt: instant(),
})

/** Somebody is wanted for a record, until they acknowledge or it needs nobody any more. */
export interface PageRow {
  readonly id: number
  readonly record: number
  readonly rotation: string
  /** 0 is whoever is on call, 1 the first step of the rotation's escalation. */
  readonly level: number
  /** Who is wanted now, and everybody who was. */
  readonly person: string
  readonly paged: readonly string[]
  readonly at: Date
  /** When the next one is paged; absent once nobody will be. */
  readonly nextAt?: Date | undefined
  /** `unanswered`: nobody is left to be paged. */
  readonly state: 'open' | 'acknowledged' | 'cancelled' | 'unanswered'
  readonly ackedBy?: string | undefined
  readonly ackedAt?: Date | undefined
}

export const pageTable: Table<PageRow> = table<PageRow>('oncall_page', {
  id: serial(),
  record: integer(),
  rotation: word(50),
  level: integer(),
  person: word(),
  paged: json(),
  at: instant(),
  nextAt: nullable(instant()),
  state: word(12),
  ackedBy: nullable(word()),
  ackedAt: nullable(instant()),
})

/**
 * A calendar that somebody subscribes to. The secret stands here as it is: whoever reads this table reads the same shifts
 * beside it.
 */
export interface FeedRow {
  readonly id: string
  readonly secret: string
  readonly person: string
  /** All of the person's own shifts when empty; a calendar of something else when it begins with a star. */
  readonly rotation: string
  readonly madeAt: Date
}

export const feedTable: Table<FeedRow> = table<FeedRow>('oncall_feed', {
  id: key(40),
  secret: word(64),
  person: word(),
  rotation: word(50),
  madeAt: instant(),
})
