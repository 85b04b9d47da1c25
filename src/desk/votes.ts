import { type Approval, type StageView, tally } from '../approvals/index.js'

/** How many are for and against it, and how many have abstained. */
export function votesIn({ stages }: Pick<Approval, 'stages'>): {
  readonly yes: number
  readonly no: number
  readonly abstained: number
} {
  const cast = stages.flatMap(({ ballots }) => ballots.map(({ choice }) => choice))
  const count = (wanted: string): number => cast.filter((choice) => choice === wanted).length
  return { yes: count('approve'), no: count('reject'), abstained: count('abstain') }
}

/**
 * How many more approvals decide an open stage, if nobody answers otherwise: those with a veto first, since they have to be
 * heard, then those whose vote weighs most.
 */
export function missingIn({ rule, ballots }: Pick<StageView, 'rule' | 'ballots'>): number | undefined {
  let now = ballots.map(({ voter, choice, weight }) => ({
    voter,
    weight,
    choice: choice === 'changes' ? ('waiting' as const) : choice,
  }))
  const hasVeto = (voter: string): boolean => rule.vetoes?.includes(voter) ?? false
  const waiting = now
    .filter(({ choice }) => choice === 'waiting')
    .sort((one, other) => Number(hasVeto(other.voter)) - Number(hasVeto(one.voter)) || other.weight - one.weight)
  for (const [at, { voter }] of waiting.entries()) {
    if (tally(rule, now) === 'approved') return at
    now = now.map((ballot) => (ballot.voter === voter ? { ...ballot, choice: 'approve' as const } : ballot))
  }
  return tally(rule, now) === 'approved' ? waiting.length : undefined
}
