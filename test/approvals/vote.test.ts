import { expect } from 'chai'
import { approvalById, ask, beAbsent, beBack, delegate, passVotes } from '../../src/approvals/index.js'
import { dialects } from '../builders/store.js'
import { openVote, stageOf, type VotingRoom } from './open-vote.js'

const board = ['ana', 'ben', 'cleo', 'dan', 'eva']

for (const dialect of dialects) {
  describe(`An approval on ${dialect}`, () => {
    let room: VotingRoom
    beforeEach(async () => {
      room = await openVote(dialect)
    })
    afterEach(() => room.close())

    const states = async (id: string) =>
      (await approvalById(room.store.read, id))?.stages.map(({ state }) => state).join(' ')

    it('is approved by the majority, and the late ones are told so', async () => {
      const approval = await room.asks([stageOf(board)])

      expect(await room.press({ approval, person: 'ana' })).to.equal('waiting')
      expect(await room.press({ approval, person: 'ben' })).to.equal('waiting')
      expect(await room.press({ approval, person: 'cleo' })).to.equal('approved')
      expect(await room.press({ approval, person: 'dan' })).to.equal('approvals.approved')
    })

    it('is rejected once it cannot be approved any more, with a reason', async () => {
      const approval = await room.asks([stageOf(board, { rule: { kind: 'all' } })])

      expect(await room.press({ approval, person: 'ana', choice: 'reject', reason: ' ' })).to.equal('approvals.reason')
      expect(await room.press({ approval, person: 'ana', choice: 'reject', reason: 'No way back' })).to.equal(
        'rejected',
      )
      expect(await room.press({ approval, person: 'ben' })).to.equal('approvals.rejected')
    })

    it('takes no vote of who raised it, of strangers, or a second time', async () => {
      const approval = await room.asks([stageOf(['sam', ...board])])

      await room.press({ approval, person: 'ana' })

      expect(await room.press({ approval, person: 'sam' })).to.equal('approvals.own')
      expect(await room.press({ approval, person: 'zoe' })).to.equal('approvals.no_vote')
      expect(await room.press({ approval, person: 'ana', choice: 'abstain' })).to.equal('approvals.voted')
      expect(await room.press({ approval: 'none', person: 'ana' })).to.equal('approvals.unknown')
    })

    it('opens its stages one after the other', async () => {
      const approval = await room.asks([stageOf(['ana', 'ben'], { rule: { kind: 'any' } }), stageOf(['cleo'])])
      expect(await states(approval)).to.equal('open coming')
      expect(await room.press({ approval, person: 'cleo' })).to.equal('approvals.not_yet')

      await room.press({ approval, person: 'ana' })

      expect(await states(approval)).to.equal('approved open')
      expect(await room.press({ approval, person: 'ben' })).to.equal('approvals.stage_over')
      expect(await room.press({ approval, person: 'cleo' })).to.equal('approved')
    })

    it('opens all stages at once in parallel, and one press answers all in which somebody sits', async () => {
      const stages = [stageOf(['ana', 'ben'], { rule: { kind: 'all' } }), stageOf(['ana'], { name: 'Owner' })]
      const approval = await room.asks(stages, { parallel: true })

      await room.press({ approval, person: 'ana' })
      expect(await states(approval)).to.equal('open approved')

      expect(await room.press({ approval, person: 'ben', choice: 'reject', reason: 'No' })).to.equal('rejected')
    })

    it('makes the other stages moot when one rejects', async () => {
      const approval = await room.asks([stageOf(['ana']), stageOf(['ben'])])

      await room.press({ approval, person: 'ana', choice: 'reject', reason: 'No' })

      expect(await states(approval)).to.equal('rejected moot')
    })

    it('lets a vote be handed over and taken back, and nobody have two', async () => {
      const approval = await room.asks([stageOf(['ana', 'ben', 'cleo'])])
      const hand = (by: string, to: string) => room.refused((work) => delegate(work, { approval, by, to }))

      expect(await hand('ana', 'ben')).to.equal('approvals.has_vote')
      expect(await hand('ana', 'sam')).to.equal('approvals.to_raiser')
      expect(await hand('zoe', 'kim')).to.equal('approvals.nothing_to_hand_over')
      expect(await hand('ana', 'zoe')).to.equal(undefined)
      expect(await room.press({ approval, person: 'ana' })).to.equal('approvals.handed_over')
      expect(await hand('ben', 'zoe')).to.equal('approvals.has_vote')
      expect(await hand('ana', 'ana')).to.equal(undefined)
      expect(await room.press({ approval, person: 'zoe' })).to.equal('approvals.no_vote')
      expect(await room.press({ approval, person: 'ana' })).to.equal('waiting')
    })

    it('lets a stand-in vote for who is away, once, and who is back vote themselves', async () => {
      const approval = await room.asks([stageOf(['ana', 'ben', 'cleo'], { rule: { kind: 'all' } })])
      const from = room.clock.now()
      const to = new Date(from.getTime() + 3_600_000)
      const away = (person: string) =>
        room.does((work) => beAbsent(work, room.ids, { person, standIn: 'zoe', from, to }))
      await away('ana')
      await away('ben')
      await away('cleo')
      await room.does((work) => beBack(work, 'cleo'))

      expect(await room.press({ approval, person: 'zoe' })).to.equal('waiting')
      expect(await room.press({ approval, person: 'zoe' })).to.equal('approvals.voted')
      expect(await room.press({ approval, person: 'ana' })).to.equal('approvals.voted')
      expect(await room.press({ approval, person: 'ben' })).to.equal('waiting')
      expect(await room.press({ approval, person: 'cleo' })).to.equal('approved')
    })

    it('knows no stand-in before an absence begins or after it has ended', async () => {
      const approval = await room.asks([stageOf(['ana'])])
      const [from, to] = [new Date('2031-03-03T10:00Z'), new Date('2031-03-03T11:00Z')]
      await room.does((work) => beAbsent(work, room.ids, { person: 'ana', standIn: 'zoe', from, to }))

      expect(await room.press({ approval, person: 'zoe' })).to.equal('approvals.no_vote')
      room.clock.to('11:00')
      expect(await room.press({ approval, person: 'zoe' })).to.equal('approvals.no_vote')
    })

    it('refuses an absence that makes no sense', async () => {
      const from = room.clock.now()
      const absent = (standIn: string, to: Date) =>
        room.refused((work) => beAbsent(work, room.ids, { person: 'ana', standIn, from, to }))

      expect(await absent('ana', new Date('2031-03-04T00:00Z'))).to.equal('approvals.own_stand_in')
      expect(await absent('zoe', from)).to.equal('approvals.absence_over')
    })

    it('counts two accounts that turn out to be one person once', async () => {
      const approval = await room.asks([stageOf(['ana', 'ana-elsewhere', 'ben', 'cleo', 'dan'])])
      await room.press({ approval, person: 'ana-elsewhere' })
      await room.press({ approval, person: 'ana' })

      await room.does((work) => passVotes(work, 'ana-elsewhere', 'ana'))

      const ballots = (await approvalById(room.store.read, approval))?.stages[0]?.ballots ?? []
      expect(ballots.map(({ voter, choice }) => `${voter} ${choice}`)).to.deep.equal([
        'ana approve',
        'ben waiting',
        'cleo waiting',
        'dan waiting',
      ])
    })

    it('takes back the vote of who turns out to have raised it', async () => {
      const approval = await room.asks([stageOf(['sam-elsewhere', 'ana', 'ben'])])
      await room.press({ approval, person: 'sam-elsewhere' })

      await room.does((work) => passVotes(work, 'sam-elsewhere', 'sam'))

      const ballots = (await approvalById(room.store.read, approval))?.stages[0]?.ballots ?? []
      expect(ballots.map(({ voter }) => voter)).to.deep.equal(['ana', 'ben'])
      expect(await room.press({ approval, person: 'sam' })).to.equal('approvals.own')
    })

    it('is asked for once at a time', async () => {
      await room.asks([stageOf(board)])
      const again = { record: 1, about: 'decision', raisedBy: 'sam', stages: [stageOf(board)] }

      expect(await room.refused((work) => ask(work, room.ids, again))).to.equal('approvals.asked_before')
      expect(await room.refused((work) => ask(work, room.ids, { ...again, record: 2 }))).to.equal(undefined)
    })

    for (const [wrong, stage, code] of [
      ['nobody but who raised it', stageOf(['sam']), 'nobody_in'],
      ['a quorum larger than the board', stageOf(board, { rule: { kind: 'any', quorum: 6 } }), 'out_of_reach'],
      ['more approvals than voters', stageOf(board, { rule: { kind: 'count', count: 6 } }), 'out_of_reach'],
      ['more than a hundred percent', stageOf(board, { rule: { kind: 'percent', percent: 101 } }), 'out_of_reach'],
      ['a count without its number', stageOf(board, { rule: { kind: 'count' } }), 'no_number'],
      ['a veto without a vote', stageOf(board, { rule: { kind: 'any', vetoes: ['zoe'] } }), 'veto_without_vote'],
      ['half a vote', stageOf([], { voters: [{ person: 'ana', weight: 0.5 }] }), 'weight'],
      ['no time at all', stageOf(board, { within: 0 }), 'within'],
    ] as const) {
      it(`refuses ${wrong}, and leaves nothing behind`, async () => {
        const asked = { record: 1, about: 'decision', raisedBy: 'sam', stages: [stageOf(board), stage] }

        expect(await room.refused((work) => ask(work, room.ids, asked))).to.equal(`approvals.${code}`)
        expect(await room.store.read.rows('SELECT * FROM "approval_ballot"')).to.deep.equal([])
      })
    }
  })
}
