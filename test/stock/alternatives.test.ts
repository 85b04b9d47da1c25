import { expect } from 'chai'
import type { Caller } from '../../src/people/index.js'
import { alternatives, book } from '../../src/stock/index.js'
import type { Actor } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { dialects, openTestStore } from '../builders/store.js'
import { organisationIn, smallDesk } from '../organisation/files.js'
import { hour } from './some-item.js'

const desk: Actor = { kind: 'desk', job: 'test' }
const span = 'booked: {from: from, to: to}, fields: {from: {label: From, kind: moment}, to: {label: To, kind: moment}'
const organisation = organisationIn(
  smallDesk({
    catalogue: `
  categories: {rooms: Rooms, cars: Cars}
  items:
    eiger: {name: Eiger, category: rooms, stock: 1, ${span}, seats: {label: Seats, kind: number, max: 40, required: false}}}
    niesen: {name: Niesen, category: rooms, stock: 1, ${span}, seats: {label: Seats, kind: number, max: 12, required: false}}}
    board_room: {name: Board room, category: rooms, stock: 1, for: lukas, ${span}, why: {label: Why}}}
    moench: {name: Mönch, category: rooms, stock: 1, ${span}}}
    projector: {name: Projector, category: rooms, stock: 5}
    coffee: {name: Coffee, category: rooms}
    van: {name: Van, category: cars, stock: 1, booked: {from: from, for: nights, unit: night}, fields: {from: {label: From, kind: moment}, nights: {label: Nights, kind: number}}}`,
  }),
)
const { catalogue } = organisation
const between = (from: number, to: number): Readonly<Record<string, string>> => ({
  from: hour(from).toISOString(),
  to: hour(to).toISOString(),
})
const caller = (id: string): Caller => ({
  person: { id, name: id, active: true, listed: true },
  account: { platform: 'console', workspace: 'local', user: id },
  linked: true,
  grants: [],
  teams: [],
  leads: [],
})

for (const dialect of dialects) {
  it(`the next best offers are what is like it, free, and the caller’s to order, on ${dialect}`, async () => {
    const store = await openTestStore(dialect, manualClock(hour(0).toISOString()))
    const wanting = (id: string, from: number, to: number) => ({
      ...{ item: catalogue.get(id)!, count: 1 },
      ...{ from: hour(from), to: hour(to) },
    })
    const bookings = [wanting('eiger', 10, 14), wanting('moench', 13, 20)]
    await store.work(desk, (work) =>
      book(
        work,
        bookings.map((wanted, at) => ({ ...wanted, record: at + 1, line: 1 })),
        'en',
      ),
    )
    const offered = async (person: string, id = 'eiger', answers = between(11, 14)) => {
      const asked = { organisation, caller: caller(person), now: hour(0) }
      const { others, next } = await alternatives(store.read, { item: catalogue.get(id)!, count: 1, answers }, asked)
      return [others.map(({ item }) => item.id), next?.answers]
    }

    expect(await offered('ana')).to.deep.equal([['niesen'], between(14, 17)])
    expect(await offered('lukas')).to.deep.equal([['niesen', 'board_room'], between(14, 17)])
    // Twelve have room in Niesen, and the board room asks something else besides.
    expect(await offered('lukas', 'eiger', { ...between(11, 14), seats: '30' })).to.deep.equal([
      ['board_room'],
      { ...between(14, 17), seats: '30' },
    ])
    await store.close()
  })

  it(`the next night is one at the same time of day, on ${dialect}`, async () => {
    const store = await openTestStore(dialect, manualClock(hour(0).toISOString()))
    const evening = { from: '2031-03-28T18:00:00.000Z', nights: '2' }
    const night = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) })
    await store.work(desk, (work) =>
      book(
        work,
        [
          {
            item: catalogue.get('van')!,
            count: 1,
            ...night('2031-03-27T17:00:00Z', '2031-03-30T10:00:00Z'),
            record: 1,
            line: 1,
          },
        ],
        'en',
      ),
    )
    const asked = { organisation, caller: caller('ana'), now: hour(0) }

    const { next } = await alternatives(store.read, { item: catalogue.get('van')!, count: 1, answers: evening }, asked)

    // The clocks were put forward meanwhile: seven in the evening it is all the same.
    expect(next?.answers).to.deep.equal({ from: '2031-03-30T17:00:00.000Z', nights: '2' })
    await store.close()
  })
}
