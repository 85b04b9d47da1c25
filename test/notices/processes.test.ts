import { expect } from 'chai'
import { prune } from '../../src/notices/index.js'
import { dialects } from '../builders/store.js'
import { card, channel, entry, note, openRelaying, type Relaying } from './relaying.js'

describe('two processes on one PostgreSQL', () => {
  let house: Relaying
  beforeEach(async () => {
    house = await openRelaying('postgres')
  })
  afterEach(() => house.close())

  it('never send a message twice, nor two at once to one channel', async () => {
    const other = house.another({ store: await house.store.beside(house.clock) })
    const channels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
    for (const name of channels) await house.tell(...[1, 2, 3].map((n) => note(channel(name), `${name}${n}`)))

    for (let second = 0; second < 3; second++) {
      await Promise.all([house.relay.pass(), other.pass()])
      for (const name of channels) expect(house.ledger.in(name)).to.have.lengthOf(second + 1)
      house.clock.forward(1_000)
    }

    for (const name of channels) expect(house.ledger.says(name)).to.deep.equal([`${name}1`, `${name}2`, `${name}3`])
    expect(house.ledger.asked).to.have.lengthOf(30)
  })

  it('tell a fact once when both find it at the same time', async () => {
    const there = await house.store.beside(house.clock)
    const fact = note(channel('a'), 'late')

    await Promise.all(
      [house.store, there].map((store) =>
        store.work({ kind: 'desk', job: 'sweep' }, (work) => house.outbox.tell(work, fact)),
      ),
    )
    await house.seconds(3)

    expect(house.ledger.says('a')).to.deep.equal(['late'])
  })

  it('show the newest state when a record changes in one while the other sends its card', async () => {
    await house.name(7, 'shower')
    const other = house.another({ store: await house.store.beside(house.clock) })
    await house.tell(card(channel('a')))

    for (let n = 1; n <= 10; n++) {
      await Promise.all([other.pass(), house.rename(7, `state ${n}`)])
      house.clock.forward(1_000)
    }
    await house.seconds(2)

    expect(house.ledger.says('a')).to.deep.equal(['state 10'])
  })
})

for (const dialect of dialects) {
  describe(`pruning on ${dialect}`, () => {
    it('forgets edits and entries that were settled long ago, and keeps what is parked or waiting', async () => {
      const house = await openRelaying(dialect)
      house.ledger.next('a', { kind: 'refused', detail: 'invalid_blocks' })
      await house.tell(note(channel('a'), 'refused'), entry(channel('d'), 1))
      await house.seconds(3)
      const before = house.clock.now()
      house.clock.forward(1_000)
      await house.tell(entry(channel('d'), 2), entry(channel('c', 'elsewhere'), 3))
      await house.seconds(1)

      const forgotten = await house.do((work) => prune(work, before))

      expect(forgotten).to.equal(1)
      const left = await house.store.read.rows<{ key: string }>(`SELECT "key" FROM "outbox" WHERE "role" = 'entry'`)
      expect(left.map(({ key }) => key).sort()).to.deep.equal(['entry/7/2', 'entry/7/3'])
      expect(await house.store.read.rows(`SELECT 1 FROM "outbox" WHERE "state" = 'parked'`)).to.have.lengthOf(1)
      await house.close()
    })

    it('leaves a card told: what has been posted once is kept up to date, however old it is', async () => {
      const house = await openRelaying(dialect)
      await house.name(7, 'shower')
      await house.tell(card(channel('a')))
      await house.seconds(2)
      house.clock.forward(1_000)
      await house.do((work) => prune(work, house.clock.now()))

      await house.tell(card(channel('a')))
      await house.rename(7, 'hand shower')
      await house.seconds(2)

      expect(house.ledger.says('a')).to.deep.equal(['hand shower'])
      await house.close()
    })
  })
}
