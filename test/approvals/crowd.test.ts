import { expect } from 'chai'
import { approvalById } from '../../src/approvals/index.js'
import { dialects } from '../builders/store.js'
import { openVote, stageOf, type VotingRoom } from './open-vote.js'

const presses = 10_000
const atOnce = 64

for (const dialect of dialects) {
  describe(`Ten thousand presses at once on ${dialect}`, () => {
    let room: VotingRoom
    before(async () => {
      room = await openVote(dialect)
    })
    after(() => room.close())

    it('make one vote a person and one outcome, though people press all buttons', async function () {
      this.timeout(240_000)
      const board = Array.from({ length: 21 }, (_, at) => `p${at}`)
      const approval = await room.asks([stageOf(board, { rule: { kind: 'count', count: 15 } })])
      // On PostgreSQL half of them come in through another process.
      const doors = dialect === 'postgres' ? [room.store, await room.store.beside(room.clock)] : [room.store]
      const answers = new Map<string, number>()
      let next = 0
      const press = async (): Promise<void> => {
        for (let at = next++; at < presses; at = next++) {
          const person = at % 23 === 22 ? 'sam' : `p${at % 23}`
          const choice = at % 7 === 0 ? 'abstain' : 'approve'
          const answer = await room.press({ approval, person, choice }, doors[at % doors.length])
          answers.set(answer, (answers.get(answer) ?? 0) + 1)
        }
      }

      await Promise.all(Array.from({ length: atOnce }, press))

      const told = [...answers.values()].reduce((sum, count) => sum + count, 0)
      const { state, stages } = (await approvalById(room.store.read, approval)) ?? {}
      const cast = (stages?.[0]?.ballots ?? []).filter(({ castBy }) => castBy !== undefined)
      const voted = await auditCount('approval.voted')
      expect(told).to.equal(presses)
      expect(state).to.equal('approved')
      expect(answers.get('approved')).to.equal(1)
      expect(new Set(cast.map(({ castBy }) => castBy)).size).to.equal(cast.length)
      expect(cast.filter(({ choice }) => choice === 'approve')).to.have.lengthOf(15)
      expect(voted).to.equal(cast.length)
      expect((answers.get('waiting') ?? 0) + 1).to.equal(cast.length)
      expect(await auditCount('approval.approved')).to.equal(1)
    })

    const auditCount = async (kind: string): Promise<number> =>
      (await room.store.read.rows('SELECT "seq" FROM "audit" WHERE "kind" = ?', [kind])).length
  })
}
