import { expect } from 'chai'
import { type Ballot, type Choice, tally } from '../../src/approvals/index.js'

/** `+ - 0 ?`: approve, reject, abstain, waiting; one sign a voter, who are called a, b, c, … */
function cast(signs: string): readonly Ballot[] {
  const meaning: Readonly<Record<string, Choice>> = { '+': 'approve', '-': 'reject', '0': 'abstain', '?': 'waiting' }
  return [...signs].map((sign, at) => ({
    voter: String.fromCharCode(97 + at),
    choice: meaning[sign] ?? 'waiting',
  }))
}

describe('A vote', () => {
  it('of any is decided by the first approval, and lost when the last one rejects', () => {
    expect(tally({ kind: 'any' }, cast('-?+'))).to.equal('approved')
    expect(tally({ kind: 'any' }, cast('--?'))).to.equal('waiting')
    expect(tally({ kind: 'any' }, cast('--0'))).to.equal('rejected')
  })

  it('of all is lost by the first rejection, although nine others have not answered', () => {
    expect(tally({ kind: 'all' }, cast('-?????????'))).to.equal('rejected')
    expect(tally({ kind: 'all' }, cast('++0'))).to.equal('approved')
    expect(tally({ kind: 'all' }, cast('++?'))).to.equal('waiting')
  })

  it('of two of three is lost as soon as two are out of reach', () => {
    expect(tally({ kind: 'count', count: 2 }, cast('++?'))).to.equal('approved')
    expect(tally({ kind: 'count', count: 2 }, cast('+-?'))).to.equal('waiting')
    expect(tally({ kind: 'count', count: 2 }, cast('-0?'))).to.equal('rejected')
  })

  it('that asks for more approvals or more people than there are is lost at once', () => {
    expect(tally({ kind: 'count', count: 4 }, cast('???'))).to.equal('rejected')
    expect(tally({ kind: 'any', quorum: 4 }, cast('+??'))).to.equal('rejected')
  })

  it('by percent leaves out those who abstain', () => {
    expect(tally({ kind: 'percent', percent: 50 }, cast('+-00'))).to.equal('approved')
    expect(tally({ kind: 'percent', percent: 51 }, cast('+-00'))).to.equal('rejected')
  })

  it('by percent counts weight', () => {
    const ballots: readonly Ballot[] = [
      { voter: 'owner', choice: 'approve', weight: 3 },
      { voter: 'engineer', choice: 'reject' },
      { voter: 'guest', choice: 'waiting', weight: 0 },
    ]
    expect(tally({ kind: 'percent', percent: 75 }, ballots)).to.equal('approved')
    expect(tally({ kind: 'percent', percent: 76 }, ballots)).to.equal('rejected')
  })

  it('by majority is not carried by a tie', () => {
    expect(tally({ kind: 'majority' }, cast('++--'))).to.equal('rejected')
    expect(tally({ kind: 'majority' }, cast('++-0'))).to.equal('approved')
  })

  it('waits for its quorum, to which those who abstain belong', () => {
    expect(tally({ kind: 'any', quorum: 3 }, cast('+0??'))).to.equal('waiting')
    expect(tally({ kind: 'any', quorum: 3 }, cast('+00?'))).to.equal('approved')
  })

  it('is lost by the veto, and waits for whoever has one', () => {
    expect(tally({ kind: 'majority', vetoes: ['a'] }, cast('-++++'))).to.equal('rejected')
    expect(tally({ kind: 'majority', vetoes: ['a'] }, cast('?++++'))).to.equal('waiting')
    expect(tally({ kind: 'majority', vetoes: ['a'] }, cast('0++++'))).to.equal('approved')
    expect(tally({ kind: 'majority', vetoes: ['nobody here'] }, cast('+'))).to.equal('approved')
  })

  for (const kind of ['any', 'all', 'count', 'percent', 'majority'] as const) {
    it(`of ${kind} is lost when all abstain, and when nobody is asked`, () => {
      expect(tally({ kind, count: 0, percent: 0 }, cast('000'))).to.equal('rejected')
      expect(tally({ kind, count: 0, percent: 0 }, [])).to.equal('rejected')
    })
  }
})
