import { expect } from 'chai'
import { charge, chargesIn, chargesOf, standingOf, uncharge } from '../../src/budgets/index.js'
import type { Budget } from '../../src/organisation/index.js'
import type { Actor } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { dialects, openTestStore, type TestStore } from '../builders/store.js'

const desk: Actor = { kind: 'desk', job: 'test' }
const zone = 'Europe/Zurich'
const kitchen: Budget = {
  ...{ id: 'kitchen', name: { en: 'Kitchen', da: 'Køkken' }, holder: 'nora' },
  ...{ amount: 100_000, currency: 'CHF', per: 'month', teams: ['kitchen'] },
}

for (const dialect of dialects) {
  describe(`budgets on ${dialect}`, () => {
    const clock = manualClock()
    let store: TestStore
    beforeEach(async () => {
      clock.to('2031-03-10T09:00:00Z')
      store = await openTestStore(dialect, clock)
    })
    afterEach(() => store.close())

    const pay = (record: number, amount: number, budget = kitchen) =>
      store.work(desk, (work) => charge(work, { budget, record, amount, zone }))
    const stands = async (budget = kitchen) => {
      const { spent, left } = await standingOf(store.read, budget, { zone, now: clock.now() })
      return [spent, left]
    }

    it('tell how they stood before an order, and are charged more than is left, too', async () => {
      expect(await pay(1, 70_000)).to.include({ spent: 0, left: 100_000 })
      expect(await pay(2, 40_000)).to.include({ spent: 70_000, left: 30_000 })

      expect(await stands()).to.deep.equal([110_000, -10_000])
    })

    it('get back what was not bought, once', async () => {
      await pay(1, 70_000)
      await pay(2, 10_000)

      for (const _ of [1, 2]) await store.work(desk, (work) => uncharge(work, 1))

      expect(await stands()).to.deep.equal([10_000, 90_000])
      expect(await chargesOf(store.read, 1)).to.deep.equal([])
      const standing = await standingOf(store.read, kitchen, { zone, now: clock.now() })
      expect((await chargesIn(store.read, standing, 10)).map(({ record }) => record)).to.deep.equal([2])
    })

    it('begin anew with each period, by the clock of the house', async () => {
      clock.to('2031-03-31T21:59:59Z')
      await pay(1, 5_000)
      clock.to('2031-03-31T22:00:00Z')
      expect(await stands()).to.deep.equal([0, 100_000])

      await pay(2, 7_000)

      expect(await stands()).to.deep.equal([7_000, 93_000])
      expect(await stands({ ...kitchen, per: 'quarter' })).to.deep.equal([7_000, 93_000])
      expect(await stands({ ...kitchen, per: 'year' })).to.deep.equal([12_000, 88_000])
    })

    it('count money of their own currency alone', async () => {
      await pay(1, 5_000)

      expect(await stands({ ...kitchen, currency: 'EUR' })).to.deep.equal([0, 100_000])
    })

    it('hold sums that are larger than 32 bits', async () => {
      await pay(1, 9_000_000_000)

      expect(await stands()).to.deep.equal([9_000_000_000, 100_000 - 9_000_000_000])
      expect((await chargesOf(store.read, 1))[0]?.amount).to.equal(9_000_000_000)
    })

    it('are never spent twice by those who order at the same moment', async () => {
      const others = dialect === 'sqlite' ? [store] : [store, await store.beside(clock)]

      const before = await Promise.all(
        Array.from({ length: 50 }, (_, nth) =>
          others[nth % others.length]!.work(desk, (work) =>
            charge(work, { budget: kitchen, record: nth + 1, amount: 10_000, zone }),
          ),
        ),
      )

      expect(before.filter(({ left }) => left >= 10_000)).to.have.lengthOf(10)
      expect(new Set(before.map(({ spent }) => spent)).size).to.equal(50)
    })
  })
}
