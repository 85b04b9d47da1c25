import { expect } from 'chai'
import fc from 'fast-check'
import { type Ballot, type Choice, type Rule, tally } from '../../src/approvals/index.js'

/** The count beside one that tries every way in which the waiting ballots may yet be cast. */

const voters = ['ana', 'ben', 'cleo', 'dan', 'eva', 'finn']

const rules: fc.Arbitrary<Rule> = fc.record(
  {
    kind: fc.constantFrom('any', 'all', 'count', 'percent', 'majority'),
    count: fc.integer({ min: 0, max: 9 }),
    percent: fc.constantFrom(0, 1, 25, 33, 50, 60, 66, 75, 99, 100),
    quorum: fc.integer({ min: 0, max: 7 }),
    vetoes: fc.subarray(voters, { maxLength: 2 }),
  },
  { requiredKeys: ['kind'] },
)

const choices: readonly Choice[] = ['approve', 'reject', 'abstain', 'waiting']
const weights = fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined })
const ballotOf = (voter: string): fc.Arbitrary<Ballot> =>
  fc.record({ voter: fc.constant(voter), choice: fc.constantFrom(...choices), weight: weights })

/** One ballot each, of some of them. */
const board = fc
  .subarray(voters)
  .chain((some) => fc.tuple(...some.map(ballotOf)) as unknown as fc.Arbitrary<readonly Ballot[]>)

/** Every way in which those who wait may answer. */
function completions(ballots: readonly Ballot[]): readonly (readonly Ballot[])[] {
  const [first, ...rest] = ballots
  if (!first) return [[]]
  const here: readonly Choice[] = first.choice === 'waiting' ? ['approve', 'reject', 'abstain'] : [first.choice]
  return completions(rest).flatMap((more) => here.map((choice) => [{ ...first, choice }, ...more]))
}

/** What the chair would say who has heard everybody: written down the long way, vote by vote. */
function chair(rule: Rule, ballots: readonly Ballot[]): boolean {
  if (ballots.some(({ voter, choice }) => choice === 'reject' && rule.vetoes?.includes(voter))) return false
  const votes = ballots.flatMap(({ voter, choice, weight }) =>
    Array.from({ length: weight ?? 1 }, () => ({ voter, choice })),
  )
  if (new Set(votes.map(({ voter }) => voter)).size < (rule.quorum ?? 0)) return false
  const decided = votes.filter(({ choice }) => choice !== 'abstain')
  const approvals = decided.filter(({ choice }) => choice === 'approve').length
  if (approvals === 0) return false
  if (rule.kind === 'any') return true
  if (rule.kind === 'count' && rule.count !== undefined) return approvals >= rule.count
  if (rule.kind === 'percent') return approvals / decided.length >= (rule.percent ?? 100) / 100
  if (rule.kind === 'majority') return approvals > decided.length / 2
  return approvals === decided.length
}

const tookPart = (ballots: readonly Ballot[]): number =>
  ballots.filter(({ choice, weight }) => choice !== 'waiting' && weight !== 0).length

describe('The count of a vote', () => {
  const some = { numRuns: 3_000 }

  it('rejects exactly when no way of casting the waiting ballots approves', () => {
    fc.assert(
      fc.property(rules, board, (rule, ballots) => {
        const hopeless = completions(ballots).every((all) => !chair(rule, all))
        expect(tally(rule, ballots) === 'rejected').to.equal(hopeless)
      }),
      some,
    )
  })

  it('approves exactly when every way of casting them does and the quorum is there', () => {
    fc.assert(
      fc.property(rules, board, (rule, ballots) => {
        const certain = completions(ballots).every((all) => chair(rule, all))
        const quorate = tookPart(ballots) >= (rule.quorum ?? 0)
        expect(tally(rule, ballots) === 'approved').to.equal(certain && quorate)
      }),
      some,
    )
  })

  it('never leaves a vote hanging once everybody has answered, however many abstain', () => {
    fc.assert(
      fc.property(rules, board, (rule, ballots) => {
        for (const all of completions(ballots)) expect(tally(rule, all)).to.not.equal('waiting')
      }),
      some,
    )
  })

  it('does not depend on the order in which people vote', () => {
    const shuffled = board.chain((ballots) =>
      fc.tuple(fc.constant(ballots), fc.shuffledSubarray([...ballots], { minLength: ballots.length })),
    )
    fc.assert(
      fc.property(rules, shuffled, (rule, [ballots, other]) => {
        expect(tally(rule, other)).to.equal(tally(rule, ballots))
      }),
      some,
    )
  })

  it('does not change its mind: what is decided stays so whatever the others answer', () => {
    fc.assert(
      fc.property(rules, board, (rule, ballots) => {
        const now = tally(rule, ballots)
        if (now === 'waiting') return
        for (const all of completions(ballots)) expect(tally(rule, all)).to.equal(now)
      }),
      some,
    )
  })

  it('counts a voter once, by the first answer, however often the ballot lies there', () => {
    const again = fc.tuple(board, fc.array(fc.constantFrom(...voters).chain(ballotOf), { maxLength: 4 }))
    fc.assert(
      fc.property(rules, again, (rule, [ballots, more]) => {
        const spoken = new Set(ballots.filter(({ choice }) => choice !== 'waiting').map(({ voter }) => voter))
        const repeats = more.filter(({ voter }) => spoken.has(voter))
        expect(tally(rule, [...ballots, ...repeats])).to.equal(tally(rule, ballots))
      }),
      some,
    )
  })
})
