import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { cardText } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

for (const dialect of dialects) {
  describe(`What the desk suggests while somebody types, on ${dialect}`, () => {
    let desk: DeskUnderTest
    before(async () => {
      desk = await openDesk({ dialect })
      for (const what of ['Shower broken in 204', 'No towels on the second floor', 'Lift is stuck']) {
        const args = { what, work: 'goes_on', affects: 'me', same: 'none' }
        await desk.as('emily').pressesFor('incident report', args)
      }
      await desk.as('ana').types('/incident take INC-2')
      await desk.as('ana').types('/incident cancel INC-1 reported twice')
      await desk.as('seraina').types('/incident private INC-3 privacy:private')
    })
    after(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const records = (who: string, typed: string, command = 'incident show') =>
      desk.as(who).completes(command, 'record', typed)

    it('offers what is nearest while nothing is typed yet', async () => {
      expect(await records('ana', '')).to.deep.equal(['INC-2'])
      expect(await records('emily', 'inc-')).to.have.members(['INC-2', 'INC-3'])
    })

    it('finds records by the beginning of their number and by their words, open ones first', async () => {
      expect(await records('ana', '1')).to.deep.equal(['INC-1'])
      expect(await records('ana', 'INC-2')).to.deep.equal(['INC-2'])
      expect(await records('ana', 'tow', 'desk show')).to.deep.equal(['INC-2'])
      expect(await records('ana', 'shower')).to.deep.equal(['INC-1'])
    })

    it('keeps private records from those who are not their people', async () => {
      expect(await records('freja', 'lift')).to.deep.equal([])
      expect(await records('freja', '3')).to.deep.equal([])
      expect(await records('freja', '')).to.deep.equal(['INC-2'])
      expect(await records('emily', 'lift')).to.deep.equal(['INC-3'])
    })

    it('offers people of the desk file by their id and their name', async () => {
      expect(await desk.as('ana').completes('incident assign', 'to', 'ser')).to.deep.equal(['@seraina'])
      expect(await desk.as('ana').completes('incident assign', 'to', 'Flury')).to.deep.equal(['@seraina'])
    })

    it('offers the symptoms of the service that is chosen beside', async () => {
      const asked = { kind: 'complete', command: 'incident report', argument: 'symptom', typed: '' } as const
      const offered = async (given: object) => {
        const { reply } = await desk.as('ana').does({ ...asked, ...given })
        return reply.kind === 'choices' ? reply.choices.map(({ value }) => value) : []
      }

      const bathrooms = await offered({ given: { service: 'bathrooms' } })
      expect(bathrooms).to.include('leak').and.not.include('bathrooms/leak')
      expect(await offered({})).to.include('bathrooms/leak')
      expect(await offered({ given: { service: 'no such thing' } })).not.to.be.empty
    })

    it('offers nothing to those whom it does not serve, and does not refuse them', async () => {
      const other = desk.as('ana').whoHas({ external: true })
      expect(await other.completes('incident show', 'record', '2')).to.deep.equal([])
    })

    it('shows the open records of another person from the menu on them, as far as the caller may see them', async () => {
      const { account } = desk.as('emily')
      const ana = await desk.as('ana').does({ kind: 'shortcut', name: 'theirs', person: account })
      expect(cardText(ana.card)).to.include('INC-2').and.not.include('INC-1').and.not.include('INC-3')
      const seraina = await desk.as('seraina').does({ kind: 'shortcut', name: 'theirs', person: account })
      expect(cardText(seraina.card)).to.include('INC-3')
    })

    it('takes arguments that come by name as they are, whatever is in them', async () => {
      const given = { what: 'A "quoted" code:fixed line', details: 'one\ntwo', work: 'goes_on', affects: 'me' }
      await desk.as('ana').does({ kind: 'command', words: 'incident report', given })

      const record = await desk.record('INC-4')
      expect(record.title).to.equal(given.what)
      expect(record.body).to.equal(given.details)
    })
  })
}
