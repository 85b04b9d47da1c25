import { expect } from 'chai'
import {
  blocks,
  bookingOf,
  bookingsAhead,
  conflictKinds,
  conflictsIn,
  conflictsOf,
  dropBooking,
  exceptionsOf,
  holdSchedule,
  keepBooking,
} from '../../src/forward/index.js'
import type { Store } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { dialects } from '../builders/store.js'
import { booking, type Inn, innOfChanges, openInn } from './schedule.js'

for (const dialect of dialects) {
  describe(`the conflicts of a change (${dialect})`, () => {
    let house: Inn
    before(async () => {
      house = await openInn(dialect)
      await house.needs(
        ['web', 'router'],
        ['router', 'power'],
        ['till', 'line-1', 'lines'],
        ['till', 'line-2', 'lines'],
      )
    })
    after(() => house.store.close())
    beforeEach(() =>
      house.store.work({ kind: 'operator' }, async (work) => {
        for (const table of ['booking', 'booking_failure', 'freeze_exception']) await work.run(`DELETE FROM "${table}"`)
      }),
    )
    const kinds = async (...asked: Parameters<Inn['conflicts']>) =>
      (await house.conflicts(...asked)).map(({ kind }) => kind)

    it('are the same item in windows that overlap, and not in those that only meet', async () => {
      await house.book(booking(1, '2031-03-04T10:00Z', 2, { items: ['router', 'web'] }))
      const other = booking(2, '2031-03-04T11:00Z', 2, { items: ['web'] })

      expect(await house.conflicts(other)).to.deep.equal([
        { kind: 'item', other: 1, name: 'web', from: new Date('2031-03-04T10:00Z'), to: new Date('2031-03-04T12:00Z') },
      ])
      expect(await house.conflicts(booking(2, '2031-03-04T12:00Z', 2, { items: ['web'] }))).to.deep.equal([])
      expect(await house.conflicts(booking(2, '2031-03-04T08:00Z', 2, { items: ['web'] }))).to.deep.equal([])
      expect(await house.conflicts(booking(1, '2031-03-04T11:00Z', 2, { items: ['web'] }))).to.deep.equal([])
    })

    it('are an item that needs another, from both sides, and one of two alternatives is not enough', async () => {
      await house.book(booking(1, '2031-03-04T10:00Z', 2, { items: ['power'] }))
      const [below] = await house.conflicts(booking(2, '2031-03-04T11:00Z', 2, { items: ['web'] }))
      expect(below).to.include({ kind: 'dependent', other: 1, name: 'power', side: 'below' })

      await house.book(booking(1, '2031-03-04T10:00Z', 2, { items: ['web'] }))
      const [above] = await house.conflicts(booking(2, '2031-03-04T11:00Z', 2, { items: ['power'] }))
      expect(above).to.include({ kind: 'dependent', other: 1, name: 'web', side: 'above' })

      await house.book(booking(1, '2031-03-04T10:00Z', 2, { items: ['line-1'] }))
      expect(await house.conflicts(booking(2, '2031-03-04T11:00Z', 2, { items: ['till'] }))).to.deep.equal([])
      await house.book(booking(1, '2031-03-04T10:00Z', 2, { items: ['line-1', 'line-2'] }))
      expect(await kinds(booking(2, '2031-03-04T11:00Z', 2, { items: ['till'] }))).to.deep.equal(['dependent'])
    })

    it('with one that only wants its window are told, and keep nobody out', async () => {
      await house.book(booking(1, '2031-03-04T10:00Z', 2, { items: ['web'], firm: false }))

      const found = await house.conflicts(booking(2, '2031-03-04T11:00Z', 2, { items: ['web'] }))
      expect(found).to.have.lengthOf(1)
      expect(found[0]).to.include({ kind: 'item', wanted: true })
      expect(found.some(blocks)).to.equal(false)
    })

    it('find a long window that began weeks ago', async () => {
      await house.book(booking(1, '2031-03-04T10:00Z', 24 * 31, { items: ['web'] }))

      expect(await kinds(booking(2, '2031-04-04T09:00Z', 2, { items: ['web'] }))).to.deep.equal(['item'])
      expect(await kinds(booking(2, '2031-04-04T10:00Z', 2, { items: ['web'] }))).to.deep.equal([])
    })

    it('are one person in two places', async () => {
      await house.book(booking(1, '2031-03-04T10:00Z', 2, { implementer: 'reto' }))

      const [found] = await house.conflicts(booking(2, '2031-03-04T11:00Z', 2, { implementer: 'reto' }))
      expect(found).to.include({ kind: 'person', other: 1, name: 'reto' })
      expect(await kinds(booking(2, '2031-03-04T11:00Z', 2, { implementer: 'marco' }))).to.deep.equal([])
    })

    it('are a freeze, of everything or of some services, in its hours by the wall clock', async () => {
      const [found] = await house.conflicts(booking(1, '2031-02-03T10:00Z', 2))
      expect(found).to.deep.equal({
        kind: 'freeze',
        name: 'championship',
        from: new Date('2031-02-01T17:00Z'),
        to: new Date('2031-02-15T07:00Z'),
      })
      expect(await kinds(booking(1, '2031-02-01T15:00Z', 2))).to.deep.equal([])
      expect(await kinds(booking(1, '2031-02-01T15:00Z', 2.5))).to.deep.equal(['freeze'])
      expect(await kinds(booking(1, '2032-01-02T15:00Z', 2, { services: ['bathrooms'] }))).to.deep.equal(['freeze'])
      expect(await kinds(booking(1, '2032-01-02T15:00Z', 2, { items: ['bathrooms'] }))).to.deep.equal(['freeze'])
      expect(await kinds(booking(1, '2032-01-02T15:00Z', 2))).to.deep.equal([])
    })

    it('with a freeze are passed by an emergency, and by an exception for this very window', async () => {
      const change = booking(1, '2031-02-03T10:00Z', 2)
      const [emergency] = await house.conflicts({ ...change, kind: 'emergency' })
      expect(emergency).to.include({ kind: 'freeze', excepted: true })

      await house.book(change)
      await house.except(1, 'championship')
      const [excepted] = await house.conflicts(change)
      expect(excepted && blocks(excepted)).to.equal(false)
      const [moved] = await house.conflicts(booking(1, '2031-02-03T11:00Z', 2))
      expect(moved && blocks(moved)).to.equal(true)
      expect((await house.conflicts(booking(2, '2031-02-03T10:00Z', 2))).filter(blocks)).to.have.lengthOf(1)
    })

    it('tell who excepted a change from what, and survive being kept as JSON', async () => {
      await house.book(booking(1, '2031-02-03T10:00Z', 2, { items: ['web'], kind: 'emergency' }))
      await house.except(1, 'championship')

      const [exception, ...others] = await exceptionsOf(house.register.reader, 1)
      expect(others).to.deep.equal([])
      expect(exception).to.include({ freeze: 'championship', by: 'approval:7' })

      const found = await house.conflicts(booking(2, '2031-02-03T10:00Z', 2, { items: ['web'], services: ['heating'] }))
      expect(found).to.have.lengthOf(3)
      expect(conflictsIn(JSON.parse(JSON.stringify(found)))).to.deep.equal(found)
      expect(conflictsIn([{ kind: 'gone' }, 7])).to.deep.equal([])
      expect(conflictsIn(undefined)).to.deep.equal([])
    })

    it('are times outside the windows of a service, and say when the next one is that is long enough', async () => {
      const night = { services: ['heating'] }
      expect(await kinds(booking(1, '2031-03-04T01:00Z', 4, night))).to.deep.equal([])
      expect(await house.conflicts(booking(1, '2031-03-04T00:30Z', 3.5, night))).to.deep.equal([
        { kind: 'outside', name: 'heating', from: new Date('2031-03-04T01:00Z'), to: new Date('2031-03-04T05:00Z') },
      ])
      expect(await house.conflicts(booking(1, '2031-03-04T00:30Z', 5, night))).to.deep.equal([
        { kind: 'outside', name: 'heating' },
      ])
      expect(
        (await house.conflicts(booking(1, '2031-03-04T10:00Z', 1, { ...night, kind: 'emergency' }))).filter(blocks),
      ).to.deep.equal([])
    })

    it('keep to the wall clock of a window when the clocks change', async () => {
      const night = { services: ['heating'] }
      expect(await kinds(booking(1, '2031-04-01T00:00Z', 4, night))).to.deep.equal([])
      expect(await kinds(booking(1, '2031-04-01T01:00Z', 4, night))).to.deep.equal(['outside'])
    })

    it('are too soon after a failure of the same item, also during the window', async () => {
      await house.book(booking(1, '2031-03-04T10:00Z', 2, { items: ['web', 'router'] }))
      await house.fails(1, '2031-03-04T11:00:00Z')

      const [found] = await house.conflicts(booking(2, '2031-03-04T22:30Z', 1, { items: ['router', 'web'] }))
      expect(found).to.deep.equal({
        kind: 'failed',
        other: 1,
        name: 'router',
        from: new Date('2031-03-04T11:00Z'),
        to: new Date('2031-03-04T23:00Z'),
      })
      expect(await kinds(booking(2, '2031-03-04T23:00Z', 1, { items: ['web'] }))).to.deep.equal([])
      expect(await kinds(booking(2, '2031-03-04T10:30Z', 1, { items: ['web'] }))).to.deep.equal(['failed'])
      expect(await kinds(booking(2, '2031-03-04T22:00Z', 1, { items: ['power'] }))).to.deep.equal([])
      expect(await bookingOf(house.register.reader, 1)).to.equal(undefined)
    })

    it('are more of high risk in a night than there may be', async () => {
      await house.book(booking(1, '2031-03-04T21:30Z', 1, { risk: 'high' }))
      const next = booking(2, '2031-03-05T02:00Z', 1, { risk: 'high' })

      expect(await house.conflicts(next)).to.deep.equal([
        { kind: 'night', from: new Date('2031-03-04T21:00Z'), to: new Date('2031-03-05T04:00Z'), count: 1 },
      ])
      expect(await kinds({ ...next, risk: 'medium' })).to.deep.equal([])
      expect(await kinds(booking(2, '2031-03-05T05:00Z', 1, { risk: 'high' }))).to.deep.equal([])
      await house.book(booking(1, '2031-03-04T21:30Z', 1, { risk: 'high', firm: false }))
      expect(await kinds(next)).to.deep.equal([])
    })

    it('stand in one order, whatever was written first', async () => {
      const clash = { items: ['web'], implementer: 'reto', services: ['heating'] }
      for (const record of [3, 2, 1])
        await house.book(booking(record, '2031-02-04T21:30Z', 2, { ...clash, risk: 'high' }))

      const found = await house.conflicts(booking(4, '2031-02-04T21:00Z', 2, { ...clash, risk: 'high' }))
      expect(found.map(({ kind, other }) => `${kind} ${other ?? ''}`.trim())).to.deep.equal([
        'freeze',
        'outside',
        'item 1',
        'item 2',
        'item 3',
        'person 1',
        'person 2',
        'person 3',
        'night',
      ])
      expect(conflictKinds).to.have.lengthOf(7)
    })

    it('are looked at again with those that a move concerns, also those that only want their window', async () => {
      await house.book(booking(1, '2031-03-04T21:30Z', 2, { items: ['web'], firm: false }))
      await house.book(booking(2, '2031-03-04T21:30Z', 2, { items: ['power'] }))
      await house.book(booking(3, '2031-03-05T03:00Z', 1, { risk: 'high', firm: false }))
      await house.book(booking(4, '2031-03-04T21:30Z', 2, { items: ['till'] }))
      await house.book(booking(5, '2031-03-05T07:00Z', 2, { items: ['router'] }))

      const moved = booking(6, '2031-03-04T21:00Z', 2, { items: ['router'], risk: 'high' })
      expect(await house.nearby(moved)).to.deep.equal([1, 2, 3])
      expect(await house.nearby(moved, new Date('2031-03-04T22:00Z'))).to.deep.equal([1, 2, 3, 5])
    })

    it('go away with a window that was dropped, and one that cannot be is refused', async () => {
      const { store } = house
      const refused = async (what: Promise<unknown>): Promise<string> =>
        what.then(
          () => 'taken',
          ({ code }) => code,
        )
      await house.book(booking(1, '2031-03-04T10:00Z', 2, { items: ['web'] }))
      await store.work({ kind: 'operator' }, (work) => dropBooking(work, 1))
      expect(await kinds(booking(2, '2031-03-04T10:00Z', 2, { items: ['web'] }))).to.deep.equal([])

      const keep = (one: ReturnType<typeof booking>) =>
        store.work({ kind: 'operator' }, (work) => keepBooking(work, one))
      expect(await refused(keep(booking(1, '2031-03-04T10:00Z', 0)))).to.equal('forward.backwards')
      expect(await refused(keep(booking(1, '2031-03-04T10:00Z', -2)))).to.equal('forward.backwards')
      expect(await refused(keep(booking(1, '2031-03-04T10:00Z', 24 * 31 + 1)))).to.equal('forward.too_long')
      expect(await refused(house.conflicts(booking(1, '2131-03-04T10:00Z', 1)))).to.equal('forward.too_far')
      expect(await refused(house.conflicts(booking(1, 'never', 1)))).to.equal('forward.no_window')
      expect(await refused(house.except(9, 'championship'))).to.equal('forward.no_window')
    })
  })
}

describe('two changes that are scheduled at the same moment (postgres)', () => {
  it('are not both taken: the second one finds the first', async () => {
    const house = await openInn('postgres')
    const { store, register } = house
    const other = await store.beside(manualClock('2031-01-06T09:00:00Z'))
    const schedule = (through: Store, record: number) =>
      through.work({ kind: 'operator' }, async (work) => {
        await holdSchedule(work)
        const change = booking(record, '2031-03-04T10:00Z', 2, { items: ['web'] })
        const found = await conflictsOf({ ...register, reader: work }, change, work.now)
        if (!found.some(blocks)) await keepBooking(work, change)
      })
    await Promise.all([1, 2, 3, 4].map((record) => schedule(record % 2 === 0 ? store : other, record)))

    expect(await bookingsAhead(store.read, new Date('2031-03-01'), { limit: 10 })).to.have.lengthOf(1)
    await store.close()
  })
})

describe('a desk file without a word about changes', () => {
  it('freezes nothing, and has two changes of high risk a night', async () => {
    const house = await openInn('sqlite', innOfChanges({ freezes: '', changes: '' }))
    await house.book(booking(1, '2031-02-04T22:00Z', 1, { risk: 'high' }))
    expect(await house.conflicts(booking(3, '2031-02-04T22:00Z', 1, { risk: 'high' }))).to.deep.equal([])
    await house.book(booking(2, '2031-02-04T22:00Z', 1, { risk: 'high' }))
    const found = await house.conflicts(booking(3, '2031-02-04T22:00Z', 1, { risk: 'high' }))
    expect(found).to.have.lengthOf(1)
    expect(found[0]).to.include({ kind: 'night', count: 2 })
    await house.store.close()
  })
})
