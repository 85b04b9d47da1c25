import { expect } from 'chai'
import { everybody } from '../../src/desk/index.js'
import { days } from '../../src/kernel/duration.js'
import { linksOf, remarksOf } from '../../src/records/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { buttonsOf, pageText } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

const file = inn({
  catalogue: `
  categories: {stay: {en: Your stay, da: Dit ophold}}
  items:
    laundry:
      name: {en: Laundry, da: Tøjvask}
      category: stay
      team: reception
      fields:
        bags: {label: {en: Bags, da: Poser}, kind: number}
    towels: {name: {en: Towels, da: Håndklæder}, category: stay, team: reception}`,
})

for (const dialect of dialects) {
  describe(`A record that goes on as another one on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })
    const said = async (number: string, internal = false) =>
      (await remarksOf(desk.store.read, (await desk.record(number)).id, internal)).map(({ text }) => text)
    const links = async (number: string) =>
      (await linksOf(desk.store.read, (await desk.record(number)).id, everybody)).map(
        ({ kind, forward, other }) => `${kind} ${forward ? '>' : '<'} ${other.number}`,
      )
    const shirts = async () => {
      await desk.as('emily').types('/incident report Five shirts lie on the bed work:goes_on affects:me')
      await desk.as('freja').types('/incident watch INC-1')
      await desk.as('ana').types('/incident note INC-1 text:"Shall we wash them?"')
      await desk.as('ana').types('/incident note INC-1 text:"She forgot the form" internal:yes')
    }

    it('is an order of whose it was, with what was said, its followers and its link', async () => {
      await shirts()
      const { text } = await desk.as('ana').types('/incident order INC-1 laundry with:"bags: 1"')

      expect(text).to.include('REQ-1')
      expect(await desk.record('INC-1')).to.include({ state: 'cancelled', open: false })
      expect(await desk.record('REQ-1')).to.include({ requester: 'emily', practice: 'request', private: false })
      expect((await desk.record('REQ-1')).body).to.include('Five shirts lie on the bed')
      expect(await said('REQ-1')).to.deep.equal(['Shall we wash them?'])
      expect(await links('REQ-1')).to.include('became < INC-1')
      const page = await desk.as('emily').page('REQ-1')
      expect(pageText(page as never))
        .to.include('It was INC-1 before')
        .and.not.include('forgot the form')
      expect(
        (await desk.as('emily').page('INC-1'))?.sections.map(({ blocks }) => JSON.stringify(blocks)).join(),
      ).to.include('It goes on as REQ-1')
      await desk.relayed()
      expect(JSON.stringify(desk.directTo('freja').map(({ card }) => card))).to.include('It goes on as REQ-1')
    })

    it('asks for what the order needs, and keeps what it was meanwhile', async () => {
      await shirts()
      const form = await desk.as('emily').types('/incident order INC-1 laundry')
      expect(form.form.command).to.equal('request order')
      expect((await desk.record('INC-1')).state).to.equal('new')

      await desk.as('emily').fills(form, { f1: '2' })

      expect((await desk.record('INC-1')).state).to.equal('cancelled')
      expect((await desk.record('REQ-1')).details.lines).to.have.lengthOf(1)
    })

    it('is refused whole where it may not be taken back, and to whom it is not', async () => {
      await shirts()
      const stranger = await desk.as('freja').types('/incident order INC-1 laundry with:"bags: 1"')
      expect(stranger.text).not.to.include('REQ-')
      await desk.as('ana').types('/incident resolve INC-1 fixed done')
      await desk.as('emily').types('/incident confirm INC-1')
      const late = await desk.as('ana').types('/incident order INC-1 laundry with:"bags: 1"')

      expect(late.text).not.to.include('REQ-')
      expect((await desk.as('ana').types('/request list')).text).not.to.include('REQ-')
      expect(await desk.rows('record')).to.equal(1)
    })

    it('is an incident of what was ordered, from its menu too', async () => {
      await desk.as('emily').types('/request order towels')
      await desk.as('emily').types('/request note REQ-1 text:"The old ones are torn"')
      const form = await desk.as('ana').pressesFor('request do', { record: 'REQ-1', verb: 'problem' })
      expect(form.form.command).to.equal('request incident')
      const { text } = await desk.as('ana').fills(form, { work: 'hampered', affects: 'me' })

      expect(text).to.include('INC-1')
      expect(await desk.record('REQ-1')).to.include({ state: 'cancelled' })
      expect(await desk.record('INC-1')).to.include({ requester: 'emily', title: 'Towels' })
      expect(await said('INC-1')).to.deep.equal(['The old ones are torn'])
      expect(await links('INC-1')).to.include('became < REQ-1')
    })

    it('stays private, and is seen by its people alone', async () => {
      await shirts()
      await desk.as('seraina').types('/incident private INC-1')
      await desk.as('seraina').types('/incident order INC-1 laundry with:"bags: 1"')

      expect(await desk.record('REQ-1')).to.include({ private: true })
      expect((await desk.as('emily').types('/desk show REQ-1')).text).to.include('Laundry')
      expect((await desk.as('seraina').types('/desk show REQ-1')).text).to.include('Laundry')
      expect((await desk.as('marco').types('/desk show REQ-1')).text).not.to.include('Laundry')
    })

    it('is done by the team all the same, who see the task and not what it is for', async () => {
      await shirts()
      await desk.as('seraina').types('/incident private INC-1')
      await desk.as('seraina').types('/incident order INC-1 laundry with:"bags: 1"')

      expect(await desk.record('TSK-1')).to.include({ private: true, team: 'reception' })
      expect((await desk.as('freja').types('/task show TSK-1')).text).not.to.include('Laundry')
      await desk.as('ana').types('/task done TSK-1')
      expect((await desk.record('REQ-1')).state).to.equal('fulfilled')
    })

    it('is private each time when it is ordered again and again', async () => {
      await desk.as('emily').types('/incident report Blood on the sheets work:goes_on affects:me')
      await desk.as('seraina').types('/incident private INC-1')
      await desk.as('emily').types('/incident order INC-1 towels')
      await desk.as('emily').types('/request repeat REQ-1 every:day')
      desk.clock.forward(days(1))
      await desk.run('standing-orders')

      expect(await desk.record('REQ-2')).to.include({ private: true, requester: 'emily' })
      expect((await desk.as('emily').types('/request show REQ-2')).text).to.include('Blood')
      expect((await desk.as('freja').types('/request show REQ-2')).text).not.to.include('Blood')
    })

    it('takes what was attached along', async () => {
      const photo = { id: 'f1', name: 'shirt.jpg', type: 'image/jpeg' }
      await desk.as('emily').tells('The shirt in the photo is mine', 'D-emily', { files: [photo] })
      await desk.as('emily').types('/incident order INC-1 laundry with:"bags: 1"')

      expect(await desk.rows('file')).to.equal(2)
    })

    it('can be turned from the menu of its card', async () => {
      await shirts()
      await desk.relayed()
      expect(buttonsOf(desk.card('INC-1').card).length).to.be.greaterThan(0)
      const form = await desk.as('ana').picks(desk.card('INC-1'), 'order')
      expect(form.form.command).to.equal('incident order')
      const next = await desk.as('ana').fills(form, { item: 'towels' })
      expect(next.text).to.include('REQ-1')
    })
  })
}
