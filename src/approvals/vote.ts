import { Refusal } from '../kernel/errors.js'
import type { Work } from '../store/index.js'
import { standInsAt } from './absence.js'
import { type Approval, holdApproval, type StageView, settle } from './settle.js'
import { approvalTable, type BallotRow, ballotTable } from './table.js'

export interface Vote {
  readonly approval: string
  /** The version that the voter was shown. */
  readonly version: number
  readonly person: string
  readonly choice: 'approve' | 'reject' | 'abstain' | 'changes'
  /** Needed to reject and to request changes. */
  readonly reason?: string
}

/**
 * One person's answer, in every open stage in which they have a vote: their own, one that was handed to them, or that of
 * somebody who is away. It counts once, whatever else is pressed at the same moment, and cannot be taken back. What comes of it
 * is in the state of the approval that is given back; `changes` returns it to whoever raised it.
 */
export async function vote(work: Work, given: Vote): Promise<Approval> {
  const approval = await holdApproval(work, given.approval)
  mayBeCast(approval, given)
  const seats = await seatsOf(work, approval, given.person)
  const reason = given.reason?.trim()
  if (!reason && (given.choice === 'reject' || given.choice === 'changes'))
    throw new Refusal('approvals.reason', {}, 'reason')
  for (const seat of seats) await cast(work, seat, { ...given, ...(reason ? { reason } : {}) })
  if (given.choice === 'changes') await work.update(approvalTable, { id: approval.id }, { state: 'returned' })
  return given.choice === 'changes' ? holdApproval(work, approval.id) : settle(work, approval.id)
}

function mayBeCast(approval: Approval, { person, version }: Vote): void {
  if (person === approval.raisedBy) throw new Refusal('approvals.own')
  refuseUnlessWaiting(approval)
  if (version !== approval.version) throw new Refusal('approvals.older')
}

/** Refuses with what became of it when nobody can vote any more, or not now. */
export function refuseUnlessWaiting({ state }: Approval): void {
  switch (state) {
    case 'waiting':
      return
    case 'returned':
      throw new Refusal('approvals.returned')
    case 'approved':
      throw new Refusal('approvals.approved')
    case 'rejected':
      throw new Refusal('approvals.rejected')
    default:
      throw new Refusal('approvals.over')
  }
}

/** The ballots that a person is to cast; refuses with the reason where there is none. */
async function seatsOf(work: Work, approval: Approval, person: string): Promise<readonly BallotRow[]> {
  const away = await standInsAt(work, work.now)
  const open = approval.stages.filter(({ state }) => state === 'open')
  const seats = open.flatMap((stage) => seatIn(stage, person, away) ?? [])
  if (seats.length > 0) return seats
  throw whyNone(approval, person)
}

function whyNone({ stages }: Approval, person: string): Refusal {
  const all = stages.flatMap(({ state, ballots }) => ballots.map((ballot) => ({ ...ballot, state })))
  const theirs = all.filter(({ holder }) => holder === person)
  if (all.some(({ castBy }) => castBy === person) || theirs.some(({ choice }) => choice !== 'waiting'))
    return new Refusal('approvals.voted')
  if (theirs.some(({ state }) => state === 'coming')) return new Refusal('approvals.not_yet')
  if (theirs.length > 0) return new Refusal('approvals.stage_over')
  return new Refusal(all.some(({ voter }) => voter === person) ? 'approvals.handed_over' : 'approvals.no_vote')
}

/** Nobody casts two ballots of one stage, though two people be away. */
function seatIn(
  { ballots }: StageView,
  person: string,
  away: ReadonlyMap<string, readonly string[]>,
): BallotRow | undefined {
  if (ballots.some(({ castBy }) => castBy === person)) return undefined
  const own = ballots.find(({ holder }) => holder === person)
  if (own) return own.choice === 'waiting' ? own : undefined
  return ballots.find(({ holder, choice }) => choice === 'waiting' && away.get(holder)?.includes(person))
}

/** Compare and set: the ballot of this version, as long as it waits. */
async function cast(
  work: Work,
  { approval, ordinal, voter, version }: BallotRow,
  { person, choice, reason }: Vote,
): Promise<void> {
  const set = { choice, reason, castBy: person, castAt: work.now }
  const done = await work.update(ballotTable, { approval, ordinal, voter, version, choice: 'waiting' }, set)
  if (done === 0) throw new Refusal('approvals.voted')
  work.audit('approval.voted', approval, { stage: ordinal, version, voter, by: person, choice })
}
