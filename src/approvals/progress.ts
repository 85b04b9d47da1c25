import type { BallotRow, StageRow, StageState } from './table.js'
import { type Tally, tally } from './tally.js'

export type StageWithBallots = Pick<StageRow, 'rule' | 'silence' | 'expiredAt'> & {
  readonly ballots: readonly Pick<BallotRow, 'voter' | 'choice' | 'weight'>[]
}

/** What a stage comes to. Once its time is up, silence means what was said that it would. */
export function standing({ rule, silence, expiredAt, ballots }: StageWithBallots): Tally {
  const counted = ballots.map(({ choice, ...ballot }) => ({
    ...ballot,
    choice: choice === 'changes' ? ('waiting' as const) : choice,
  }))
  const now = tally(rule, counted)
  if (now !== 'waiting' || !expiredAt || silence === 'escalate') return now
  if (silence === 'reject') return 'rejected'
  const agreed = counted.map((ballot) =>
    ballot.choice === 'waiting' ? { ...ballot, choice: 'approve' as const } : ballot,
  )
  return tally(rule, agreed)
}

/**
 * How far an approval has come. In order, a stage opens when the one before it is approved; in parallel all are open from
 * the beginning. The first that rejects rejects the whole, and the others are moot.
 */
export function progress(
  stages: readonly StageWithBallots[],
  parallel: boolean,
): { readonly states: readonly StageState[]; readonly outcome: Tally } {
  const states: StageState[] = []
  let reached = true
  for (const stage of stages) {
    const here = reached ? standing(stage) : undefined
    states.push(here === undefined ? 'coming' : here === 'waiting' ? 'open' : here)
    if (!parallel && here !== 'approved') reached = false
  }
  if (states.includes('rejected'))
    return {
      states: states.map((state) => (state === 'open' || state === 'coming' ? 'moot' : state)),
      outcome: 'rejected',
    }
  return { states, outcome: states.every((state) => state === 'approved') ? 'approved' : 'waiting' }
}
