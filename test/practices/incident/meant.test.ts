import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { inn } from '../../builders/inn.js'
import { buttonsOf } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

const file = inn({
  catalogue: `
  categories: {stay: {en: Your stay, da: Dit ophold}}
  items:
    laundry:
      name: {en: Laundry, da: Tøjvask}
      keywords: {en: washing clothes, da: vask tøj}
      category: stay
      team: reception
      fields:
        bags: {label: {en: Bags, da: Poser}, kind: number}
    gel: {name: {en: Shower gel, da: Brusegel}, category: stay, team: reception}
    badge: {name: Badge, category: stay, team: reception, for: team:reception}`,
})

for (const dialect of dialects) {
  describe(`What is reported and is something to order, on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    it('is offered first when it is said to the desk, one press from its order', async () => {
      const asked = await desk.as('freja').tells('Jeg vil gerne have vasket mit tøj')

      expect(asked.text).to.include('Vil du bestille dette?').and.include('Tøjvask')
      expect(buttonsOf(asked.card)).to.deep.equal(['Bestil …', 'Nej, det er et problem'])
      expect(await desk.rows('record')).to.equal(0)
      const form = await desk.as('freja').presses(asked.card, 'Bestil …')
      await desk.as('freja').fills(form, { f1: '2' })
      expect(await desk.record('REQ-1')).to.include({ requester: 'freja', practice: 'request' })
      expect(await desk.rows('record')).to.be.greaterThan(0)
    })

    it('is a problem all the same when its reporter says so, with all that was said', async () => {
      const asked = await desk.as('emily').tells('I would like my laundry')
      const form = await desk.as('emily').presses(asked.card, 'No, it is a problem')
      const done = await desk.as('emily').fills(form, { work: 'goes_on', affects: 'me' })

      expect(done.text).to.include('INC-1')
      expect(await desk.record('INC-1')).to.include({ title: 'I would like my laundry' })
    })

    it('is asked in the form, and goes on to the form of the order', async () => {
      const form = await desk.as('emily').types('/incident report')
      const asked = await desk.as('emily').fills(form, { what: 'Laundry', work: 'goes_on', affects: 'me' })
      const [choice] = asked.form.fields
      expect(choice).to.deep.include({ name: 'same', kind: 'radio' })
      expect(JSON.stringify(choice)).to.include('Order: Laundry').and.include('No, it is a problem')

      const order = await desk.as('emily').fills(asked, { same: 'order:laundry' })

      expect(order.form.command).to.equal('request order')
      await desk.as('emily').fills(order, { f1: '1' })
      expect((await desk.record('REQ-1')).title).to.include('Laundry')
    })

    it('stands beside what was reported already', async () => {
      await desk.as('emily').types('/incident report washing clothes left in the lift work:hampered affects:me')
      const asked = await desk.as('freja').tells('washing clothes')

      expect(asked.text).to.include('Tøjvask').and.include('INC-1')
    })

    it('is not offered where something is broken, however near the words are', async () => {
      expect((await desk.as('emily').tells('the shower is broken')).text).to.include('INC-1')
      expect((await desk.as('freja').tells('bruseren virker ikke')).text).to.include('INC-2')
      expect((await desk.as('emily').tells('no shower gel in the bathroom')).text).to.include('INC-3')
    })

    it('is not offered to whoever may not order it', async () => {
      expect((await desk.as('emily').tells('I would like a badge')).text).to.include('INC-1')
      expect((await desk.as('ana').tells('I would like a badge')).text).to.include('Would you like to order this?')
    })
  })
}
