import { expect } from 'chai'
import type { Caller } from '../../src/people/index.js'
import { alternatives, book } from '../../src/stock/index.js'
import type { Actor } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { dialects, openTestStore } from '../builders/store.js'
import { organisationIn, smallDesk } from '../organisation/files.js'
import { hour } from './some-item.js'

const desk: Actor = { kind: 'desk', job: 'test' }
const span = 'booked: {from: from, to: to}, fields: {from: {label: From, kind: moment}, to: {label: To, kind: moment}}'
const { catalogue } = organisationIn(
  smallDesk({
    catalogue: `
  categories: {rooms: Rooms, cars: Cars}
  items:
    eiger: {name: Eiger, category: rooms, stock: 1, ${span}}
    niesen: {name: Niesen, category: rooms, stock: 1, ${span}}
    board_room: {name: Board room, category: rooms, stock: 1, for: lukas, ${span}}
    moench: {name: Mönch, category: rooms, stock: 1, ${span}}
    projector: {name: Projector, category: rooms, stock: 5}
    coffee: {name: Coffee, category: rooms}
    van: {name: Van, category: cars, stock: 1, ${span}}`,
  }),
)
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
    const offered = async (person: string) => {
      const asked = { caller: caller(person), now: hour(0) }
      const { items, next } = await alternatives(store.read, { catalogue }, wanting('eiger', 11, 14), asked)
      return [items.map(({ id }) => id), next?.toISOString()]
    }

    expect(await offered('ana')).to.deep.equal([['niesen'], hour(14).toISOString()])
    expect(await offered('lukas')).to.deep.equal([['niesen', 'board_room'], hour(14).toISOString()])
    await store.close()
  })
}
