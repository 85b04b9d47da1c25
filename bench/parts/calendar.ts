import { performance } from 'node:perf_hooks'
import { voices } from '../../src/assemble.js'
import { reachOf } from '../../src/forward/booking.js'
import { changeFeed, changesBehind, showCalendar } from '../../src/forward/index.js'
import { type BookingRow, bookingTable } from '../../src/forward/table.js'
import { readDesk } from '../../src/organisation/index.js'
import type { Caller } from '../../src/people/index.js'
import { type Rec, recordTable } from '../../src/records/index.js'
import { manualClock } from '../../test/builders/clock.js'
import { inn } from '../../test/builders/inn.js'
import { openTestStore, type TestStore } from '../../test/builders/store.js'
import { type Figure, figure, percentile } from '../figure.js'

const changes = 50_000
const rounds = 30
const hour = 3_600_000
const start = Date.parse('2031-01-01T00:00:00Z')
/** In the middle of the year: half of the changes are done. */
const now = new Date('2031-07-01T09:00:00Z')
const voice = voices.in('en')
const ana = { id: 'ana', name: 'Ana', active: true, listed: true }
const viewer: Caller = {
  person: ana,
  account: { platform: 'chat', workspace: 'inn', user: 'ana' },
  linked: true,
  grants: [],
  teams: [],
  leads: [],
}

/** Pages of the calendar among fifty thousand changes of a year, and the file that calendar programs fetch of them. */
export async function calendar(): Promise<readonly Figure[]> {
  const store = await openTestStore('sqlite', manualClock(now.toISOString()))
  try {
    await fill(store)
    const read = readDesk(inn())
    if (read.kind === 'wrong') throw new Error(JSON.stringify(read.problems))
    const looking = { reader: store.read, organisation: read.organisation, viewer, now }
    const page = async (span: string, from: string): Promise<readonly number[]> => {
      const took: number[] = []
      for (let round = -3; round < rounds; round++) {
        const begun = performance.now()
        await showCalendar(looking, { span, from }, voice)
        if (round >= 0) took.push(performance.now() - begun)
      }
      return took
    }
    const shown = (name: string, took: readonly number[]) =>
      figure({
        figure: `the calendar of ${name} among 50,000 changes: median`,
        value: percentile(took, 0.5),
        unit: 'ms',
        atMost: 500,
        detail: { rounds, p95: percentile(took, 0.95) },
      })
    return [
      shown('a week ahead', await page('week', '2031-09-10T00:00:00Z')),
      shown('this week', await page('week', now.toISOString())),
      shown('a week long past', await page('week', '2031-01-20T00:00:00Z')),
      shown('a month ahead', await page('month', '2031-09-10T00:00:00Z')),
      await file(store, looking.organisation),
    ]
  } finally {
    await store.close()
  }
}

/** How long others are held up, at most, while the file of the next half year is written. */
async function file(
  store: TestStore,
  organisation: Parameters<typeof showCalendar>[0]['organisation'],
): Promise<Figure> {
  const card = await store.work({ kind: 'operator' }, (work) =>
    changeFeed(work, { ids: { next: () => 'abc' }, organisation }, { person: 'ana', renew: false }, voice),
  )
  const token = /\/calendar\/([\w-]+)\.ics/.exec(JSON.stringify(card))?.[1] ?? ''
  let [worst, last] = [0, performance.now()]
  const watch = setInterval(() => {
    worst = Math.max(worst, performance.now() - last - 5)
    last = performance.now()
  }, 5)
  const begun = performance.now()
  const behind = {
    store,
    desks: { current: () => organisation },
    directory: { person: async () => ana },
    voices,
  }
  const written = (await changesBehind(behind, token, now)) ?? ''
  clearInterval(watch)
  const took = performance.now() - begun
  const events = written.split('BEGIN:VEVENT').length - 1
  return figure({
    figure: `an iCalendar file of ${events} changes: others wait at most`,
    value: worst,
    unit: 'ms',
    atMost: 500,
    detail: { 'took, ms': took, bytes: written.length },
  })
}

async function fill(store: TestStore): Promise<void> {
  const records: Omit<Rec, 'id'>[] = []
  const bookings: BookingRow[] = []
  for (let n = 1; n <= changes; n++) {
    const from = new Date(start + ((n * 7_919) % (365 * 24)) * hour)
    const to = new Date(from.getTime() + (1 + (n % 8)) * hour)
    const isDone = to < now
    records.push(recordOf(n, { from, to }, isDone))
    if (isDone) continue
    const about = { items: ['switch-1', 'switch-2'], services: ['heating'] }
    bookings.push({
      record: n,
      from,
      to,
      reach: reachOf({ from, to }),
      firm: true,
      kind: 'normal',
      risk: 'low',
      ...about,
    })
  }
  await store.work({ kind: 'operator' }, async (work) => {
    for (let at = 0; at < records.length; at += 500) await work.insertAll(recordTable, records.slice(at, at + 500))
    for (let at = 0; at < bookings.length; at += 500) await work.insertAll(bookingTable, bookings.slice(at, at + 500))
  })
}

function recordOf(n: number, { from, to }: { from: Date; to: Date }, isDone: boolean): Omit<Rec, 'id'> {
  return {
    number: `CHG-${n}`,
    practice: 'change',
    state: isDone ? 'closed' : 'scheduled',
    open: !isDone,
    version: 3,
    title: `Replace access point ${n} on the second floor`,
    body: 'It loses its connection at night. '.repeat(10),
    requester: 'ana',
    private: n % 50 === 0,
    language: 'en',
    details: {
      kind: 'normal',
      items: ['switch-1', 'switch-2'],
      services: ['heating'],
      window: { from: from.toISOString(), to: to.toISOString() },
      risk: { class: 'low', probability: 1, impact: 1, score: 1, reasons: [] },
      implementation: Array.from({ length: 6 }, (_, step) => ({ text: `Step ${step}` })),
    },
    openedAt: new Date(start),
    updatedAt: isDone ? to : new Date(start),
  }
}
