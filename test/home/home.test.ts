import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { buttonsOf } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'
import { plan } from '../forward/planned.js'

const file = inn({
  services: `
  bathrooms: {name: {en: Bathrooms, da: Badeværelser}, team: reception}
  heating:
    name: {en: Heating, da: Varme}
    team: maintenance
    owner: reto
    maintenance: [{rule: 'FREQ=WEEKLY;BYDAY=TU', at: '22:00', length: 1h}]`,
  catalogue: `
  categories: {stay: {en: Your stay, da: Dit ophold}, staff: Staff}
  items:
    parking: {name: {en: Parking place, da: Parkeringsplads}, category: stay}
    badge: {name: Badge, category: staff, for: team:reception}`,
})

for (const dialect of dialects) {
  describe(`the home page on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file, at: '2031-03-04T09:00:00Z' })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })
    const report = (person: string, what: string, rest = 'work:hampered affects:me') =>
      desk.as(person).types(`/incident report ${what} ${rest}`)

    it('shows the newest ten of what is open and one’s own, and counts the rest', async () => {
      const things = [
        'lamp',
        'chair',
        'door',
        'window',
        'bed',
        'table',
        'mirror',
        'tap',
        'heater',
        'phone',
        'safe',
        'rug',
      ]
      for (const thing of things) await report('emily', thing)
      await report('freja', 'a towel of somebody else')
      await desk.as('emily').types('/incident cancel INC-12 mistaken')

      const { text } = await desk.as('emily').types('/desk home')

      expect(text).to.include('Hello Emily Carter').and.include('Your open records (11)')
      expect(text.match(/INC-\d+/g)).to.deep.equal([11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((at) => `INC-${at}`))
      expect(text).to.include('And 1 more').and.not.include('towel')
    })

    it('asks what waits for the reader, and takes the answer there', async () => {
      await report('emily', 'the lamp flickers')
      await report('emily', 'the window rattles')
      await desk.as('ana').types('/incident take INC-1')
      await desk.as('ana').types('/incident resolve INC-1 fixed a new bulb')
      await desk.as('ana').types('/incident wait INC-2 awaiting_user note:"Which window is it?"')

      const { card, text } = await desk.as('emily').types('/desk home')

      expect(text).to.include('Waits for you (2)')
      expect(text).to.include('INC-1 the lamp flickers – Does it work?')
      expect(text).to.include('INC-2 the window rattles – Your answer is wanted.')
      expect((await desk.as('ana').types('/desk home')).text).not.to.include('Does it work?')
      await desk.as('emily').presses(card, 'It works')
      expect((await desk.record('INC-1')).state).to.equal('closed')
      expect((await desk.as('emily').types('/desk home')).text).to.include('Waits for you (1)')
    })

    it('tells which services are disturbed, and what is planned for the rest of the day', async () => {
      await report('freja', 'no hot water in the house', 'service:heating work:stopped affects:many')
      await plan(desk.store, 'CHG-1', '2031-03-04T18:00Z', 2, { services: ['bathrooms'] })
      await plan(desk.store, 'CHG-2', '2031-03-05T18:00Z', 2, { services: ['bathrooms'] })

      const { text } = await desk.as('mads').types('/desk home')
      const before = await desk.as('freja').types('/desk home')

      expect(text).to.include('Varme: forstyrret').and.include('INC-1 no hot water')
      expect(text).to.include('Badeværelser: en ændring').and.include('CHG-1').and.not.include('CHG-2')
      expect(text).to.include('Varme: sædvanlig vedligeholdelse')
      expect(before.text).to.include('INC-1')
    })

    it('tells guests and strangers nothing of other people’s records', async () => {
      await report('freja', 'no hot water in the house', 'service:heating work:stopped affects:many')
      await plan(desk.store, 'CHG-1', '2031-03-04T18:00Z', 2, { services: ['bathrooms'] })

      const { text, card } = await desk.as('somebody').types('/desk home')
      const guest = await desk.as('emily').types('/desk home')

      expect(guest.text)
        .to.include('Heating: disturbed')
        .and.not.match(/INC-|CHG-/)
      expect(text)
        .to.include('Heating: disturbed')
        .and.not.match(/INC-|CHG-|hot water/)
      expect(JSON.stringify(card))
        .to.include('Your stay')
        .and.not.match(/Badge|staff/i)
      expect(buttonsOf(card)).to.deep.equal(['Report a problem', 'Order something', 'My records'])
    })

    it('keeps a private record from whoever may not see it, urgent as it is', async () => {
      await report('ana', 'money is missing', 'service:bathrooms work:stopped affects:many')
      await desk.as('seraina').types('/incident private INC-1')

      expect((await desk.as('marco').types('/desk home')).text)
        .not.to.include('INC-1')
        .and.include('All services are well')
      expect((await desk.as('seraina').types('/desk home')).text).to.include('INC-1')
    })

    it('has what one follows, and what was ordered by somebody else for oneself', async () => {
      await report('freja', 'the lamp flickers')
      await desk.as('mads').types('/incident watch INC-1')
      await desk.as('ana').types('/request order badge whom:@mads')

      const { text } = await desk.as('mads').types('/desk home')

      expect(text).to.include('Du følger (2)').and.include('INC-1 the lamp flickers').and.include('REQ-1')
      expect((await desk.as('ana').types('/desk home')).text)
        .to.include('REQ-1')
        .and.not.include('You follow')
    })

    it('leads on to a category by its menu', async () => {
      const { card } = await desk.as('ana').types('/desk home')

      expect((await desk.as('ana').picks(card, 'staff')).text).to.include('Badge')
    })
  })
}
