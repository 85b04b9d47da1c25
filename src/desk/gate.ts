import type { Shown, Silence } from '../approvals/index.js'
import type { Organisation, Seated } from '../organisation/index.js'
import type { Rec } from '../records/index.js'

/** What somebody else has to decide before a record leaves a state. A practice declares it; the desk asks, counts and moves. */
export interface Gate {
  /** What is decided, by which a record's approvals are told apart: `decision`. */
  readonly about: string
  /** Who is asked, by the record as it stands. */
  readonly asks: (record: Rec, organisation: Organisation) => GateAsked
  /** What is shown to them, by the parts that answers can be about: a vote is for these, and what differs has changed. */
  readonly shows: (record: Rec) => Readonly<Record<string, unknown>>
  /** By which verb the record moves on each outcome. `returned`: changes were requested, or it was recalled. */
  readonly verbs: { readonly approved: string; readonly rejected: string; readonly returned: string }
}

export interface GateAsked {
  /** In order, unless parallel. */
  readonly stages: readonly GateStage[]
  readonly parallel?: boolean
  /** Who raised what is decided, and has no vote; the record's requester when absent. */
  readonly by?: string
}

export type GateStage =
  /** A board of the desk file, with more vetoes where it matters more. */
  | { readonly kind: 'board'; readonly board: string; readonly vetoes?: readonly Seated[] }
  /** Certain people, such as the owners of what is affected: all of them, unless any one is enough. `name` stands in `approvals.stages`. */
  | {
      readonly kind: 'people'
      readonly name: string
      readonly rule?: 'any' | 'all'
      readonly people: readonly { readonly person: string; readonly covers?: readonly string[] }[]
      /** Milliseconds. */
      readonly within?: number
      readonly silence?: Silence
    }

/** A digest of each part. */
export type Digests = Shown
