import { expect } from 'chai'
import { standingOf } from '../../../src/budgets/index.js'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { inn } from '../../builders/inn.js'
import { buttonsOf, cardText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

const file = inn({
  catalogue: `
  categories: {staff: {en: For staff, da: For personalet}}
  items:
    lamp: {name: {en: Lamp, da: Lampe}, category: staff, team: maintenance, price: {amount: 60, currency: CHF}}
    heater: {name: {en: Heater, da: Varmeovn}, category: staff, team: maintenance, price: {amount: 400, currency: CHF}, approvals: [{by: budget, over: 300}]}
    licence: {name: Licence, category: staff, team: maintenance, price: {amount: 100, currency: EUR}}
  budgets:
    front: {name: {en: Front office, da: Reception}, holder: seraina, amount: 1000, currency: CHF, per: month, teams: reception}
    house: {name: {en: House, da: Hus}, holder: reto, amount: 500, currency: CHF, per: month, teams: maintenance}
  preapproved:
    - {items: [lamp], because: Lamps are bought without asking}`,
})

for (const dialect of dialects) {
  describe(`Who pays for an order, with ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file, at: '2031-03-04T09:00:00Z' })
    })
    afterEach(async () => {
      expect(desk.faults).to.deep.equal([])
      await desk.close()
    })
    const says = async (person: string, words: string): Promise<string> => (await desk.as(person).types(words)).text
    const spent = async (id: string): Promise<number> => {
      const budget = desk.parts.desks.current().budgets.get(id)
      if (!budget) throw new Error(`there is no budget ${id}`)
      return (await standingOf(desk.store.read, budget, { zone: 'Europe/Zurich', now: desk.clock.now() })).spent / 100
    }
    const state = async (number: string): Promise<string> => (await desk.record(number)).state
    const asked = async (number: string): Promise<readonly string[]> => {
      const rows = await desk.store.read.rows<{ voter: string }>(
        `SELECT b."voter" FROM "approval_ballot" b JOIN "approval" a ON a."id" = b."approval" JOIN "record" r ON r."id" = a."record"
         WHERE r."number" = ? AND a."state" = 'waiting'`,
        [number],
      )
      return rows.map(({ voter }) => voter)
    }

    it('is the budget of the team of whom it is for, and gets it back when it is cancelled', async () => {
      await desk.as('ana').types('/request order lamp count:2')
      await desk.as('ana').types('/request order lamp whom:@marco')
      expect([await spent('front'), await spent('house')]).to.deep.equal([120, 60])

      await desk.as('ana').types('/request cancel REQ-1 found some')

      expect([await spent('front'), await spent('house')]).to.deep.equal([0, 60])
      expect(await state('REQ-2')).to.equal('in fulfilment')
      await desk.relayed()
      expect(cardText(desk.card('REQ-2').card)).to.match(/Paid by: House \(CHF\s0 of CHF\s500 spent before\)/)
      expect(await says('emily', '/request show REQ-2')).to.match(/Paid by: House$/m)
    })

    it('asks the holder about what goes beyond it, whatever else is approved beforehand, with the sums', async () => {
      await desk.as('ana').types('/request order lamp count:15')
      expect(await state('REQ-1')).to.equal('in fulfilment')

      expect(await says('mads', '/request order lamp count:3')).to.include('venter på godkendelse')

      expect(await asked('REQ-2')).to.deep.equal(['seraina'])
      expect(await spent('front')).to.equal(1_080)
      await desk.relayed()
      const sums = /Front office \(CHF\s900 of CHF\s1,000 spent before: CHF\s80 beyond it\)/
      expect(cardText(desk.card('REQ-2').card)).to.match(sums)
      const thread = desk.thread('REQ-2').map(({ card }) => cardText(card))
      expect(thread.filter((line) => /goes beyond the budget/.test(line) && sums.test(line))).to.have.lengthOf(1)
      expect(JSON.stringify(await desk.as('ana').page('REQ-2'))).to.match(sums)

      await desk.as('seraina').types('/request reject REQ-2 next month')

      expect(await state('REQ-2')).to.equal('rejected')
      expect(await spent('front')).to.equal(900)
    })

    it('asks once where the item wants the budget’s holder and it goes beyond, and whoever is above where they order themselves', async () => {
      await desk.as('ana').types('/request order heater')
      expect(await asked('REQ-1')).to.deep.equal(['seraina'])
      await desk.as('seraina').types('/request approve REQ-1')
      expect(await state('REQ-1')).to.equal('in fulfilment')

      await desk.as('seraina').types('/request order heater')

      expect(await asked('REQ-2')).to.deep.equal(['ursina'])
    })

    it('asks those who look after the desk where whoever is above all others orders', async () => {
      await desk.apply(file.replace('{role: admin, to: ursina}', '{role: admin, to: [ursina, marco]}'))

      await desk.as('ursina').types('/request order heater')

      expect(await asked('REQ-1')).to.deep.equal(['marco'])
    })

    it('has the stand-in decide while the holder is away', async () => {
      await desk.as('seraina').types('/desk away @mads until:2031-03-20')
      await desk.as('ana').types('/request order lamp count:17')
      expect(await state('REQ-1')).to.equal('awaiting approval')

      await desk.as('mads').types('/request approve REQ-1')

      expect(await state('REQ-1')).to.equal('in fulfilment')
    })

    it('is another one that was named, if its holder agrees', async () => {
      expect(await says('ana', '/request order lamp budget:House')).to.include('waits for approval')
      expect(await asked('REQ-1')).to.deep.equal(['reto'])
      expect([await spent('front'), await spent('house')]).to.deep.equal([0, 60])
      await desk.as('ana').types('/request order lamp budget:front')
      expect(await state('REQ-2')).to.equal('in fulfilment')

      expect(await says('ana', '/request order lamp budget:houze')).to.include('Did you mean “house”?')
      expect(await says('ana', '/request order licence budget:house')).to.include('in CHF, and the order is in EUR')
      expect(await says('emily', '/request order lamp budget:house')).to.include('There is no budget')
      expect(await desk.rows('charge')).to.equal(2)
    })

    it('is nobody in particular for guests, and for money that no budget has', async () => {
      await desk.as('emily').types('/request order lamp')
      await desk.as('ana').types('/request order licence')

      expect([await state('REQ-1'), await state('REQ-2')]).to.deep.equal(['in fulfilment', 'in fulfilment'])
      expect(await desk.rows('charge')).to.equal(0)
    })

    it('is charged anew when the order is changed, and asks once it goes beyond', async () => {
      await desk.as('ana').types('/request order lamp count:2')
      await desk.as('ana').types('/request change REQ-1 count:17')

      expect(await state('REQ-1')).to.equal('awaiting approval')
      expect(await spent('front')).to.equal(1_020)
      await desk.as('ana').types('/request change REQ-1 count:1')

      expect(await state('REQ-1')).to.equal('in fulfilment')
      expect(await spent('front')).to.equal(60)
    })

    it('never lets two who order at the same moment spend the same money', async () => {
      const orders = ['ana', 'mads', 'ana', 'mads'].map((person) =>
        desk.as(person).types('/request order lamp count:8'),
      )

      await Promise.all(orders)

      const states = await Promise.all([1, 2, 3, 4].map((n) => state(`REQ-${n}`)))
      expect(states.filter((one) => one === 'in fulfilment')).to.have.lengthOf(2)
      expect(states.filter((one) => one === 'awaiting approval')).to.have.lengthOf(2)
    })

    it('shows how it stands to its holder and to those who answer for all of them', async () => {
      await desk.as('ana').types('/request order lamp count:2')

      const mine = await desk.as('seraina').types('/request budget')
      expect(mine.text).to.match(/Front office · CHF\s120 of CHF\s1,000 spent, CHF\s880 left/)
      expect(mine.text).not.to.include('House')
      const all = await desk.as('ursina').types('/request budget')
      expect(all.text).to.include('House').and.include('this month · Reto Imhof answers for it')
      const one = await desk.as('seraina').presses(mine, buttonsOf(mine.card)[0] ?? 'Show')
      expect(one.text).to.match(/REQ-1 2 × Lamp · CHF\s120/)
      expect(await says('ana', '/request budget')).to.include('no budget that you answer for')
      expect(await says('seraina', '/request budget house')).to.include('There is no budget')
    })
  })
}
