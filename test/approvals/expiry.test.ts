import { expect } from 'chai'
import { approvalById, dueApprovals, expire, type Silence, silentIn } from '../../src/approvals/index.js'
import { dialects } from '../builders/store.js'
import { openVote, stageOf, type VotingRoom } from './open-vote.js'

for (const dialect of dialects) {
  describe(`Silence on ${dialect}`, () => {
    let room: VotingRoom
    beforeEach(async () => {
      room = await openVote(dialect)
    })
    afterEach(() => room.close())

    const timed = (silence: Silence, people = ['ana', 'ben', 'cleo']) => stageOf(people, { within: 60, silence })
    const due = async () => (await dueApprovals(room.store.read, room.clock.now())).map(({ ordinal }) => ordinal)
    const lapse = (approval: string) => room.does((work) => expire(work, { approval, ordinal: 1 }))

    it('means nothing before its time', async () => {
      const approval = await room.asks([timed('reject')])
      room.clock.to('09:59')

      expect(await due()).to.deep.equal([])
      expect(await lapse(approval)).to.equal(undefined)
    })

    it('rejects where it is to reject, once', async () => {
      const approval = await room.asks([timed('reject')])
      await room.press({ approval, person: 'ana' })
      room.clock.to('10:00')

      expect(await due()).to.deep.equal([1])
      const expired = await lapse(approval)
      expect(expired?.approval.state).to.equal('rejected')
      expect(expired?.silent).to.deep.equal(['ben', 'cleo'])
      expect(await lapse(approval)).to.equal(undefined)
      expect(await due()).to.deep.equal([])
    })

    it('approves where it is to approve, in place of those alone who were silent', async () => {
      const approved = await room.asks([timed('approve')])
      const tied = {
        ...timed('approve', ['ana', 'ben', 'cleo', 'dan']),
        rule: { kind: 'percent', percent: 75 },
      } as const
      const carried = await room.asks([tied], { record: 2 })
      const heavy = { ...tied, rule: { kind: 'majority', quorum: 4 } } as const
      const lost = await room.asks([heavy], { record: 3 })
      const no = { choice: 'reject', reason: 'No' } as const
      await room.press({ approval: carried, person: 'ana', ...no })
      await room.press({ approval: lost, person: 'ana', ...no })
      await room.press({ approval: lost, person: 'ben', ...no })
      room.clock.to('10:00')

      expect((await lapse(approved))?.approval.state).to.equal('approved')
      expect((await lapse(carried))?.approval.state).to.equal('approved')
      expect((await approvalById(room.store.read, lost))?.state).to.equal('rejected')
    })

    it('escalates otherwise, and leaves the vote open', async () => {
      const approval = await room.asks([timed('escalate')])
      room.clock.to('10:00')

      const expired = await lapse(approval)

      expect(expired?.escalate).to.equal(true)
      expect(await due()).to.deep.equal([])
      await room.press({ approval, person: 'ana' })
      expect(await room.press({ approval, person: 'ben' })).to.equal('approved')
    })

    it('lets the next stage begin with a time of its own', async () => {
      const approval = await room.asks([timed('approve'), timed('reject', ['dan'])])
      room.clock.to('10:05')
      await lapse(approval)

      const second = (await approvalById(room.store.read, approval))?.stages[1]
      expect(second?.state).to.equal('open')
      expect(second?.dueAt?.toISOString()).to.equal('2031-03-03T11:05:00.000Z')
      expect(await room.press({ approval, person: 'ana' })).to.equal('approvals.stage_over')
    })

    it('is not held against anybody while changes are being made', async () => {
      const approval = await room.asks([timed('reject')])
      await room.press({ approval, person: 'ana', choice: 'changes', reason: 'Say how it is undone' })
      room.clock.to('10:00')

      expect(await due()).to.deep.equal([])
      expect(await lapse(approval)).to.equal(undefined)
    })

    it('is that of those who are to be reminded', async () => {
      const id = await room.asks([timed('escalate')])
      await room.press({ approval: id, person: 'ana' })
      const approval = await approvalById(room.store.read, id)

      const silent = approval ? await silentIn(room.store.read, approval, room.clock.now()) : []

      expect(silent.map(({ person }) => person)).to.deep.equal(['ben', 'cleo'])
    })
  })
}
