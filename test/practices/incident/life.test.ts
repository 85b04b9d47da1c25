import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { buttonsOf, cardText, pageText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

for (const dialect of dialects) {
  describe(`The life of an incident on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect })
    })
    afterEach(async () => {
      const { faults } = desk
      await desk.close()
      expect(faults).to.deep.equal([])
    })

    it('goes from the report by way of waiting and reopening to five stars, told alike everywhere', async () => {
      const form = await desk.as('emily').types('/incident report')
      await desk.as('emily').fills(form, {
        what: 'Hand shower broken',
        service: 'bathrooms',
        work: 'stopped',
        affects: 'me',
        needed: 'tomorrow 08:00',
      })
      await desk.relayed()
      const card = desk.card('INC-1', 'reception')
      expect(cardText(card.card)).to.include('P3 – medium').and.include('Reported by: Emily Carter')
      expect(buttonsOf(card.card)).to.deep.equal(['Take it', 'Wait …', 'Escalate …', 'Resolve …'])

      await desk.as('ana').presses(card, 'Take it')
      const wait = await desk.as('ana').presses(desk.card('INC-1'), 'Wait …')
      await desk.as('ana').fills(wait, { reason: 'awaiting_user', note: 'Which room is it?' })
      await desk.relayed()
      expect((await desk.record('INC-1')).state).to.equal('pending')
      await desk.as('emily').says('Room 22', 'INC-1')
      expect((await desk.record('INC-1')).state).to.equal('in progress')

      await desk.as('ana').tells('workaround use the shower by the pool', 'INC-1')
      await desk.as('ana').types('/incident escalate INC-1 team:maintenance needs a new hose')
      await desk.as('marco').types('/incident take INC-1')
      await desk.as('marco').types('/incident resolve INC-1 replaced a new hand shower')
      await desk.relayed()
      const asked = desk.thread('INC-1').at(-1)!
      await desk.as('emily').presses(asked, 'Not fixed')
      expect((await desk.record('INC-1')).state).to.equal('in progress')
      await desk.as('marco').types('/incident resolve INC-1 fixed tightened it')
      await desk.relayed()
      await desk.as('emily').presses(desk.card('INC-1'), 'It works')
      await desk.relayed()
      await desk.as('emily').presses(desk.card('INC-1'), '★ 5')
      await desk.relayed()

      const record = await desk.record('INC-1')
      expect(record).to.include({ state: 'closed', open: false, assignee: 'marco', team: 'maintenance', priority: 3 })
      expect(record.details).to.include({ rating: 5, code: 'fixed', reopened: 1 })
      expect((await desk.history('INC-1')).map(({ kind }) => kind)).to.deep.equal(
        [
          'opened',
          'take',
          'wait',
          'said',
          'resume',
          'workaround',
          'escalate',
          'take',
          'resolve',
          'reopen',
          'resolve',
        ].concat(['confirm', 'rate']),
      )
      const history = [
        /Ana Keller took/,
        /Ana Keller .*awaiting the user/,
        /Emily Carter resumed/,
        /Ana Keller .*workaround/,
        /Ana Keller escalated it to Maintenance/,
        /Marco Bernasconi took/,
        /Marco Bernasconi resolved it: replaced/,
        /Emily Carter says it is not fixed/,
        /Marco Bernasconi resolved it: fixed/,
        /Emily Carter confirmed/,
        /Emily Carter .*★★★★★ 5/,
      ]
      const told = desk.thread('INC-1').map(({ says }) => says)
      expect(told).to.have.lengthOf(history.length)
      const page = pageText((await desk.as('emily').page('INC-1'))!)
      for (const [at, sentence] of history.entries()) {
        expect(told[at]).to.match(sentence)
        expect(page).to.match(sentence)
      }
    })
  })
}
