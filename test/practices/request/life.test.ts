import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { buttonsOf, cardText } from '../../builders/person-at-desk.js'
import { shop } from '../../builders/shop.js'
import { dialects } from '../../builders/store.js'

for (const dialect of dialects) {
  describe(`A request, with ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file: shop(), at: '2026-11-26T07:00:00Z' })
    })
    afterEach(async () => {
      expect(desk.faults).to.deep.equal([])
      await desk.close()
    })
    const text = async (person: string, words: string): Promise<string> => (await desk.as(person).types(words)).text
    const state = async (number: string): Promise<string> => (await desk.record(number)).state
    const kinds = async (number: string): Promise<readonly string[]> =>
      (await desk.history(number)).map(({ kind }) => kind)

    it('is ordered by a guest with the item’s own form, done by its tasks in order, confirmed and rated', async () => {
      const asked = await desk.as('freja').types('/anmodning bestil tøjvask')
      expect(asked.form.fields.map(({ label }) => label)).to.deep.equal([
        'Værelse',
        'Stykker',
        'Ønsket senest',
        'Noget at tilføje?',
      ])
      expect(asked.text).to.match(/Tøjvask · 6,50\sCHF pr\. stk\. · 9 timer/)
      const done = await desk.as('freja').fills(asked, { f1: '14', f2: '6', note: 'the blue one by hand' })
      expect(done.text)
        .to.match(/REQ-1 er bestilt: Tøjvask/)
        .and.match(/39\sCHF/)

      const record = await desk.record('REQ-1')
      expect(record).to.include({ state: 'in fulfilment', requester: 'freja', service: 'bathrooms', team: 'reception' })
      expect(await kinds('REQ-1')).to.deep.equal(['opened', 'wave', 'begin'])
      expect(await state('TSK-1')).to.equal('open')
      for (const later of ['TSK-2', 'TSK-3', 'TSK-4']) expect(await state(later)).to.equal('waiting')
      expect((await desk.record('TSK-2')).team).to.equal('maintenance')

      await desk.as('ana').types('/task take TSK-1')
      expect(await kinds('REQ-1')).to.include('start')
      await desk.as('ana').types('/task done TSK-1 seven pieces, I think')
      expect([await state('TSK-2'), await state('TSK-3'), await state('TSK-4')]).to.deep.equal([
        'open',
        'open',
        'waiting',
      ])
      await desk.as('marco').types('/task done TSK-2')
      await desk.as('mads').types('/task done TSK-3')
      expect(await state('REQ-1')).to.equal('in fulfilment')
      await desk.as('ana').types('/task done TSK-4')
      expect(await state('REQ-1')).to.equal('fulfilled')

      await desk.relayed()
      const told = desk.directTo('freja').map(({ card }) => card)
      const asking = told.find((card) => buttonsOf(card).includes('Det er i orden'))
      expect(asking && cardText(asking)).to.match(/Status: leveret/)
      await desk.as('freja').pressesFor('request confirm', { record: 'REQ-1' })
      expect(await state('REQ-1')).to.equal('closed')
      expect(await text('freja', '/request rate REQ-1 5 dejligt')).to.match(/REQ-1/)
      expect((await desk.record('REQ-1')).details).to.include({ rating: 5, verdict: 'dejligt' })
    })

    it('offers what was answered the last time, and asks what hangs on an answer in a second step', async () => {
      await desk.as('emily').types('/request order laundry with:"room: 22; pieces: 2"')
      const again = await desk.as('emily').types('/request order laundry')
      expect(again.form.fields.map(({ value }) => value)).to.deep.equal(['22', undefined, undefined, undefined])

      const first = await desk.as('emily').types('/request order parking')
      expect(first.form.fields.map(({ name }) => name)).to.deep.equal(['f1', 'count', 'wanted', 'note'])
      const second = await desk.as('emily').fills(first, { f1: 'yes', count: '2' })
      expect(second.form.fields.map(({ label }) => label)).to.deep.equal(['Plug'])
      const done = await desk.as('emily').fills(second, { f2: 'ccs' })
      expect(done.text).to.match(/REQ-2 is ordered: 2 × Parking place/)
      const [line] = (await desk.record('REQ-2')).details.lines as { answers: unknown[]; total: number }[]
      expect(line).to.deep.include({ count: 2, total: 3600 })
      expect(line?.answers).to.have.lengthOf(2)
    })

    it('says at the field what does not fit, and nothing is ordered', async () => {
      const asked = await desk.as('freja').types('/request order laundry')
      const wrong = await desk.as('freja').fills(asked, { f1: '99', f2: '6' })
      expect(wrong.problems.f1).to.match(/“99” passer ikke til “Værelse”/)
      const many = await desk.as('freja').fills(asked, { f1: '14', f2: '50' })
      expect(many.problems.f2).to.match(/højst 40/)
      const typed = desk.as('emily').withoutForms()
      expect((await typed.types('/request order laundry with:"room: 22"')).text).to.match(/Pieces/)
      expect((await typed.types('/request order laundry with:"room: 22; pieces: 2; colour: red"')).text).to.match(
        /“colour” is not asked/,
      )
      const strange = await desk.as('emily').pressesFor('request order', { item: 'laundry', answers: '{"room":' })
      expect(strange.text).to.match(/has been lost/)
      expect((await typed.types('/request order parking count:0')).text).to.match(/whole number/)
      expect(await desk.rows('record')).to.equal(0)
    })

    it('promises no time that cannot be kept: the deadline that has passed is named', async () => {
      const early = await text('emily', '/request order laundry wanted:"2026-11-26 19:00" with:"room: 22; pieces: 2"')
      expect(early).to.match(/REQ-1 is ordered/)
      desk.clock.to('2026-11-26T08:30:00Z')
      const late = await text('emily', '/request order laundry wanted:"2026-11-26 19:00" with:"room: 22; pieces: 2"')
      expect(late)
        .to.match(/too late for that time/)
        .and.match(/27 November/)
      const past = await text('emily', '/request order laundry wanted:"2026-11-26 08:00" with:"room: 22; pieces: 2"')
      expect(past).to.match(/has passed/)
      expect(await desk.rows('record')).to.equal(5)
    })

    it('does not confirm to a guest that there is something they may not see', async () => {
      const hidden = await text('emily', '/request order heater')
      const none = await text('emily', '/request order nothing_like_it')
      expect(hidden.replaceAll('heater', '…')).to.equal(none.replaceAll('nothing_like_it', '…'))
    })

    it('is approved by nobody whom it is for, in nobody’s place either', async () => {
      expect(await text('mads', '/request order heater whom:@ana')).to.match(/REQ-1/)
      await desk.as('seraina').types('/desk away @ana until:2031-12-01')
      expect(await text('ana', '/request approve REQ-1')).to.match(/This is for yourself/)
      expect(await state('REQ-1')).to.equal('awaiting approval')
    })

    it('goes to the line manager and then to the owner; rejection needs a word and ends it', async () => {
      expect(await text('ana', '/request order heater')).to.match(/waits for approval/)
      expect(await state('REQ-1')).to.equal('awaiting approval')
      expect(await text('reto', '/request approve REQ-1'), 'the owner’s turn comes later').not.to.match(/counts/)
      expect(await text('ana', '/request approve REQ-1')).not.to.match(/counts/)
      expect(await text('seraina', '/request approve REQ-1')).to.match(/counts/)
      expect(await state('REQ-1')).to.equal('awaiting approval')
      expect(await text('reto', '/request reject REQ-1 it is warm enough')).to.match(/counts/)
      expect(await state('REQ-1')).to.equal('rejected')
      await desk.relayed()
      expect(desk.directTo('ana').length + desk.thread('REQ-1', 'reception').length).to.be.greaterThan(0)
      expect(await desk.rows('record'), 'no task was opened').to.equal(1)
    })

    it('says that nothing of that number lies in the basket, whatever the number is', async () => {
      for (const typed of ['1.5', '99999999999', 'Infinity', 'x'])
        expect(await text('ana', `/request drop ${typed}`)).to.match(/basket/)
    })

    it('asks the budget holder above the limit, by the total of the whole basket', async () => {
      await desk.as('ana').types('/request add heater')
      const basket = await desk.as('ana').types('/request add lamp count:2')
      expect(basket.text)
        .to.match(/Heater · CHF\s300/)
        .and.match(/2 × Lamp · CHF\s40/)
      await desk.as('ana').types('/request add heater')
      const ordered = await desk.as('ana').presses(await desk.as('ana').types('/request basket'), 'Order all of it')
      expect(ordered.text)
        .to.match(/REQ-1 is ordered: Heater, 2 × Lamp, Heater/)
        .and.match(/CHF\s640/)
      expect(await text('ana', '/request basket')).to.match(/nothing in it/)
      await desk.as('seraina').types('/request approve REQ-1')
      await desk.as('reto').types('/request approve REQ-1')
      expect(await state('REQ-1')).to.equal('awaiting approval')
      await desk.as('ursina').types('/request approve REQ-1')
      expect(await state('REQ-1')).to.equal('in fulfilment')
      expect(await desk.rows('record')).to.equal(4)

      await desk.as('marco').types('/task done TSK-2')
      expect(await kinds('REQ-1'), 'a part of it is there').to.include('deliver')
      expect(await text('ana', '/request show REQ-1')).to.match(/☑ 2 × Lamp/)
      await desk.as('marco').types('/task done TSK-1')
      await desk.as('marco').types('/task cancel TSK-3 one is enough')
      expect(await state('REQ-1')).to.equal('fulfilled')
    })

    it('is waved through with its reason: small things, and what the manager asks for', async () => {
      await desk.as('ana').types('/request order lamp')
      expect(await state('REQ-1')).to.equal('in fulfilment')
      expect(await text('ana', '/request show REQ-1')).to.match(/small things are bought without asking/)
      await desk.as('seraina').types('/request order lamp count:2 whom:@ana')
      expect(await state('REQ-2')).to.equal('in fulfilment')
      const page = await desk.as('ana').page('REQ-2')
      expect(JSON.stringify(page)).to.match(/the line manager asks for it/)
      expect(await text('seraina', '/request order lamp count:2')).to.match(/waits for approval/)
      expect(await text('ursina', '/request approve REQ-3')).to.match(/counts/)
    })

    it('can be changed and taken back until somebody begins, and is then asked for anew', async () => {
      await desk.as('ana').types('/request order lamp count:2')
      await desk.as('seraina').types('/request approve REQ-1')
      expect(await state('REQ-1')).to.equal('in fulfilment')
      expect(await text('ana', '/request change REQ-1 count:4')).to.match(/awaiting approval/)
      expect(await state('TSK-1')).to.equal('cancelled')
      await desk.as('seraina').types('/request approve REQ-1')
      expect(await state('TSK-2')).to.equal('open')
      await desk.as('marco').types('/task take TSK-2')
      expect(await text('ana', '/request change REQ-1 count:5')).to.match(/has begun/)
      desk.clock.to('2026-11-26T08:00:00Z')
      await desk.as('emily').types('/request order parking')
      await desk.as('emily').types('/request order parking with:"charge: no"')
      expect(await text('emily', '/request cancel REQ-2 we leave')).to.match(/cancelled/)
      expect(await state('TSK-3')).to.equal('cancelled')
    })

    it('comes back to whoever ordered it when changes are asked for, and goes out again', async () => {
      await desk.as('ana').types('/request order lamp count:20')
      await desk.as('seraina').types('/request changes REQ-1 ten are enough')
      expect(await state('REQ-1')).to.equal('submitted')
      desk.clock.to('2026-11-27T08:00:00Z')
      await desk.run('request-reminders')
      await desk.run('request-reminders')
      expect((await kinds('REQ-1')).filter((kind) => kind === 'nudge')).to.have.lengthOf(1)
      expect(await text('ana', '/request change REQ-1 count:10')).to.match(/awaiting approval/)
      await desk.as('seraina').types('/request changes REQ-1 sure?')
      expect(await text('ana', '/request submit REQ-1')).to.match(/awaiting approval/)
      await desk.as('seraina').types('/request approve REQ-1')
      expect(await state('REQ-1')).to.equal('in fulfilment')
    })

    it('is put right when it is not right, is asked about after a day and closed after three', async () => {
      await desk.as('emily').types('/request order parking with:"charge: no"')
      await desk.as('ana').types('/task done TSK-1')
      expect(await text('emily', '/request reopen REQ-1 somebody stands there')).to.match(/in fulfilment/)
      expect((await desk.record('TSK-2')).title).to.match(/Put right/)
      await desk.as('ana').types('/task done TSK-2')
      expect(await state('REQ-1')).to.equal('fulfilled')
      desk.clock.to('2026-11-27T09:00:00Z')
      await desk.run('request-reminders')
      expect(await kinds('REQ-1')).to.include('remind')
      desk.clock.to('2026-12-03T09:00:00Z')
      await desk.run('request-reminders')
      expect(await state('REQ-1')).to.equal('closed')
      expect((await kinds('REQ-1')).filter((kind) => kind === 'remind')).to.have.lengthOf(1)
    })

    it('keeps what was ordered when the catalogue becomes another one, and orders the new one at once', async () => {
      await desk.as('ana').types('/request order heater')
      await desk.apply(
        shop({
          catalogue: `
  categories: {stay: {en: Your stay, da: Dit ophold}}
  items: {sauna: {name: Sauna, category: stay, team: reception}}`,
        }),
      )
      expect(await text('ana', '/request show REQ-1')).to.match(/Heater/)
      await desk.as('seraina').types('/request approve REQ-1')
      await desk.as('reto').types('/request approve REQ-1')
      expect((await desk.record('TSK-1')).title).to.equal('Buy it')
      expect(await text('emily', '/request order sauna')).to.match(/REQ-2 is ordered: Sauna/)
    })
  })
}
