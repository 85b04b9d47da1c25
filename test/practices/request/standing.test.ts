import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { inn } from '../../builders/inn.js'
import { buttonsOf, cardText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

const catalogue = `
  categories: {stay: {en: Your stay, da: Dit ophold}}
  items:
    wake_up: {name: {en: Wake-up call, da: Vækning}, category: stay, team: reception, fields: {room: {label: Room}, at: {label: {en: When, da: Hvornår}, kind: moment}}}
    flowers: {name: {en: Flowers, da: Blomster}, category: stay, team: reception, price: {amount: 12, currency: CHF}}
    court:
      name: {en: Tennis court, da: Tennisbane}
      category: stay
      team: reception
      stock: 1
      booked: {from: from, to: to}
      fields: {from: {label: From, kind: moment}, to: {label: To, kind: moment}}`
const file = inn({ catalogue })

for (const dialect of dialects) {
  describe(`What is ordered again and again, with ${dialect}`, () => {
    let desk: DeskUnderTest
    // A Tuesday.
    beforeEach(async () => {
      desk = await openDesk({ dialect, file, at: '2031-03-04T09:00:00Z' })
    })
    afterEach(async () => {
      expect(desk.faults).to.deep.equal([])
      await desk.close()
    })
    const says = async (person: string, words: string): Promise<string> => (await desk.as(person).types(words)).text
    const at = async (instant: string): Promise<void> => {
      desk.clock.to(instant)
      await desk.run('standing-orders')
    }
    const requests = async (): Promise<number> => {
      const [row] = await desk.store.read.rows<{ many: number }>(
        `SELECT count(*) AS "many" FROM "record" WHERE "practice" = 'request'`,
      )
      return Number(row?.many)
    }
    const told = async (person: string): Promise<readonly string[]> => {
      await desk.relayed()
      return desk.directTo(person).map(({ card }) => cardText(card))
    }

    it('is ordered once in each of its slots, whoever looks how often, and tells the person', async () => {
      await desk.as('ana').types('/request order flowers count:2')
      const made = await desk.as('ana').types('/request repeat REQ-1 every:"every monday" at:8:00')
      expect(made.text).to.include('From now on').and.include('2 × Flowers').and.include('every monday')

      await at('2031-03-10T06:59:00Z')
      expect(await requests()).to.equal(1)
      await at('2031-03-10T07:00:00Z')
      await at('2031-03-10T07:01:00Z')
      expect(await requests()).to.equal(2)
      expect(await desk.record('REQ-2')).to.deep.include({
        requester: 'ana',
        state: 'in fulfilment',
        title: '2 × Flowers',
      })
      expect(await says('ana', '/request show REQ-2')).to.include('standing order #1')
      expect((await told('ana')).some((text) => text.includes('REQ-2 is ordered again: 2 × Flowers'))).to.equal(true)

      await at('2031-03-17T07:00:00Z')
      expect(await requests()).to.equal(3)
    })

    it('is ordered once for all the times at which the machine slept', async () => {
      await desk.as('ana').types('/request order flowers')
      await desk.as('ana').types('/request repeat REQ-1 every:workday at:08:00')

      await at('2031-03-14T12:00:00Z')
      await at('2031-03-14T12:01:00Z')

      expect(await requests()).to.equal(2)
      await at('2031-03-17T07:00:00Z')
      expect(await requests()).to.equal(3)
    })

    it('is ordered a day ahead for the time at which it is wanted, and its moments move with it over a clock change', async () => {
      // Freja's clock is Copenhagen's: half past six there.
      await desk.as('freja').types('/anmodning bestil vækning with:"room: 14; at: 2031-03-28T05:30Z"')
      await desk.as('freja').types('/anmodning gentag REQ-1 hver:dag')

      await at('2031-03-28T05:29:00Z')
      expect(await requests()).to.equal(1)
      await at('2031-03-28T05:30:00Z')
      expect(await requests()).to.equal(2)

      const lines = async (number: string) => JSON.stringify((await desk.record(number)).details.lines)
      expect(await lines('REQ-2'))
        .to.include('2031-03-29T05:30:00.000Z')
        .and.include('"14"')
      await at('2031-03-29T04:30:00Z')
      expect(await lines('REQ-3')).to.include('2031-03-30T04:30:00.000Z')
      expect((await told('freja')).some((text) => text.includes('REQ-3 er bestilt igen: Vækning'))).to.equal(true)
    })

    it('says so when the time at which it was wanted is over, and goes on', async () => {
      await desk.as('emily').types('/request order wake_up with:"room: 22; at: 2031-03-05T06:30Z"')
      await desk.as('emily').types('/request repeat REQ-1 every:day')

      await at('2031-03-08T12:00:00Z')
      expect(await requests()).to.equal(1)
      expect((await told('emily')).some((text) => /Wake-up call could not be ordered again/.test(text))).to.equal(true)
      await at('2031-03-08T12:01:00Z')

      expect(JSON.stringify((await desk.record('REQ-2')).details.lines)).to.include('2031-03-09T06:30:00.000Z')
    })

    it('says why it cannot be ordered, changes nothing, and is tried again the next time', async () => {
      await desk.as('emily').types('/request order court with:"from: 2031-03-05T16:00Z; to: 2031-03-05T17:00Z"')
      await desk.as('emily').types('/request repeat REQ-1 every:week')
      await desk.as('freja').types('/request order court with:"from: 2031-03-12T16:30Z; to: 2031-03-12T18:00Z"')

      await at('2031-03-11T16:00:00Z')
      expect(await requests()).to.equal(2)
      const words = await told('emily')
      expect(words.filter((text) => /Tennis court could not be ordered again/.test(text))).to.have.lengthOf(1)
      expect(words.some((text) => text.includes('nothing is free at that time'))).to.equal(true)

      await at('2031-03-18T16:00:00Z')
      expect(await requests()).to.equal(3)

      await desk.apply(inn({ catalogue: catalogue.replace('    court:', '    hall:') }))
      await at('2031-03-25T16:00:00Z')
      expect(await requests()).to.equal(3)
      expect((await told('emily')).some((text) => text.includes('There is no “court” to order.'))).to.equal(true)
    })

    it('is listed for its person alone, and ended by a press', async () => {
      await desk.as('emily').types('/request order flowers')
      await desk.as('emily').types('/request repeat REQ-1 every:month')
      expect(await says('freja', '/request standing')).to.include('Intet af dit bestilles igen og igen')
      expect(await says('freja', '/request stop 1')).to.include('Du har ingen fast bestilling')

      const mine = await desk.as('emily').types('/request standing')
      expect(mine.text).to.include('#1 Flowers · every month')
      expect((await desk.as('emily').presses(mine, buttonsOf(mine.card)[0] ?? 'Stop')).text).to.include(
        'Nothing of yours',
      )

      await at('2031-04-04T12:00:00Z')
      expect(await requests()).to.equal(1)
      expect(await says('emily', '/request stop 1')).to.include('no standing order')
    })

    it('ends at its end, and when there is nobody any more who wants it', async () => {
      await desk.as('emily').types('/request order flowers')
      await desk.as('emily').types('/request repeat REQ-1 every:day at:9 until:2031-03-06T12:00Z')
      for (const day of ['05', '06', '07', '08']) await at(`2031-03-${day}T10:00:00Z`)
      expect(await requests()).to.equal(3)
      expect(await says('emily', '/request standing')).to.include('Nothing of yours')

      await desk.as('oliver', 'talk').types('/request order flowers')
      await desk.as('oliver', 'talk').types('/request repeat REQ-4 every:day')
      await desk.as('oliver', 'talk').does({ kind: 'account', profile: { deactivated: true } })
      await at('2031-03-10T10:00:00Z')
      expect(await requests()).to.equal(4)
    })

    it('refuses what is not theirs, what does not say how often, and what would never come', async () => {
      await desk.as('emily').types('/request order flowers')

      expect(await says('ana', '/request repeat REQ-1 every:day')).to.include('not an order of yours')
      expect(await says('emily', '/request repeat REQ-1 every:often')).to.include('“often” does not say how often')
      expect(await says('emily', '/request repeat REQ-1 every:day at:25:00')).to.include('not a time of day')
      expect(await says('emily', '/request repeat REQ-1 every:month until:2031-03-20')).to.include('no other one')
      expect(await desk.rows('standing_order')).to.equal(0)
    })

    it('is ordered once when two processes look at the same moment', async () => {
      if (dialect === 'sqlite') return // one process at a time
      await desk.as('ana').types('/request order flowers')
      await desk.as('ana').types('/request repeat REQ-1 every:day at:08:00')
      const other = await desk.beside()
      desk.clock.to('2031-03-05T07:00:00Z')
      other.clock.to('2031-03-05T07:00:00Z')

      const { keepStanding } = await import('../../../src/practices/request/index.js')
      await Promise.all([desk, other].map((one) => keepStanding(one.parts, new Date('2031-03-05T07:00:00Z'))))

      expect(await requests()).to.equal(2)
      await other.close()
    })
  })
}
