import type { Rotation } from '../organisation/index.js'
import { type Planned, plannedBetween } from './plan.js'

/** Somebody stands in. Later ones win over earlier ones. */
export interface Override {
  readonly rotation: string
  readonly person: string
  /** Whose duty it is taken over, and theirs alone; whoever's it is when absent. */
  readonly instead?: string | undefined
  readonly from: Date
  readonly to: Date
}

/** A stretch of time in which one person is on call. */
export interface Shift {
  readonly rotation: string
  readonly person: string
  readonly from: Date
  readonly to: Date
  /** Whose turn it was by the plan, where somebody stands in. */
  readonly instead?: string
}

/** A rotation as far as who is on call depends on it. */
export type Turns = Pick<Rotation, 'id' | 'segments'>

/** Who is on call at an instant; undefined while nobody is. A shift begins at its `from` and has ended at its `to`. */
export const onCallAt = (rotation: Turns, overrides: readonly Override[], at: Date): Shift | undefined =>
  shiftsBetween(rotation, overrides, at, new Date(at.getTime() + 1)).find(({ from, to }) => from <= at && at < to)

/**
 * The shifts that touch [from, to), whole and in order. They never overlap. `overrides` may hold those of other rotations
 * and of other times, in the order in which they were agreed.
 */
export function shiftsBetween(rotation: Turns, overrides: readonly Override[], from: Date, to: Date): readonly Shift[] {
  const plan = plannedBetween(rotation, from, to)
  const own = overrides.filter((one) => one.rotation === rotation.id)
  const { near, low, high } = touching(
    own,
    earliest([from, ...plan.map((shift) => shift.from)]),
    latest([to, ...plan.map((shift) => shift.to)]),
  )
  let pieces = withGaps(near.length > 0 ? plannedBetween(rotation, low, high) : plan, low, high)
  for (const override of near) pieces = pieces.flatMap((piece) => taken(piece, override))
  return joined(pieces).flatMap(({ planned, person, ...span }): readonly Shift[] => {
    if (person === undefined || span.to <= from || span.from >= to) return []
    const instead = planned !== undefined && planned !== person ? { instead: planned } : {}
    return [{ rotation: rotation.id, person, from: span.from, to: span.to, ...instead }]
  })
}

/** The overrides that touch a stretch, those that touch these, and how far they reach together. */
function touching(
  overrides: readonly Override[],
  from: Date,
  to: Date,
): { readonly near: readonly Override[]; readonly low: Date; readonly high: Date } {
  let [low, high] = [from, to]
  for (let before = -1; ; ) {
    const near = overrides.filter((one) => one.from < high && one.to > low)
    if (near.length === before) return { near, low, high }
    before = near.length
    low = earliest([low, ...near.map((one) => one.from)])
    high = latest([high, ...near.map((one) => one.to)])
  }
}

/** A stretch with whose turn it is by the plan, and who has the duty. */
interface Piece {
  readonly planned: string | undefined
  /** Tells two turns of one person apart. */
  readonly begun: number
  readonly person: string | undefined
  readonly from: Date
  readonly to: Date
}

/** The planned shifts, and nobody in between. */
function withGaps(plan: readonly Planned[], low: Date, high: Date): readonly Piece[] {
  const pieces: Piece[] = []
  let at = low
  const nobody = (until: Date): void => {
    if (at < until) pieces.push({ planned: undefined, begun: at.getTime(), person: undefined, from: at, to: until })
  }
  for (const { person, from, to } of plan) {
    nobody(from)
    pieces.push({ planned: person, begun: from.getTime(), person, from, to })
    at = to
  }
  nobody(high)
  return pieces
}

/** A piece with the part of it that an override takes cut out of it. */
function taken(piece: Piece, { person, instead, from, to }: Override): readonly Piece[] {
  const begin = latest([piece.from, from])
  const end = earliest([piece.to, to])
  if (begin >= end || (instead !== undefined && piece.person !== instead)) return [piece]
  return [
    { ...piece, to: begin },
    { ...piece, person, from: begin, to: end },
    { ...piece, from: end },
  ].filter((part) => part.from < part.to)
}

/** What was cut and is the same person's all the same, is one again. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    const isSame = last?.begun === piece.begun && last.person === piece.person && last.to >= piece.from
    if (last && isSame) whole.splice(-1, 1, { ...last, to: piece.to })
    else whole.push(piece)
  }
  return whole
}

const earliest = (instants: readonly Date[]): Date => new Date(Math.min(...instants.map((at) => at.getTime())))
const latest = (instants: readonly Date[]): Date => new Date(Math.max(...instants.map((at) => at.getTime())))
