import { flag, instant, integer, json, key, nullable, type Table, table, text, word } from '../store/index.js'
import type { Choice, Rule } from './tally.js'

/** Something about a record that is to be approved. `about` tells several on one record apart. */
export interface ApprovalRow {
  readonly id: string
  readonly record: number
  readonly about: string
  /** Who raised what is decided here: without a vote, and the one who may recall it. */
  readonly raisedBy: string
  /** Whether all stages are open from the beginning, or one after the other. */
  readonly parallel: boolean
  /** What voters are shown, counted from 1: a vote is for one version. */
  readonly version: number
  /** `returned`: changes were requested; `void`: what it was about needs no decision any more. */
  readonly state: 'waiting' | 'returned' | 'approved' | 'rejected' | 'recalled' | 'void'
  readonly madeAt: Date
  readonly decidedAt?: Date | undefined
  /** A digest of each part of what is shown in this version, so that what has changed can be told. */
  readonly shown?: Shown | undefined
}

export type Shown = Readonly<Record<string, string>>

export const approvalTable: Table<ApprovalRow> = table<ApprovalRow>('approval', {
  id: key(40),
  record: integer(),
  about: word(40),
  raisedBy: word(),
  parallel: flag(),
  version: integer(),
  state: word(12),
  madeAt: instant(),
  decidedAt: nullable(instant()),
  shown: nullable(json()),
})

export type Silence = 'approve' | 'reject' | 'escalate'

/** `coming`: its turn has not come. `moot`: it was not needed any more. */
export type StageState = 'coming' | 'open' | 'approved' | 'rejected' | 'moot'

export interface StageRow {
  readonly approval: string
  /** Counted from 1. */
  readonly ordinal: number
  readonly name: string
  readonly rule: Rule
  /** Minutes from its opening until silence means something; absent where it may take for ever. */
  readonly within?: number | undefined
  readonly silence: Silence
  readonly state: StageState
  readonly openedAt?: Date | undefined
  readonly dueAt?: Date | undefined
  /** When its time ran out. */
  readonly expiredAt?: Date | undefined
  readonly decidedAt?: Date | undefined
  /** The version that its people were told of; absent until they were. */
  readonly told?: number | undefined
  /** When those who are silent are reminded next. */
  readonly remindAt?: Date | undefined
}

const keyed = { primary: true } as const

export const stageTable: Table<StageRow> = table<StageRow>('approval_stage', {
  approval: key(40),
  ordinal: { ...integer(), ...keyed },
  name: word(),
  rule: json(),
  within: nullable(integer()),
  silence: word(12),
  state: word(12),
  openedAt: nullable(instant()),
  dueAt: nullable(instant()),
  expiredAt: nullable(instant()),
  decidedAt: nullable(instant()),
  told: nullable(integer()),
  remindAt: nullable(instant()),
})

/** One voter's ballot in one stage for one version. Those of versions before stay as they were. */
export interface BallotRow {
  readonly approval: string
  readonly ordinal: number
  /** Whose vote it is, by the rule. */
  readonly voter: string
  readonly version: number
  /** Who casts it: the voter, or whom they have handed it to. */
  readonly holder: string
  /** `changes` returns what is decided; in the count it is as good as waiting. */
  readonly choice: Choice | 'changes'
  readonly weight: number
  /** The parts of the subject that the answer is about; absent for all of it. */
  readonly covers?: readonly string[] | undefined
  readonly reason?: string | undefined
  /** Who did cast it: the holder, or who stood in. */
  readonly castBy?: string | undefined
  readonly castAt?: Date | undefined
}

export const ballotTable: Table<BallotRow> = table<BallotRow>('approval_ballot', {
  approval: key(40),
  ordinal: { ...integer(), ...keyed },
  voter: key(),
  version: { ...integer(), ...keyed },
  holder: word(),
  choice: word(12),
  weight: integer(),
  covers: nullable(json()),
  reason: nullable(text()),
  castBy: nullable(word()),
  castAt: nullable(instant()),
})

/** Somebody is away, and somebody else may vote in their place. */
export interface AbsenceRow {
  readonly id: string
  readonly person: string
  readonly standIn: string
  readonly from: Date
  readonly to: Date
  readonly madeAt: Date
}

export const absenceTable: Table<AbsenceRow> = table<AbsenceRow>('absence', {
  id: key(40),
  person: word(),
  standIn: word(),
  from: instant(),
  to: instant(),
  madeAt: instant(),
})
