import { expect } from 'chai'
import fc from 'fast-check'
import { standingOf } from '../../../src/budgets/index.js'
import type { RequestDetails } from '../../../src/practices/request/record.js'
import { recordTable } from '../../../src/records/index.js'
import { freeIn } from '../../../src/stock/index.js'
import { openDesk } from '../../builders/desk.js'
import { inn } from '../../builders/inn.js'
import { dialects } from '../../builders/store.js'

const stock = 6
const file = inn({
  catalogue: `
  categories: {staff: Staff}
  items:
    tent: {name: Tent, category: staff, team: maintenance, stock: ${stock}, price: {amount: 30, currency: CHF}, approvals: [{by: manager, over: 60}]}
    stove: {name: Stove, category: staff, team: maintenance, stock: 3, price: {amount: 20, currency: CHF}}
  budgets: {front: {name: Front, holder: seraina, amount: 200, currency: CHF, per: year, teams: reception}}`,
})

/** What people do to orders, whether or not it is allowed at that moment. */
const someStep = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('order'),
      item: fc.constantFrom('tent', 'stove'),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('cancel', 'reject', 'approve', 'give-back', 'done'),
      nth: fc.integer({ min: 1, max: 8 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('change'),
      nth: fc.integer({ min: 1, max: 8 }),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
) as fc.Arbitrary<{ does: string; item?: string; nth?: number; count?: number }>

const words = ({
  does,
  item,
  nth,
  count,
}: {
  does: string
  item?: string
  nth?: number
  count?: number
}): readonly [string, string] => {
  switch (does) {
    case 'order':
      return ['ana', `/request order ${item} count:${count}`]
    case 'change':
      return ['ana', `/request change REQ-${nth} count:${count}`]
    case 'cancel':
      return ['ana', `/request cancel REQ-${nth} not needed`]
    case 'give-back':
      return ['ana', `/request give-back REQ-${nth}`]
    case 'done':
      return ['marco', `/task done TSK-${nth}`]
    case 'approve':
      return ['seraina', `/request approve REQ-${nth}`]
    default:
      return ['seraina', `/request reject REQ-${nth} no`]
  }
}

for (const dialect of dialects) {
  it(`what is taken and charged is what the orders that stand say, whatever was done to them, on ${dialect}`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someStep, { minLength: 4, maxLength: 20 }), async (steps) => {
        const desk = await openDesk({ dialect, file })
        try {
          // In twos at the same moment.
          for (let at = 0; at < steps.length; at += 2)
            await Promise.all(
              steps.slice(at, at + 2).map((step) => {
                const [who, typed] = words(step)
                return desk.as(who).types(typed)
              }),
            )
          const records = await desk.store.read.find(recordTable, { practice: 'request' })
          const standing = records.filter(({ state }) => state !== 'cancelled' && state !== 'rejected')
          const details = standing.map((record) => record.details as unknown as RequestDetails)
          const lines = details.flatMap((one) => one.lines.map((line) => ({ ...line, given: one.booked === 'over' })))
          const spent = lines.reduce((sum, { total = 0 }) => sum + total, 0)
          const { catalogue, budgets, zone } = desk.parts.desks.current()
          const now = desk.clock.now()
          const soon = { from: now, to: new Date(now.getTime() + 60_000) }
          for (const [id, all] of [['tent', stock] as const, ['stove', 3] as const]) {
            const taken = lines
              .filter((one) => one.item === id && !one.given)
              .reduce((sum, { count }) => sum + count, 0)
            expect(taken).to.be.at.most(all)
            expect(await freeIn(desk.store.read, catalogue.get(id)!, soon)).to.equal(all - taken)
          }
          const stands = await standingOf(desk.store.read, budgets.get('front')!, { zone, now })
          expect(stands.spent).to.equal(spent)
          expect(desk.faults).to.deep.equal([])
        } finally {
          await desk.close()
        }
      }),
      { numRuns: dialect === 'sqlite' ? 25 : 10 },
    )
  }).timeout(180_000)
}
