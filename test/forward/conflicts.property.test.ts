import { expect } from 'chai'
import fc from 'fast-check'
import type { Need } from '../../src/configuration/index.js'
import { needTable } from '../../src/configuration/table.js'
import { type Booking, bookingsBetween, conflictKinds } from '../../src/forward/index.js'
import { failureTable } from '../../src/forward/table.js'
import { dialects } from '../builders/store.js'
import { expected, told, type World } from './oracle.js'
import { type Inn, innOfChanges, openInn } from './schedule.js'

const items = ['heating', 'bathrooms', 'boiler', 'pump-1', 'pump-2', 'power', 'valve'] as const
const file = innOfChanges({
  services: `
  bathrooms: {name: Bathrooms, team: reception}
  heating: {name: Heating, team: maintenance, maintenance: [{rule: 'FREQ=WEEKLY;BYDAY=TU,SU', at: '02:00', length: 3h}]}`,
  freezes: `
  weekend: {name: Weekend, rule: FREQ=WEEKLY;BYDAY=SA, at: '06:00', length: 60h, services: bathrooms}`,
})

/** Around the nights in which the clocks change in 2031: 30 March and 26 October. */
const someStart = fc
  .tuple(fc.constantFrom(Date.UTC(2031, 2, 28), Date.UTC(2031, 9, 24)), fc.nat(48 * 5))
  .map(([day, slot]) => day + slot * 1_800_000)
const someHours = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 16 }) },
  fc.integer({ min: 1, max: 1_488 }),
)

const someBooking = (record: number): fc.Arbitrary<Booking> =>
  fc
    .record(
      {
        start: someStart,
        halves: someHours,
        firm: fc.boolean(),
        items: fc.uniqueArray(fc.constantFrom(...items), { maxLength: 3 }),
        services: fc.uniqueArray(fc.constantFrom('heating', 'bathrooms'), { maxLength: 2 }),
        implementer: fc.constantFrom('reto', 'marco'),
        risk: fc.constantFrom('low', 'medium', 'high'),
      },
      { requiredKeys: ['start', 'halves', 'firm', 'items', 'services'] },
    )
    .map(({ start, halves, ...rest }) => ({
      record,
      from: new Date(start),
      to: new Date(start + halves * 1_800_000),
      ...rest,
    }))

const someNeeds: fc.Arbitrary<readonly Need[]> = fc
  .uniqueArray(
    fc.record({
      item: fc.nat(items.length - 1),
      on: fc.nat(items.length - 1),
      group: fc.option(fc.constantFrom('pumps', 'lines'), { nil: undefined }),
    }),
    { maxLength: 12, selector: ({ item, on }) => `${item} ${on}` },
  )
  .map((all) =>
    all.map(({ item, on, group }): Need => {
      const need = { item: item + 1, on: on + 1, kind: 'depends on' }
      const of = all.filter((other) => other.item === item && other.group === group).length
      return group === undefined ? need : { ...need, among: { group, of, enough: 1 } }
    }),
  )

const someWorld = fc.record({
  needs: someNeeds,
  bookings: fc.tuple(...[1, 2, 3, 4, 5, 6].map(someBooking)),
  failures: fc
    .array(fc.tuple(someStart, fc.constantFrom(...items)), { maxLength: 3 })
    .map((all) => all.map(([at, item], n) => ({ record: 90 + n, item, at: new Date(at) }))),
})

for (const dialect of dialects) {
  describe(`the conflicts of any changes (${dialect})`, () => {
    let house: Inn
    before(async () => {
      house = await openInn(dialect, file)
      await house.needs(
        ...items
          .map((item) => [item, item === 'power' ? 'valve' : 'power'] as const)
          .filter(([item, on]) => item !== on),
      )
    })
    after(() => house.store.close())

    /** Makes the database say what the world does; gives items their numbers there. */
    const begin = async ({ needs, bookings, failures }: Omit<World, 'numberOf'>): Promise<World> => {
      const rows = await house.store.read.rows<{ id: number; key: string }>(`SELECT "id", "key" FROM "item"`)
      const idOf = new Map(rows.map(({ id, key }) => [key, id]))
      const real = (n: number): number => idOf.get(items[n - 1] ?? '') ?? 0
      const there = needs.map((need): Need => ({ ...need, item: real(need.item), on: real(need.on) }))
      await house.store.work({ kind: 'operator' }, async (work) => {
        for (const table of ['booking', 'booking_failure', 'item_need']) await work.run(`DELETE FROM "${table}"`)
        await work.insertAll(failureTable, failures)
        for (const { item, on, among } of there)
          await work.insert(needTable, { item, on, kind: 'depends on', ...among })
      })
      for (const booking of bookings) await house.book(booking)
      return { needs: there, bookings, failures, numberOf: (item) => idOf.get(item) ?? 0 }
    }

    it('are those that the rules say, half hour by half hour and pair by pair', async () => {
      const seen = new Set<string>()
      await fc.assert(
        fc.asyncProperty(someWorld, async (given) => {
          const world = await begin(given)
          for (const booking of given.bookings) {
            const found = await house.conflicts(booking)
            for (const { kind } of found) seen.add(kind)
            expect(told(found), JSON.stringify(booking)).to.deep.equal(expected(booking, world))
          }
        }),
        { seed: 7, numRuns: 120 },
      )
      expect([...seen].toSorted()).to.deep.equal(conflictKinds.toSorted())
    })

    it('concern both sides, but for how sure a window is: whom a change is in the way of is looked at when it moves', async () => {
      await fc.assert(
        fc.asyncProperty(someWorld, async (given) => {
          await begin(given)
          for (const booking of given.bookings) {
            const near = await house.nearby(booking)
            for (const other of given.bookings) {
              const mutual = (await house.conflicts(other)).some((conflict) => conflict.other === booking.record)
              if (mutual) expect(near).to.include(other.record)
            }
          }
        }),
        { seed: 11, numRuns: dialect === 'sqlite' ? 40 : 10 },
      )
    })

    it('are looked for among all windows that touch a time, of whatever length', async () => {
      await fc.assert(
        fc.asyncProperty(someWorld, someBooking(0), async (given, { from, to }) => {
          await begin(given)
          const found = await bookingsBetween(house.store.read, { from, to })
          const all = given.bookings.filter((one) => one.from < to && from < one.to)
          expect(found.map(({ record }) => record).toSorted()).to.deep.equal(all.map(({ record }) => record).toSorted())
        }),
        { seed: 13, numRuns: dialect === 'sqlite' ? 60 : 20 },
      )
    })
  })
}
