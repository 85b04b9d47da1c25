import { performance } from 'node:perf_hooks'
import { book, Full, freeIn, nextFree, type Wanted } from '../../src/stock/index.js'
import { stockBookingTable } from '../../src/stock/table.js'
import type { Actor } from '../../src/store/index.js'
import { manualClock } from '../../test/builders/clock.js'
import { openDesk } from '../../test/builders/desk.js'
import { inn } from '../../test/builders/inn.js'
import { type Dialect, dialects, openTestStore, type TestStore } from '../../test/builders/store.js'
import { type Figure, figure, percentile } from '../figure.js'

const desk: Actor = { kind: 'desk', job: 'bench' }
const start = Date.UTC(2031, 2, 3)
const hour = (n: number): Date => new Date(start + n * 3_600_000)
const item = (id: string, stock: number): Wanted['item'] => ({ id, stock, name: { en: id, da: id } })

/** A thousand who want one of a hundred places at once, and looking for a free time among a hundred thousand bookings. */
export async function stock(): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const dialect of dialects) figures.push(await rush(dialect))
  for (const dialect of dialects) figures.push(await crowd(dialect))
  return [...figures, ...(await among())]
}

async function rush(dialect: Dialect): Promise<Figure> {
  const clock = manualClock(hour(0).toISOString())
  const store = await openTestStore(dialect, clock)
  const doors = dialect === 'sqlite' ? [store] : [store, await store.beside(clock), await store.beside(clock)]
  const began = performance.now()
  const outcomes = await Promise.allSettled(
    Array.from({ length: 1_000 }, (_, nth) =>
      (doors[nth % doors.length] ?? store).work(desk, (work) =>
        book(
          work,
          [{ item: item('hall', 100), count: 1, from: hour(10), to: hour(12), record: nth + 1, line: 1 }],
          'en',
        ),
      ),
    ),
  )
  const took = performance.now() - began
  const refused = outcomes.filter((one) => one.status === 'rejected' && one.reason instanceof Full).length
  await store.close()
  return figure({
    figure: `1,000 concurrent bookings of 100 places on ${dialect}: granted`,
    value: outcomes.filter(({ status }) => status === 'fulfilled').length,
    unit: 'bookings',
    atLeast: 100,
    atMost: 100,
    detail: { refused, 'all of it, ms': took, connections: doors.length },
  })
}

/** The same through the whole desk: a thousand strangers type an order, and each is answered. */
async function crowd(dialect: Dialect): Promise<Figure> {
  const file = inn({
    catalogue: `
  categories: {stay: Stay}
  items:
    hall:
      name: Hall
      category: stay
      team: reception
      stock: 100
      booked: {from: from, to: to}
      fields: {from: {label: From, kind: moment}, to: {label: To, kind: moment}}`,
  })
  const house = await openDesk({ dialect, file, at: hour(0).toISOString() })
  const words = `/request order hall with:"from: ${hour(10).toISOString()}; to: ${hour(12).toISOString()}"`
  const began = performance.now()
  const answers = await Promise.all(Array.from({ length: 1_000 }, (_, nth) => house.as(`guest-${nth}`).types(words)))
  const took = performance.now() - began
  const offered = answers.filter(({ text }) => text.includes('nothing is free at that time')).length
  const [row] = await house.store.read.rows<{ many: number }>(
    `SELECT count(*) AS "many" FROM "record" WHERE "practice" = 'request'`,
  )
  await house.close()
  return figure({
    figure: `1,000 people order one of 100 places at once on ${dialect}: ordered`,
    value: Number(row?.many),
    unit: 'orders',
    atLeast: 100,
    atMost: 100,
    detail: { 'told that it is full': offered, 'all of it, ms': took },
  })
}

const many = 100_000
const places = 1_100

/** One item that is half full for two years, night after night. */
async function among(): Promise<readonly Figure[]> {
  const store = await openTestStore('sqlite', manualClock(hour(0).toISOString()))
  await filled(store)
  const garage = item('garage', places)
  const looks: number[] = []
  const sought: number[] = []
  const books: number[] = []
  for (let round = -5; round < 100; round++) {
    const at = Math.abs(round) * 60
    const span = { from: hour(at + 15), to: hour(at + 36) }
    looks.push(await timed(() => freeIn(store.read, garage, span)))
    const wanted = { item: garage, count: 1, ...span }
    sought.push(await timed(() => nextFree(store.read, { ...wanted, count: 900 }, { notBefore: hour(0) })))
    books.push(await timed(() => store.work(desk, (work) => book(work, [{ ...wanted, record: 1, line: 1 }], 'en'))))
  }
  await store.close()
  return [
    among100k('how many are free, among 100,000 bookings', looks, 30),
    among100k('that none is free within a year, among 100,000 bookings', sought, 100),
    among100k('a booking among 100,000, with its commit', books, 30),
  ]
}

function among100k(what: string, times: readonly number[], atMost: number): Figure {
  const taken = times.slice(5)
  return figure({
    figure: `${what}: p95`,
    value: percentile(taken, 0.95),
    unit: 'ms',
    atMost,
    detail: { p50: percentile(taken, 0.5), slowest: Math.max(...taken), rounds: taken.length },
  })
}

/** Stays of one to seven nights, of half of the garage at any time: nine hundred more at once are free in no year. */
async function filled(store: TestStore): Promise<void> {
  const batch = 1_000
  for (let from = 0; from < many; from += batch)
    await store.work(desk, (work) =>
      work.insertAll(
        stockBookingTable,
        Array.from({ length: batch }, (_, nth) => {
          const n = from + nth
          const day = Math.floor((n / many) * 732)
          const nights = 1 + (n % 7)
          return {
            ...{ item: 'garage', record: n + 10, line: 1, count: 1, madeAt: hour(0) },
            ...{ from: hour(day * 24 + 15 + (n % 8)), to: hour((day + nights) * 24 + 11) },
            reach: Math.max(0, Math.ceil(Math.log2(nights * 24))),
          }
        }),
      ),
    )
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}
