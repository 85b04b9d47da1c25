import { expect } from 'chai'
import { plainLine } from '../../src/chat/card.js'
import type { Language } from '../../src/chat/language.js'
import {
  bookingsAhead,
  bookingsBetween,
  type Conflict,
  conflictLines,
  keepBooking,
  othersKnown,
} from '../../src/forward/index.js'
import type { Caller } from '../../src/people/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { dialects } from '../builders/store.js'
import { booking, innOfChanges } from './schedule.js'

for (const dialect of dialects) {
  describe(`what is told of the change schedule (${dialect})`, () => {
    let desk: DeskUnderTest
    before(async () => {
      desk = await openDesk({ dialect, at: '2031-03-03T09:00:00Z', file: innOfChanges() })
      await desk.as('ana').types('/incident report the boiler is to be replaced work:stopped affects:me')
      await desk.as('seraina').types('/incident report the safe is to be opened work:stopped affects:me')
      await desk.as('seraina').types('/incident private INC-2')
      const bookings = [
        booking(1, '2031-03-04T10:00Z', 2, { items: ['boiler'], services: ['heating'], risk: 'high' }),
        booking(2, '2031-03-04T09:00Z', 4, { items: ['boiler'], services: ['heating'], implementer: 'reto' }),
      ]
      await desk.store.work({ kind: 'operator' }, async (work) => {
        for (const one of bookings) await keepBooking(work, one)
      })
    })
    after(() => desk.close())

    const caller = (id: string): Caller => ({
      person: { id, name: id, zone: undefined, language: 'en' } as unknown as Caller['person'],
      account: { platform: 'chat', workspace: 'inn', user: id },
      linked: true,
      grants: desk.desks.current().grants.get(id) ?? [],
      teams: [],
      leads: [],
    })
    const day = { from: new Date('2031-03-04T00:00Z'), to: new Date('2031-03-05T00:00Z') }

    it('is each window with its change, and of a private one of others the window alone', async () => {
      const [first, second] = await bookingsBetween(desk.store.read, day, {}, caller('ana'))

      expect(first).to.deep.equal({
        record: 2,
        from: new Date('2031-03-04T09:00Z'),
        to: new Date('2031-03-04T13:00Z'),
        firm: true,
        items: [],
        services: [],
        private: true,
      })
      expect(second).to.deep.include({ number: 'INC-1', title: 'the boiler is to be replaced', private: false })
    })

    it('is all of it for those who may see it, and by a service nothing that others may not know', async () => {
      const seen = await bookingsBetween(desk.store.read, day, { service: 'heating' }, caller('seraina'))
      expect(seen.map(({ number }) => number)).to.deep.equal(['INC-2', 'INC-1'])
      const known = await bookingsBetween(desk.store.read, day, { service: 'heating' })
      expect(known.map(({ number }) => number)).to.deep.equal(['INC-1'])
      expect(await bookingsBetween(desk.store.read, day, { item: 'pump' }, caller('seraina'))).to.deep.equal([])
    })

    it('is what lies ahead, batch by batch', async () => {
      const ahead = (now: string, behind: number, limit: number) =>
        bookingsAhead(desk.store.read, new Date(now), { behind, limit }).then((all) => all.map(({ record }) => record))

      expect(await ahead('2031-03-03T00:00Z', 0, 1)).to.deep.equal([1])
      expect(await ahead('2031-03-03T00:00Z', 1, 5)).to.deep.equal([2])
      expect(await ahead('2031-03-04T12:00Z', 0, 5)).to.deep.equal([2])
    })

    const all: readonly Conflict[] = [
      { kind: 'freeze', name: 'christmas', ...day, excepted: true },
      { kind: 'outside', name: 'heating', ...day },
      { kind: 'outside', name: 'heating' },
      { kind: 'failed', name: 'boiler', other: 1, ...day },
      { kind: 'item', name: 'boiler', other: 2, ...day, wanted: true },
      { kind: 'dependent', name: 'boiler', other: 1, side: 'above', ...day },
      { kind: 'dependent', name: 'boiler', other: 1, side: 'below', ...day },
      { kind: 'dependent', name: 'safe', other: 2, side: 'above', ...day },
      { kind: 'dependent', name: 'safe', other: 2, side: 'below', ...day },
      { kind: 'person', name: 'reto', other: 1, ...day },
      { kind: 'night', ...day, count: 2 },
    ]
    const said = async (language: Language, person: string): Promise<readonly string[]> => {
      const others = await othersKnown(desk.store.read, all, caller(person))
      const voice = desk.parts.voices.in(language)
      const organisation = desk.desks.current()
      return conflictLines(all, { voice, organisation, others, nameOf: () => 'Reto Imhof' }).map(plainLine)
    }
    const when = '2031-03-04 00:00 UTC to 2031-03-05 00:00 UTC'

    it('is every conflict in a sentence, without a word about a private change of others', async () => {
      expect(await said('en', 'ana')).to.deep.equal([
        `No changes are made meanwhile: Christmas, ${when} – this is allowed`,
        `Heating is not worked on at this time; its next window is ${when}`,
        'Heating is not worked on at this time, and no window within two months is long enough',
        `boiler is left alone from ${when}, after a failure of INC-1 the boiler is to be replaced`,
        `boiler is changed at the same time, ${when}, by another change – it is not scheduled yet`,
        `boiler needs what this changes, and is changed at the same time, ${when}, by INC-1 the boiler is to be replaced`,
        `This needs boiler, which is changed at the same time, ${when}, by INC-1 the boiler is to be replaced`,
        `Something that needs what this changes is changed at the same time, ${when}, by another change`,
        `Something that this needs is changed at the same time, ${when}, by another change`,
        `Reto Imhof is at work elsewhere, ${when}, for INC-1 the boiler is to be replaced`,
        `There are 2 other changes of high risk in the night ${when}: no more are made`,
      ])
      expect((await said('en', 'seraina'))[4]).to.include('by INC-2 the safe is to be opened')
    })

    it('is told in Danish too', async () => {
      const lines = await said('da', 'ana')
      expect(lines[0]).to.include('Jul').and.include('det er tilladt')
      expect(lines[4]).to.include('en anden ændring')
    })
  })
}
