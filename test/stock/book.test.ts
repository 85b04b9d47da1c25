import { expect } from 'chai'
import { book, Full, forEver, freeIn, heldBy, nextFree, release } from '../../src/stock/index.js'
import type { Actor, Store } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { dialects, openTestStore, type TestStore } from '../builders/store.js'
import { hour, someItem } from './some-item.js'

const desk: Actor = { kind: 'desk', job: 'test' }
const parking = someItem('parking', 3)

for (const dialect of dialects) {
  describe(`booking what there is only so much of, on ${dialect}`, () => {
    const clock = manualClock(hour(0).toISOString())
    let store: TestStore

    beforeEach(async () => {
      store = await openTestStore(dialect, clock)
    })
    afterEach(() => store.close())

    const taking = (record: number, from: number, to: number, count = 1, item = parking) => ({
      ...{ item, record, line: 1, count },
      ...{ from: hour(from), to: Number.isFinite(to) ? hour(to) : forEver },
    })
    const take = (record: number, from: number, to: number, count = 1): Promise<void> =>
      store.work(desk, (work) => book(work, [taking(record, from, to, count)], 'en'))
    const refused = (done: Promise<unknown>): Promise<Full> =>
      done.then(
        () => expect.fail('was booked'),
        (error: unknown) => {
          if (error instanceof Full) return error
          throw error
        },
      )

    it('gives what is there and refuses what is not, with how many are left and when as many are free', async () => {
      await take(1, 10, 20)
      await take(2, 15, 30)

      const full = await refused(take(3, 12, 16, 2))

      expect(full.code).to.equal('stock.too_few')
      expect(full.params).to.deep.include({ count: 2, left: 1, item: 'parking' })
      expect(full.next).to.deep.equal(hour(20))
    })

    it('counts what is taken at every instant, not all that touches the span', async () => {
      for (const [nth, from] of [10, 12, 14, 16, 18].entries()) await take(nth + 1, from, from + 2, 2)

      await take(9, 10, 20)

      expect(await freeIn(store.read, parking, { from: hour(10), to: hour(20) })).to.equal(0)
    })

    it('lets one thing begin when another one ends', async () => {
      await take(1, 10, 20, 3)

      await take(2, 20, 21, 3)
      await take(3, 9, 10, 3)

      expect((await refused(take(4, 19, 20))).code).to.equal('stock.none_left')
    })

    it('books all of an order or nothing of it', async () => {
      const garage = someItem('garage', 1)
      await take(1, 10, 20, 3)

      await refused(store.work(desk, (work) => book(work, [taking(2, 10, 20, 1, garage), taking(2, 15, 16)], 'en')))

      expect(await freeIn(store.read, garage, { from: hour(10), to: hour(20) })).to.equal(1)
      expect(await heldBy(store.read, { record: 2, now: clock.now() })).to.deep.equal([])
    })

    it('sees lines of one order that want the same', async () => {
      const both = [taking(1, 10, 20, 2), { ...taking(1, 12, 13, 2), line: 2 }]

      await refused(store.work(desk, (work) => book(work, both, 'en')))

      expect(await freeIn(store.read, parking, { from: hour(10), to: hour(20) })).to.equal(3)
    })

    it('frees what is to come when an order is taken back, and the rest of what has begun', async () => {
      await take(1, 1, 3, 3)
      await take(1, 10, 20, 3)
      clock.to(hour(2).toISOString())

      expect(await store.work(desk, (work) => release(work, 1))).to.equal(2)
      expect(await store.work(desk, (work) => release(work, 1))).to.equal(0)

      expect(await freeIn(store.read, parking, { from: hour(1.5), to: hour(2) })).to.equal(0)
      expect(await freeIn(store.read, parking, { from: hour(2), to: hour(30) })).to.equal(3)
      clock.to(hour(0).toISOString())
    })

    it('holds what is lent until it is given back, and knows no time at which it is free', async () => {
      await take(1, 0, Number.POSITIVE_INFINITY, 3)

      const full = await refused(take(2, 0, Number.POSITIVE_INFINITY))
      expect(full.next).to.equal(undefined)
      expect((await refused(take(2, 5_000, 5_001))).next).to.equal(undefined)
      await store.work(desk, (work) => release(work, 1, 1))

      await take(2, 0, Number.POSITIVE_INFINITY)
    })

    it('waits with what is lent for those that are booked before', async () => {
      await take(1, 10, 20, 3)

      expect((await refused(take(2, 0, Number.POSITIVE_INFINITY))).next).to.deep.equal(hour(20))
    })

    it('never gives a time that has passed as the next one', async () => {
      const next = await nextFree(store.read, taking(1, 1, 2), { notBefore: hour(5) })

      expect(next).to.deep.equal(hour(5))
    })

    it('says that more than there is will never be free', async () => {
      const full = await refused(take(1, 10, 20, 4))

      expect(full).to.deep.include({ left: 3, next: undefined })
    })

    it('looks a year ahead, and no further', async () => {
      const year = 366 * 24
      await take(1, 10, year + 5, 3)

      expect((await refused(take(2, 10, 11))).next).to.deep.equal(hour(year + 5))

      await take(3, year + 5, year + 12, 3)
      expect((await refused(take(2, 10, 11))).next).to.equal(undefined)
    })

    it('gives a hundred places to a hundred of a thousand who come at once', async () => {
      const hall = someItem('hall', 100)
      const doors: Store[] =
        dialect === 'sqlite' ? [store] : [store, await store.beside(clock), await store.beside(clock)]

      const outcomes = await Promise.allSettled(
        Array.from({ length: 1_000 }, (_, nth) =>
          doors[nth % doors.length]!.work(desk, (work) =>
            // Each a little shifted, so that all of them touch and none is the same.
            book(work, [taking(nth + 1, 10 + (nth % 7) / 10, 20 + (nth % 5) / 10, 1, hall)], 'en'),
          ),
        ),
      )

      const granted = outcomes.filter(({ status }) => status === 'fulfilled')
      const others = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
      expect(granted).to.have.lengthOf(100)
      expect(others.filter((reason) => !(reason instanceof Full))).to.deep.equal([])
      const [kept] = await store.read.rows<{ many: number }>('SELECT count(*) AS "many" FROM "stock_booking"')
      expect(Number(kept?.many)).to.equal(100)
    }).timeout(180_000)
  })
}
