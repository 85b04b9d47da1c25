import { performance } from 'node:perf_hooks'
import { itemTable, type NeedRow, needTable } from '../../src/configuration/table.js'
import { reachOf } from '../../src/forward/booking.js'
import { type Booking, conflictsOf } from '../../src/forward/index.js'
import { bookingTable } from '../../src/forward/table.js'
import { readDesk } from '../../src/organisation/index.js'
import { manualClock } from '../../test/builders/clock.js'
import { inn } from '../../test/builders/inn.js'
import { type Dialect, openTestStore, type TestStore } from '../../test/builders/store.js'
import { type Figure, figure, percentile } from '../figure.js'

const scheduled = 50_000
const items = 10_000
const services = 40
const rounds = 500
const hour = 3_600_000
const start = Date.parse('2031-01-01T00:00:00Z')
const now = new Date(start)

/** The conflicts of one change among fifty thousand that are scheduled within a year. PostgreSQL too where it is named. */
export async function conflicts(): Promise<readonly Figure[]> {
  const onSqlite = await measured('sqlite')
  return process.env.DATABASE_URL?.startsWith('postgres') ? [onSqlite, await measured('postgres')] : [onSqlite]
}

async function measured(dialect: Dialect): Promise<Figure> {
  const store = await openTestStore(dialect, manualClock(now.toISOString()))
  try {
    await fill(store)
    const read = readDesk(house())
    if (read.kind === 'wrong') throw new Error(JSON.stringify(read.problems))
    const register = { reader: store.read, organisation: read.organisation }
    const took: number[] = []
    let found = 0
    for (let round = -20; round < rounds; round++) {
      const booking = someBooking(chance(900_000 + round), 0)
      const from = performance.now()
      const { length } = await conflictsOf(register, booking, now)
      if (round < 0) continue
      took.push(performance.now() - from)
      found += length
    }
    if (found < rounds) throw new Error(`only ${found} conflicts were found`)
    return figure({
      figure: `conflicts of one change among 50,000 scheduled${dialect === 'postgres' ? ', PostgreSQL' : ''}: p95`,
      value: percentile(took, 0.95),
      unit: 'ms',
      atMost: 20,
      detail: { p50: percentile(took, 0.5), slowest: Math.max(...took), rounds, items, 'conflicts found': found },
    })
  } finally {
    await store.close()
  }
}

/** Forty services, half of them with windows, a freeze of everything and one of each tenth service. */
const house = (): string =>
  inn({
    services: Array.from({ length: services }, (_, n) => {
      const windows = `, maintenance: [{rule: 'FREQ=WEEKLY;BYDAY=TU,TH', at: '0${n % 6}:00', length: 4h}]`
      return `\n  service-${n}: {name: Service ${n}${n % 2 === 0 ? windows : ''}}`
    }).join(''),
    routes: '[]',
    freezes: `
  christmas: {name: Christmas, rule: FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20, at: '00:00', length: 16d}
  closing: {name: Closing, rule: FREQ=MONTHLY;BYMONTHDAY=-1, at: '12:00', length: 24h, services: [service-0, service-10, service-20]}`,
  })

async function fill(store: TestStore): Promise<void> {
  const at = now
  const rows = Array.from({ length: items }, (_, n) => ({
    key: n < services ? `service-${n}` : `item-${n}`,
    name: `Item ${n}`,
    type: n < services ? 'service' : 'device',
    state: 'in use' as const,
    attributes: {},
    version: 1,
    madeAt: at,
    changedAt: at,
  }))
  const bookings = Array.from({ length: scheduled }, (_, n) => {
    const booking = someBooking(chance(n + 1), n + 1)
    return { ...booking, kind: 'normal' as const, reach: reachOf(booking) }
  })
  await store.work({ kind: 'operator' }, async (work) => {
    for (const some of batches(rows)) await work.insertAll(itemTable, some)
    for (const some of batches(needs())) await work.insertAll(needTable, some)
    for (const some of batches(bookings)) await work.insertAll(bookingTable, some)
    // PostgreSQL does so by itself within minutes; nobody schedules fifty thousand changes in one.
    if (work.dialect === 'postgres') await work.run('ANALYZE')
  })
}

/** Each item needs one to three of those behind it, the last hundred of which everything rests on; a tenth has alternatives. */
function needs(): readonly NeedRow[] {
  return Array.from({ length: items - 100 }, (_, n): readonly NeedRow[] => {
    const next = chance(n + 1)
    const [item, first] = [n + 1, n + 2 + Math.floor(next() * Math.min(2_000, items - n - 2))]
    const others = Array.from({ length: Math.floor(next() * 3) }, () => n + 2 + Math.floor(next() * (items - n - 2)))
    const all = [...new Set([first, ...others])]
    const among = n % 10 === 0 ? { group: 'any', of: all.length, enough: 1 } : {}
    return all.map((on): NeedRow => ({ item, on, kind: 'depends on', ...among }))
  }).flat()
}

/** Of one to eight hours, a twentieth of up to two weeks; one to three items, three in five of them at night. */
function someBooking(next: () => number, record: number): Booking {
  const long = next() < 0.05
  const hours = long ? 24 + Math.floor(next() * 312) : 1 + Math.floor(next() * 8)
  const day = Math.floor(next() * 365)
  const from = new Date(start + day * 24 * hour + (next() < 0.6 ? 20 + next() * 8 : next() * 24) * hour)
  const some = Array.from(
    { length: 1 + Math.floor(next() * 3) },
    () => `item-${services + Math.floor(next() * (items - services))}`,
  )
  return {
    record,
    from,
    to: new Date(from.getTime() + hours * hour),
    firm: true,
    items: some,
    services: [`service-${Math.floor(next() * services)}`],
    implementer: `person-${Math.floor(next() * 300)}`,
    risk: next() < 0.1 ? 'high' : next() < 0.5 ? 'medium' : 'low',
    outage: Math.floor(next() * 60),
  }
}

function* batches<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let at = 0; at < all.length; at += 500) yield all.slice(at, at + 500)
}

/** The same numbers in every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed * 2_654_435_761
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
