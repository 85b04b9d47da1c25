import { expect } from 'chai'
import { approvalById, recall, revise, voidApprovals } from '../../src/approvals/index.js'
import { dialects } from '../builders/store.js'
import { openVote, stageOf, type VotingRoom } from './open-vote.js'

for (const dialect of dialects) {
  describe(`A change that is revised on ${dialect}`, () => {
    let room: VotingRoom
    beforeEach(async () => {
      room = await openVote(dialect)
    })
    afterEach(() => room.close())

    const voters = [
      { person: 'ana' },
      { person: 'ben', covers: ['security'] },
      { person: 'cleo', covers: ['back-out plan'] },
      { person: 'dan', covers: ['window'] },
    ]
    const all = stageOf([], { rule: { kind: 'all' }, voters })
    const revised = (approval: string, ...changed: string[]) =>
      room.does((work) => revise(work, { approval, by: 'sam', changed }))
    const wantsChanges = { choice: 'changes', reason: 'The way back is missing' } as const

    it('waits while changes are requested, and the others are told', async () => {
      const approval = await room.asks([all])

      expect(await room.press({ approval, person: 'cleo', choice: 'changes' })).to.equal('approvals.reason')
      expect(await room.press({ approval, person: 'cleo', ...wantsChanges })).to.equal('returned')
      expect(await room.press({ approval, person: 'ana' })).to.equal('approvals.returned')
    })

    it('asks again only those whose answer does not cover what changed', async () => {
      const approval = await room.asks([all])
      for (const person of ['ana', 'ben']) await room.press({ approval, person })
      await room.press({ approval, person: 'cleo', ...wantsChanges })

      const { askedAgain } = await revised(approval, 'back-out plan')

      expect(askedAgain).to.deep.equal(['ana', 'cleo'])
      expect(await room.press({ approval, person: 'ben', version: 2 })).to.equal('approvals.voted')
      for (const person of ['ana', 'cleo']) await room.press({ approval, person, version: 2 })
      expect(await room.press({ approval, person: 'dan', version: 2 })).to.equal('approved')
    })

    it('counts no vote for what was shown before', async () => {
      const approval = await room.asks([all])

      await revised(approval, 'window')

      expect(await room.press({ approval, person: 'ana', version: 1 })).to.equal('approvals.older')
      expect(await room.press({ approval, person: 'ana', version: 3 })).to.equal('approvals.older')
    })

    it('keeps the answers of the version before as they were given', async () => {
      const approval = await room.asks([all])
      await room.press({ approval, person: 'cleo', ...wantsChanges })

      await revised(approval, 'back-out plan')

      const kept = await room.store.read.rows<{ choice: string; reason: string }>(
        `SELECT "choice", "reason" FROM "approval_ballot" WHERE "voter" = 'cleo' ORDER BY "version"`,
      )
      expect(kept.map(({ choice }) => choice)).to.deep.equal(['changes', 'waiting'])
      expect(kept[0]?.reason).to.equal(wantsChanges.reason)
    })

    it('opens a stage anew whose approval does not hold any more, and closes the one behind it', async () => {
      const approval = await room.asks([
        stageOf([], { voters: [{ person: 'cleo', covers: ['plan'] }] }),
        stageOf(['dan']),
      ])
      const states = async () =>
        (await approvalById(room.store.read, approval))?.stages.map(({ state }) => state).join(' ')
      await room.press({ approval, person: 'cleo' })
      expect(await states()).to.equal('approved open')

      await revised(approval, 'plan')
      expect(await states()).to.equal('open coming')

      await room.press({ approval, person: 'cleo', version: 2 })
      expect(await room.press({ approval, person: 'dan', version: 2 })).to.equal('approved')
    })

    it('can be recalled by who raised it, as long as it is not decided', async () => {
      const approval = await room.asks([stageOf(['ana'])])

      expect(await room.refused((work) => recall(work, { approval, by: 'ana' }))).to.equal('approvals.not_yours')
      expect(await room.refused((work) => recall(work, { approval, by: 'sam' }))).to.equal(undefined)
      expect(await room.press({ approval, person: 'ana' })).to.equal('approvals.over')
      expect(await room.refused((work) => recall(work, { approval, by: 'sam' }))).to.equal('approvals.over')

      const second = await room.asks([stageOf(['ana'])])
      await room.press({ approval: second, person: 'ana' })
      expect(await room.refused((work) => recall(work, { approval: second, by: 'sam' }))).to.equal('approvals.approved')
      expect(await room.refused((work) => revise(work, { approval: second, by: 'sam', changed: ['plan'] }))).to.equal(
        'approvals.approved',
      )
    })

    it('needs no decision any more once its record is cancelled', async () => {
      const approval = await room.asks([stageOf(['ana'])])

      expect(await room.does((work) => voidApprovals(work, 1))).to.equal(1)

      expect(await room.press({ approval, person: 'ana' })).to.equal('approvals.over')
    })
  })
}
