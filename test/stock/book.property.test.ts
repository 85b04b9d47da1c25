import { expect } from 'chai'
import fc from 'fast-check'
import { book, Full, forEver, freeIn, nextFree, release, type Span } from '../../src/stock/index.js'
import { stockBookingTable } from '../../src/stock/table.js'
import type { Actor } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { dialects, openTestStore, type TestStore } from '../builders/store.js'
import { hour, someItem } from './some-item.js'

const desk: Actor = { kind: 'desk', job: 'test' }
const stock = 4
const item = someItem('room', stock)

/** In quarters of hours from the beginning; without `length` until it is given back. */
interface Step {
  readonly kind: 'book' | 'release'
  readonly record: number
  readonly from: number
  readonly length?: number | undefined
  readonly count: number
}

const someStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('book', 'book', 'book', 'book', 'release'),
  record: fc.integer({ min: 1, max: 12 }),
  from: fc.integer({ min: 0, max: 400 }),
  length: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 4, arbitrary: fc.integer({ min: 60, max: 3_000 }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  count: fc.integer({ min: 1, max: stock }),
})

const spanOf = ({ from, length }: Step): Span => ({
  from: hour(from / 4),
  to: length === undefined ? forEver : hour((from + length) / 4),
})

interface Taken extends Span {
  readonly record: number
  readonly count: number
}

/** Instant by instant: at every beginning of anything within the span, all that covers it is summed. */
function mostTaken(all: readonly Taken[], span: Span): number {
  const instants = [span.from, ...all.map(({ from }) => from)].filter((at) => at >= span.from && at < span.to)
  const at = (instant: Date): number =>
    all.reduce((sum, { from, to, count }) => sum + (from <= instant && to > instant ? count : 0), 0)
  return Math.max(...instants.map(at))
}

/** Tries the beginning and every end after it. */
function firstFreeOf(all: readonly Taken[], { from, to }: Span, count: number): Date | undefined {
  const tries = [from, ...all.map((one) => one.to)].filter((at) => at >= from && at < forEver)
  const length = to.getTime() - from.getTime()
  return tries
    .toSorted((one, other) => one.getTime() - other.getTime())
    .find((at) => {
      const until = to >= forEver ? forEver : new Date(at.getTime() + length)
      return mostTaken(all, { from: at, to: until }) + count <= stock
    })
}

for (const dialect of dialects) {
  describe(`bookings on ${dialect}`, () => {
    let store: TestStore
    before(async () => {
      store = await openTestStore(dialect, manualClock(hour(0).toISOString()))
    })
    after(() => store.close())

    it('are granted, refused, and offered another time exactly as an oracle says that counts instant by instant', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(someStep, { minLength: 1, maxLength: 24 }), async (steps) => {
          await store.work(desk, (work) => work.remove(stockBookingTable, {}))
          let taken: readonly Taken[] = []
          for (const step of steps) {
            const { record, count } = step
            if (step.kind === 'release') {
              await store.work(desk, (work) => release(work, record))
              taken = taken.filter((one) => one.record !== record)
              continue
            }
            const span = spanOf(step)
            const left = stock - mostTaken(taken, span)
            const next = firstFreeOf(taken, span, count)
            expect(await freeIn(store.read, item, span)).to.equal(left)
            const wanted = { item, count, ...span }
            expect(await nextFree(store.read, wanted, { notBefore: hour(0) })).to.deep.equal(next)
            const outcome = await store
              .work(desk, (work) => book(work, [{ ...wanted, record, line: 1 }], 'en'))
              .then(() => undefined)
              .catch((error: unknown) => error)
            if (left >= count) {
              expect(outcome).to.equal(undefined)
              taken = [...taken, { ...span, record, count }]
            } else {
              expect(outcome).to.be.instanceOf(Full)
              expect(outcome).to.deep.include({ left, next })
            }
          }
        }),
        { numRuns: dialect === 'sqlite' ? 150 : 40 },
      )
    }).timeout(180_000)
  })
}
