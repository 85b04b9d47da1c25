import { expect } from 'chai'
import { freeIn } from '../../../src/stock/index.js'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { inn } from '../../builders/inn.js'
import { type Answer, buttonsOf } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

const span = 'from: {label: {en: From, da: Fra}, kind: moment}, to: {label: {en: To, da: Til}, kind: moment}'
const file = inn({
  catalogue: `
  categories: {rooms: {en: Rooms, da: Lokaler}, lend: {en: To borrow, da: Til låns}}
  items:
    eiger: {name: Eiger, category: rooms, stock: 1, booked: {from: from, to: to}, fields: {${span}}, team: reception}
    niesen: {name: Niesen, category: rooms, stock: 1, booked: {from: from, to: to}, fields: {${span}}, team: reception}
    parking:
      name: {en: Parking place, da: Parkeringsplads}
      category: lend
      stock: 3
      price: {amount: 18, currency: CHF, per: {en: night, da: nat}, times: nights}
      booked: {from: from, for: nights, unit: night}
      fields:
        from: {label: {en: From, da: Fra}, kind: moment}
        nights: {label: {en: Nights, da: Nætter}, kind: number, usual: 1}
        plate: {label: {en: Plate, da: Nummerplade}, usual: last}
      team: reception
    heater: {name: {en: Heater, da: Varmeovn}, category: lend, stock: 2, team: reception, approvals: [{by: manager}]}
    sauna: {name: Sauna, category: lend, stock: 1, lead: 2h, booked: {from: from, for: hours, unit: hour}, fields: {from: {label: From, kind: moment}, hours: {label: Hours, kind: number}}, team: reception}
    bicycle: {name: {en: Bicycle, da: Cykel}, category: lend, stock: 1, team: reception}`,
})
const afternoon = 'with:"from: 2031-03-05T12:00Z; to: 2031-03-05T15:00Z"'

for (const dialect of dialects) {
  describe(`What there is only so much of, ordered with ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file, at: '2031-03-04T09:00:00Z' })
    })
    afterEach(async () => {
      expect(desk.faults).to.deep.equal([])
      await desk.close()
    })
    const free = (item: string, from: string, to: string): Promise<number> => {
      const found = desk.parts.desks.current().catalogue.get(item)
      if (!found) throw new Error(`there is no ${item}`)
      return freeIn(desk.store.read, found, { from: new Date(from), to: new Date(to) })
    }
    const day = ['2031-03-05T12:00:00Z', '2031-03-05T15:00:00Z'] as const
    const orders = (person: string, words: string): Promise<Answer> => desk.as(person).types(`/request order ${words}`)

    it('goes to one of two who order the last one in the same moment on two platforms; the other is offered the next best', async () => {
      const both = await Promise.all([
        desk.as('emily', 'chat').types(`/request order eiger ${afternoon}`),
        desk.as('oliver', 'talk').types(`/request order eiger ${afternoon}`),
      ])

      const got = both.filter(({ text }) => /REQ-1 is ordered: Eiger/.test(text))
      const late = both.find(({ text }) => !/is ordered/.test(text))
      expect(got).to.have.lengthOf(1)
      expect(late?.text).to.include('Eiger: nothing is free at that time.')
      expect(late && buttonsOf(late.card).map((label) => label.replace(/1[56]:00/, '…'))).to.deep.equal([
        'Niesen instead',
        'From Wed 5 Mar, …',
      ])
      expect(await desk.rows('record')).to.equal(2) // the request and its task

      const loser = both[0] === late ? desk.as('emily', 'chat') : desk.as('oliver', 'talk')
      const instead = await loser.presses(late!, 'Niesen instead')
      expect(instead.text).to.include('REQ-2 is ordered: Niesen')
      expect((await desk.record('REQ-2')).details.lines).to.have.nested.property(
        '[0].answers[1].value',
        '2031-03-05T15:00:00.000Z',
      )
      expect(await free('niesen', ...day)).to.equal(0)
    })

    it('is offered at the next time, in the words and by the clock of whoever asks', async () => {
      await orders('emily', `eiger ${afternoon}`)
      const late = await orders('freja', `eiger ${afternoon}`)
      expect(late.text).to.include('Eiger: der er intet ledigt på det tidspunkt.')
      expect(buttonsOf(late.card)).to.deep.equal(['Niesen i stedet', 'Fra ons. 5. mar., 16.00'])

      const got = await desk.as('freja').presses(late, 'Fra ons. 5. mar., 16.00')

      expect(got.text).to.include('REQ-2 er bestilt: Eiger')
      expect(await free('eiger', day[1], '2031-03-05T18:00:00Z')).to.equal(0)
    })

    it('is offered as many as are left: three places for a travel agency, of which there are two', async () => {
      await orders('emily', 'parking with:"from: 2031-03-05 15:00; nights: 2; plate: ZH 1"')

      const late = await orders('freja', 'parking count:3 with:"from: 2031-03-05 18:00; nights: 2; plate: DK 7"')
      expect(late.text).to.include('der ønskes 3, og der er 2 tilbage')
      const [left = '', next = ''] = buttonsOf(late.card)
      expect(left).to.equal('Tag de 2, der er tilbage')
      expect(next).to.equal('Fra fre. 7. mar., 18.00')
      expect((await desk.as('freja').presses(late, left)).text).to.include('2 × Parkeringsplads')

      expect(await free('parking', '2031-03-05T18:00:00Z', '2031-03-06T18:00:00Z')).to.equal(0)
      expect(await free('parking', '2031-03-07T12:00:00Z', '2031-03-08T12:00:00Z')).to.equal(3)
    })

    it('is asked for by number in its form, though its price counts the nights; and what was typed is not lost', async () => {
      const form = await desk.as('oliver').types('/request order parking count:2')
      expect(form.form.fields.find(({ name }) => name === 'count')).to.include({ value: '2' })
      const wish = { f1: '2031-03-05T18:00:00.000Z', f2: '2', f3: 'GB 7', count: '2' }
      const got = await desk.as('oliver').fills(form, wish)
      expect(got.text)
        .to.include('REQ-1 is ordered: 2 × Parking place')
        .and.match(/CHF\s72/)

      const one = await desk.as('emily').types(`/request order eiger count:1 ${afternoon}`)
      expect(one.text).to.include('REQ-2 is ordered: Eiger')
      const room = await desk.as('emily').types('/request order eiger')
      expect(room.form.fields.map(({ name }) => name)).to.deep.equal(['f1', 'f2', 'note'])
    })

    it('is free again once the order is cancelled or rejected, and stays taken when it is delivered and closed', async () => {
      await orders('emily', `eiger ${afternoon}`)
      await desk.as('emily').types('/request cancel REQ-1 we stay at home')
      expect(await free('eiger', ...day)).to.equal(1)

      await orders('emily', `eiger ${afternoon}`)
      await desk.as('ana').types('/task done TSK-2')
      await desk.as('emily').pressesFor('request confirm', { record: 'REQ-2' })
      expect(await desk.record('REQ-2')).to.include({ state: 'closed' })
      expect(await free('eiger', ...day)).to.equal(0)

      await orders('ana', 'heater')
      expect((await desk.record('REQ-3')).state).to.equal('awaiting approval')
      expect(await free('heater', ...day)).to.equal(1)
      await desk.as('seraina').types('/request reject REQ-3 it is spring')
      expect(await free('heater', ...day)).to.equal(2)
    })

    it('is booked anew when the order is changed, or stays as it was where there is no room', async () => {
      await orders('emily', `eiger ${afternoon}`)
      await orders('freja', 'eiger with:"from: 2031-03-06 13:00; to: 2031-03-06 16:00"')

      const late = await desk
        .as('emily')
        .types('/request change REQ-1 with:"from: 2031-03-06 14:00; to: 2031-03-06 15:00"')
      expect(late.text).to.include('nothing is free')
      expect(await free('eiger', ...day)).to.equal(0)
      expect(buttonsOf(late.card)).to.deep.equal(['From Thu 6 Mar, 15:00'])

      await desk.as('emily').presses(late, 'From Thu 6 Mar, 15:00')

      expect(await free('eiger', ...day)).to.equal(1)
      expect(await free('eiger', '2031-03-06T15:00:00Z', '2031-03-06T16:00:00Z')).to.equal(0)
    })

    it('that is lent is held until it is given back', async () => {
      await orders('emily', 'bicycle')
      expect((await orders('freja', 'bicycle')).text).to.include('Cykel: der er intet ledigt')
      await desk.as('ana').types('/task done TSK-1')
      await desk.as('emily').pressesFor('request confirm', { record: 'REQ-1' })
      await desk.relayed()
      expect(buttonsOf(desk.card('REQ-1').card)).to.include('Give back')
      expect((await orders('freja', 'bicycle')).text).to.include('der er intet ledigt')

      await desk.as('ana').types('/request give-back REQ-1')

      expect((await orders('freja', 'bicycle')).text).to.include('REQ-2 er bestilt')
      expect((await desk.as('ana').types('/request give-back REQ-1')).text).to.include('takes nothing')
      await desk.relayed()
      expect(buttonsOf(desk.card('REQ-1').card)).not.to.include('Give back')
    })

    it('keeps a basket together: all of it, or nothing', async () => {
      await orders('emily', `eiger ${afternoon}`)
      await desk.as('freja').types('/request add bicycle')
      await desk.as('freja').types(`/request add eiger ${afternoon}`)

      const late = await desk.as('freja').types('/request checkout')

      expect(late.text).to.include('Eiger: der er intet ledigt')
      expect(await free('bicycle', ...day)).to.equal(1)
      expect(buttonsOf(late.card)).to.deep.equal(['Din kurv'])
      expect((await desk.as('freja').presses(late, 'Din kurv')).text).to.include('Cykel')
    })

    it('cannot begin before it can be there, and the next time offered is one at which it can', async () => {
      const early = await orders('emily', 'sauna with:"from: 2031-03-04T10:00Z; hours: 1"')
      expect(early.text)
        .to.match(/Sauna cannot be there so soon/)
        .and.match(/by Tuesday,? 4 March 2031 at 11:00/)

      await orders('emily', 'sauna with:"from: 2031-03-04T11:00Z; hours: 1"')
      const [line] = (await desk.record('REQ-1')).details.lines as { by: string }[]
      expect(line?.by).to.equal('2031-03-04T11:00:00.000Z')
      const full = await orders('freja', 'sauna with:"from: 2031-03-04T11:30Z; hours: 1"')
      expect(buttonsOf(full.card)).to.deep.equal(['Fra tirs. 4. mar., 13.00'])
    })

    it('is listed for those who hand it out, in the order in which it is free again', async () => {
      await orders('emily', 'bicycle')
      await orders('freja', 'parking count:2 with:"from: 2031-03-05T15:00Z; nights: 3; plate: DK 7"')
      await orders('emily', 'parking with:"from: 2031-03-05T15:00Z; nights: 1; plate: ZH 1"')

      const lent = (await desk.as('ana').types('/catalogue bookings bicycle')).text
      expect(lent)
        .to.include('1 at the same time, none free now')
        .and.include('REQ-1 Emily Carter')
        .and.include('until it is given back')
      const places = (await desk.as('ana').types('/catalogue bookings parking')).text
      expect(places.indexOf('REQ-3 Emily Carter')).to.be.greaterThan(0)
      expect(places.indexOf('REQ-3 Emily Carter')).to.be.lessThan(places.indexOf('2 × REQ-2 Freja Holm'))
      expect((await desk.as('emily').types('/catalogue bookings parking')).text).not.to.include('Freja')
    })

    it('is refused at the field that says no time', async () => {
      const form = await desk.as('emily').types('/request order eiger')
      const at = (hour: number): string => `2031-03-05T${hour}:00:00.000Z`

      const wrong = await desk.as('emily').fills(form, { f1: at(15), f2: at(12) })

      expect(wrong.problems).to.deep.equal({ f2: 'That ends before it begins.' })
    })
  })
}
