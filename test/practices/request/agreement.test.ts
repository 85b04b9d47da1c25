import { expect } from 'chai'
import { clocksOfRecord } from '../../../src/desk/index.js'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { catalogue, shop } from '../../builders/shop.js'
import { dialects } from '../../builders/store.js'

const named = catalogue
  .replace('      lead: 9h\n', '      lead: 9h\n      agreement: linen\n')
  .replace('      lead: 30m\n', '      lead: 30m\n      agreement: gold\n')
const file = shop({
  catalogue: named,
  agreements: `
  guests: {kind: sla, name: {en: Guests, da: Gæster}, customers: [freja], targets: {request: {fulfilment: 24h}}}
  linen: {kind: sla, name: {en: Fresh linen, da: Rent linned}, services: [bathrooms], targets: {request: {fulfilment: 9h}}}
  gold: {kind: sla, name: {en: Gold, da: Guld}, customers: [emily], targets: {request: {fulfilment: 1h}}}`,
})

for (const dialect of dialects) {
  describe(`An order of what has an agreement of its own, with ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file, at: '2026-11-26T07:00:00Z' })
    })
    afterEach(async () => {
      expect(desk.faults).to.deep.equal([])
      await desk.close()
    })
    /** The promise of fulfilment that counts: by which agreement, and when it is due. */
    const promise = async (number: string) => {
      const clocks = await clocksOfRecord(desk.parts, desk.store.read, await desk.record(number))
      const found = clocks.find(({ derived }) => derived.metric === 'fulfilment' && !derived.void)
      return found && [found.derived.agreement.id, found.row.dueAt?.toISOString()]
    }
    const laundry = '/request order laundry with:"room: 14; pieces: 2"'
    const call = '/request order wake_up with:"at: 2026-11-27 06:30"'

    it('is under that one, before an agreement with the person', async () => {
      await desk.as('freja').types(laundry)
      await desk.as('freja').types(call)

      expect(await promise('REQ-1')).to.deep.equal(['linen', '2026-11-26T16:00:00.000Z'])
      expect(await promise('REQ-2')).to.deep.equal(['guests', '2026-11-27T07:00:00.000Z'])
      const which = (await desk.as('ana').types('/sla which REQ-1')).text
      expect(which).to.match(
        /✓ Fresh linen[^–]*9 points: 8 because what was ordered names it, 1 because it names the service/,
      )
    })

    it('goes by what it names when it is changed, and the timeline alone tells so', async () => {
      await desk.as('freja').types(laundry)
      await desk.apply(file.replace('agreement: linen', 'agreement: gold'))
      expect(await promise('REQ-1')).to.deep.equal(['linen', '2026-11-26T16:00:00.000Z'])

      await desk.as('freja').types('/request change REQ-1 with:"pieces: 3"')
      const facts = Object.fromEntries((await desk.history('REQ-1')).map(({ kind, data }) => [kind, data.facts]))
      expect(facts.opened).to.include({ agreement: 'linen' })
      expect(facts.change).to.deep.equal({ agreement: 'gold' })
      // That one is not for this customer.
      expect(await promise('REQ-1')).to.deep.equal(['guests', '2026-11-27T07:00:00.000Z'])
    })

    it('is under its usual one when it holds what has another one as well', async () => {
      await desk.as('freja').types('/request add laundry with:"room: 14; pieces: 2"')
      await desk.as('freja').types('/request add wake_up with:"at: 2026-11-27 06:30"')
      await desk.as('freja').types('/request checkout')

      expect(await promise('REQ-1')).to.deep.equal(['guests', '2026-11-27T07:00:00.000Z'])
    })

    it('shows what is promised to whom it holds for, and to nobody else', async () => {
      expect((await desk.as('freja').types('/catalogue show laundry')).text).to.include(
        'Rent linned: udført inden for 9 timer',
      )
      expect((await desk.as('emily').types('/catalogue show parking')).text).to.include('Gold: done within 1 hour')
      expect((await desk.as('freja').types('/catalogue show parking')).text).not.to.include('Guld')
    })
  })
}
