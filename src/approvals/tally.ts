import { unreachable } from '../kernel/errors.js'

/** When a vote is carried. What a rule has no number for, it asks of all. */
export interface Rule {
  /**
   * `any`: one approval is enough. `all`: nobody may reject. `count`: approvals of the weight `count`. `percent`: approvals
   * of that part of the weight that did not abstain. `majority`: more weight for than against; a tie is not one.
   */
  readonly kind: 'any' | 'all' | 'count' | 'percent' | 'majority'
  readonly count?: number | undefined
  /** 0–100. */
  readonly percent?: number | undefined
  /** How many people must have taken part, whatever their weight. To abstain is to take part. */
  readonly quorum?: number | undefined
  /** Voters whose rejection alone rejects. Nothing is approved before they have spoken. */
  readonly vetoes?: readonly string[] | undefined
}

export type Choice = 'approve' | 'reject' | 'abstain' | 'waiting'

export interface Ballot {
  readonly voter: string
  readonly choice: Choice
  /** How many votes it stands for, 1 when absent. Without a weight above 0 it is advice: not counted, but for a veto. */
  readonly weight?: number | undefined
}

export type Tally = 'approved' | 'rejected' | 'waiting'

/**
 * What the ballots come to. It does not depend on the order in which people vote:
 *
 * - `rejected` exactly when no way of casting the waiting ballots approves any more;
 * - `approved` when every way of casting them does, and the quorum has been reached without them;
 * - `waiting` otherwise, so never once everybody has answered.
 *
 * An abstention leaves the denominator. Where all abstain, or nobody is asked, it is `rejected`: an approval is what somebody
 * said, and here nobody did. The same goes for a count or a quorum larger than the voters. A voter has one ballot: of several
 * the first that is an answer counts, as the first press does.
 */
export function tally(rule: Rule, ballots: readonly Ballot[]): Tally {
  const all = oneEach(ballots)
  const vetoes = all.filter(({ voter }) => rule.vetoes?.includes(voter))
  const counted = all.filter((ballot) => weightOf(ballot) > 0)
  const answered = counted.filter(({ choice }) => choice !== 'waiting').length
  const quorum = rule.quorum ?? 0
  const [yes, no, open] = [weighed(counted, 'approve'), weighed(counted, 'reject'), weighed(counted, 'waiting')]

  const vetoed = vetoes.some(({ choice }) => choice === 'reject')
  const possible = !vetoed && counted.length >= quorum && carries(rule, yes + open, no)
  if (!possible) return 'rejected'
  const vetoOpen = vetoes.some(({ choice }) => choice === 'waiting')
  const certain = !vetoOpen && answered >= quorum && carries(rule, yes, no + open)
  return certain ? 'approved' : 'waiting'
}

/** Whether so much for and so much against, with everybody heard, carries the vote. */
function carries(rule: Rule, yes: number, no: number): boolean {
  if (yes === 0) return false
  switch (rule.kind) {
    case 'any':
      return true
    case 'all':
      return no === 0
    case 'count':
      return rule.count === undefined ? no === 0 : yes >= rule.count
    case 'percent':
      return yes * 100 >= (rule.percent ?? 100) * (yes + no)
    case 'majority':
      return yes > no
    default:
      return unreachable(rule.kind)
  }
}

function oneEach(ballots: readonly Ballot[]): readonly Ballot[] {
  const first = new Map<string, Ballot>()
  for (const ballot of ballots) {
    const there = first.get(ballot.voter)
    if (!there || there.choice === 'waiting') first.set(ballot.voter, ballot)
  }
  return [...first.values()]
}

const weightOf = ({ weight = 1 }: Ballot): number => weight

const weighed = (ballots: readonly Ballot[], choice: Choice): number =>
  ballots.filter((ballot) => ballot.choice === choice).reduce((sum, ballot) => sum + weightOf(ballot), 0)
