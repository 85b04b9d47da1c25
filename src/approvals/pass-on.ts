import type { Work } from '../store/index.js'
import { type Approval, holdApproval, type StageView, settle } from './settle.js'
import { approvalTable, type BallotRow, ballotTable } from './table.js'

/**
 * Two people turn out to be one, in all that is not decided yet. They have one ballot of a stage, the one that was cast
 * first; what they raised under either name they have no ballot of, and one that they had cast counts no more.
 */
export async function passVotes(work: Work, from: string, to: string): Promise<void> {
  const open = await work.rows<{ id: string }>(
    `SELECT DISTINCT a."id" AS "id" FROM "approval" a LEFT JOIN "approval_ballot" b ON b."approval" = a."id"
      WHERE a."state" IN ('waiting', 'returned') AND ? IN (a."raised_by", b."voter", b."holder", b."cast_by") ORDER BY 1`,
    [from],
  )
  for (const { id } of open) await passIn(work, await holdApproval(work, id), from, to)
}

async function passIn(work: Work, approval: Approval, from: string, to: string): Promise<void> {
  const { id, state, stages } = approval
  if (state !== 'waiting' && state !== 'returned') return
  const name = (person: string): string => (person === from ? to : person)
  const raisedBy = name(approval.raisedBy)
  await work.update(approvalTable, { id }, { raisedBy })
  for (const stage of stages) await passStage(work, stage, { name, raisedBy })
  work.audit('approval.passed', id, { from, to })
  if (state === 'waiting') await settle(work, id)
}

async function passStage(
  work: Work,
  { ballots }: StageView,
  { name, raisedBy }: { readonly name: (person: string) => string; readonly raisedBy: string },
): Promise<void> {
  const kept: BallotRow[] = []
  for (const ballot of [...ballots].sort(castFirst)) {
    const passed = { ...ballot, voter: name(ballot.voter), holder: name(ballot.holder) }
    if (ballot.castBy !== undefined) passed.castBy = name(ballot.castBy)
    if (passed.voter === raisedBy || passed.castBy === raisedBy) continue
    if (kept.some((other) => isOnes(other, passed))) continue
    // What was handed to who turns out to have raised it comes back to its voter.
    kept.push(passed.holder === raisedBy ? { ...passed, holder: passed.voter } : passed)
  }
  for (const { approval, ordinal, voter, version } of ballots)
    await work.remove(ballotTable, { approval, ordinal, voter, version })
  await work.insertAll(ballotTable, kept)
}

/** Whether two ballots of a stage are one person's. */
const isOnes = (one: BallotRow, other: BallotRow): boolean =>
  one.voter === other.voter || one.holder === other.holder || (one.castBy !== undefined && one.castBy === other.castBy)

const castFirst = (one: BallotRow, other: BallotRow): number =>
  (one.castAt?.getTime() ?? Number.POSITIVE_INFINITY) < (other.castAt?.getTime() ?? Number.POSITIVE_INFINITY) ? -1 : 1
