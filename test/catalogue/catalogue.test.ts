import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { buttonsOf } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

const many = Array.from({ length: 12 }, (_, at) => `    cake_${at + 1}: {name: Cake ${at + 1}, category: food}`).join(
  '\n',
)
const items = `
  categories: {stay: {en: Your stay, da: Dit ophold}, food: {en: Food, da: Mad}, staff: {en: For staff, da: For personalet}}
  items:
    parking:
      name: {en: Parking place, da: Parkeringsplads}
      category: stay
      service: bathrooms
      price: {amount: 18.5, currency: CHF, per: {en: night, da: nat}}
      contact: reto
      lead: 2h
      calendar: shop
      deadline: '10:00'
      stock: 3
      fields: {plate: {label: {en: Number plate, da: Nummerplade}}}
      approvals: [{by: manager}, {by: budget, over: 100}]
      tasks:
        chain: {what: {en: Take the chain away, da: Tag kæden væk}, team: maintenance}
        tell: {what: {en: Tell the number, da: Sig nummeret}, team: reception, after: chain}
    free: {name: {en: A smile, da: Et smil}, category: stay, price: {amount: 0, currency: CHF}}
    badge: {name: {en: Master key, da: Hovednøgle}, category: staff, for: [team:reception, admin]}
${many}`
const file = (catalogue = items): string =>
  inn({
    calendars:
      '\n  shop: {name: {en: Shop hours, da: Butikkens tid}, weekly: {tue: ["08:00-18:00"], wed: ["08:00-18:00"]}}',
    catalogue,
  })

for (const dialect of dialects) {
  describe(`the catalogue (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      // A Tuesday, ten in Zurich.
      desk = await openDesk({ dialect, at: '2031-03-04T09:00:00Z', file: file() })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })
    const emily = () => desk.as('emily')
    const text = async (person: string, words: string): Promise<string> => (await desk.as(person).types(words)).text

    it('shows a guest what there is, by categories, and nothing of what is for staff', async () => {
      const shown = await emily().types('/catalogue')

      expect(shown.text).to.include('Your stay · 2 items').and.include('Food · 12 items').and.not.include('staff')
      expect(await text('ana', '/catalogue browse')).to.include('For staff · 1 item')
      const inside = await emily().presses(shown, 'Look')
      expect(inside.text).to.include('Parking place · CHF\u00a018.50 per night').and.include('A smile · free of charge')
    })

    it('shows one thing with its price, its deadline and by when it is there', async () => {
      const shown = await emily().types('/catalogue show parking place')

      expect(shown.text)
        .to.include('CHF\u00a018.50 per night')
        .and.include('2 hours (Shop hours)')
        .and.include('3 at the same time')
        .and.include('Number plate')
        .and.include('Contact: Reto Imhof')
      // The deadline has just passed: it counts from the one of Wednesday.
      expect(JSON.stringify(shown.card)).to.include('2031-03-05T09:00:00.000Z').and.include('2031-03-05T11:00:00.000Z')
      for (const inner of ['Approved by', 'Take the chain away', 'Version']) expect(shown.text).not.to.include(inner)
    })

    it('shows the people who work here how it is approved and done besides', async () => {
      expect(await text('ana', '/catalogue show parking'))
        .to.include('Approved by: line manager, budget holder above CHF\u00a0100')
        .and.include('1. Take the chain away')
        .and.include('Reception · after 1')
        .and.match(/Version: parking [0-9a-f]{12}/)
    })

    it('speaks Danish, by its Danish names', async () => {
      expect(await text('freja', '/katalog vis parkeringsplads'))
        .to.include('18,50\u00a0CHF pr. nat')
        .and.include('2 timer (Butikkens tid)')
      expect(await text('freja', '/katalog find pladsen')).to.include('Intet i kataloget')
      expect(await text('freja', '/katalog find plads')).to.include('Parkeringsplads')
      expect(await text('freja', '/katalog bladr mad')).to.include('Cake 1')
    })

    it('goes on to the next page, in a category and among what was found', async () => {
      const first = await emily().types('/catalogue browse food')
      expect(first.text).to.include('Cake 10').and.not.include('Cake 11')
      expect((await emily().presses(first, 'Next page')).text)
        .to.include('Cake 11')
        .and.include('Cake 12')

      const found = await emily().types('/catalogue find cake')
      const next = await emily().presses(found, 'Next page')
      expect(next.text).to.include('Cake 12')
      expect(buttonsOf(next.card)).not.to.include('Next page')
    })

    it('tells what is not for somebody and what there is not in the same words', async () => {
      const said = await text('emily', '/catalogue show badge')

      expect(said).to.equal((await text('emily', '/catalogue show budge')).replace('budge', 'badge'))
      expect(said).to.include('There is no “badge” to order.')
      expect(await text('emily', '/catalogue show master key')).to.not.include('badge')
      expect(await text('emily', '/catalogue browse staff')).to.include('no category “staff”')
      expect(await text('emily', '/catalogue find master')).to.include('Nothing in the catalogue')
      expect(await emily().completes('catalogue show', 'item', 'master')).to.deep.equal([])
      expect(await desk.as('ana').completes('catalogue show', 'item', 'master')).to.deep.equal(['badge'])
      expect(await text('ana', '/catalogue show Master key')).to.include('Master key')
    })

    it('says what was probably meant', async () => {
      expect(await text('emily', '/catalogue show parkin')).to.include('Did you mean “parking”?')
      expect(await text('emily', '/catalogue browse foood')).to.include('Did you mean “food”?')
      expect(await emily().completes('catalogue browse', 'category', 'st')).to.deep.equal(['stay'])
    })

    it('has no button to order where nothing can be ordered', async () => {
      const shown = await emily().types('/catalogue show free')
      const orders = desk.parts.registry.find('request order') !== undefined

      expect(buttonsOf(shown.card).includes('Order …')).to.equal(orders)
    })

    it('is another one as soon as another desk file is in force', async () => {
      expect(await text('emily', '/catalogue show sauna')).to.include('There is no “sauna”')

      await desk.apply(file(`${items}\n    sauna: {name: Sauna, category: stay}`))

      expect(await text('emily', '/catalogue show sauna')).to.include('Sauna')
      expect(await text('emily', '/catalogue find sauna')).to.include('Sauna')
    })
  })
}

describe('a desk without a catalogue', () => {
  it('says so', async () => {
    const desk = await openDesk({ dialect: 'sqlite' })

    expect((await desk.as('emily').types('/catalogue')).text).to.include('nothing to order here yet')
    expect((await desk.as('emily').types('/catalogue find car')).text).to.include('Nothing in the catalogue')
    await desk.close()
  })
})
