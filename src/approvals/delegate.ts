import { Refusal } from '../kernel/errors.js'
import type { Work } from '../store/index.js'
import { type Approval, holdApproval } from './settle.js'
import { ballotTable } from './table.js'
import { refuseUnlessWaiting } from './vote.js'

/**
 * Somebody hands their vote to another one, in every stage in which it has not been cast; whose vote it is by the rule stays
 * the same. A voter takes it back by naming themselves. Refuses to make two votes of one person's, and the one who raised it.
 */
export async function delegate(
  work: Work,
  { approval: id, by, to }: { readonly approval: string; readonly by: string; readonly to: string },
): Promise<Approval> {
  const approval = await holdApproval(work, id)
  refuseUnlessWaiting(approval)
  if (to === approval.raisedBy) throw new Refusal('approvals.to_raiser')
  const stages = approval.stages.filter(({ state }) => state === 'open' || state === 'coming')
  const seats = stages.flatMap(({ ballots }) =>
    ballots.filter(
      ({ holder, voter, choice }) =>
        choice === 'waiting' && (to === by ? voter === by && holder !== by : holder === by),
    ),
  )
  if (seats.length === 0) throw new Refusal('approvals.nothing_to_hand_over')
  for (const { ordinal, voter } of seats) {
    const others = stages.find((stage) => stage.ordinal === ordinal)?.ballots ?? []
    if (others.some((other) => other.voter !== voter && [other.voter, other.holder, other.castBy].includes(to)))
      throw new Refusal('approvals.has_vote')
  }
  for (const { ordinal, voter, version } of seats) {
    await work.update(ballotTable, { approval: id, ordinal, voter, version }, { holder: to })
    work.audit('approval.delegated', id, { stage: ordinal, version, voter, by, to })
  }
  return holdApproval(work, id)
}
