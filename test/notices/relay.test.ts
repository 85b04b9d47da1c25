import { expect } from 'chai'
import { pending } from '../../src/notices/index.js'
import { LedgerPlatform } from '../builders/ledger-platform.js'
import { dialects } from '../builders/store.js'
import {
  card,
  channel,
  entry,
  note,
  openRelaying,
  patience,
  type Relaying,
  rung,
  type Setting,
  until,
} from './relaying.js'

const reception = channel('reception')
const kitchen = channel('kitchen')

for (const dialect of dialects) {
  describe(`the relay on ${dialect}`, () => {
    let house: Relaying
    const open = async (setting?: Setting) => {
      house = await openRelaying(dialect, setting)
    }
    afterEach(() => house.close())

    it('tells nothing before the unit of work has committed, and nothing of one that failed', async () => {
      await open()
      const failed = house.do(async (work) => {
        await house.outbox.tell(work, note(reception, 'never'))
        throw new Error('no')
      })

      await failed.catch(() => undefined)
      await house.relay.pass()

      expect(house.ledger.messages).to.deep.equal([])
    })

    it('tells a fact once, however often it is told', async () => {
      await open()
      await house.tell(note(reception, 'late'), note(reception, 'late'))
      await house.do(async (work) => {
        await house.outbox.tell(work, note(reception, 'late'))
        await house.outbox.tell(work, note(reception, 'late'))
      })

      await house.seconds(5)

      expect(house.ledger.says('reception')).to.deep.equal(['late'])
    })

    it('keeps the order within a channel and its pace, one message a second', async () => {
      await open()
      await house.tell(...['one', 'two', 'three'].map((says) => note(reception, says)))

      await house.relay.pass()
      expect(house.ledger.says('reception')).to.deep.equal(['one'])
      house.clock.forward(999)
      await house.relay.pass()
      expect(house.ledger.says('reception')).to.deep.equal(['one'])
      house.clock.forward(1)
      await house.seconds(2)

      expect(house.ledger.says('reception')).to.deep.equal(['one', 'two', 'three'])
    })

    it('sends what was behind a message that ended while the outbox was read', async () => {
      await open({ traits: { pace: 0 } })
      await house.tell(note(reception, 'one'), note(reception, 'two'))
      const leased = async () => {
        const rows = await house.store.read.rows('SELECT 1 FROM "outbox_queue" WHERE "leased_until" IS NOT NULL')
        return rows.length > 0
      }
      /** Hands over what it read only after the sends that were under way have ended. */
      const rows = async <Raw>(sql: string, params?: readonly unknown[]) => {
        const found = await house.store.read.rows<Raw>(sql, params)
        await until(async () => !(await leased()))
        await new Promise(setImmediate)
        return found
      }
      const slow = house.another({ store: { ...house.store, read: { ...house.store.read, rows } } })

      await slow.pass()

      expect(house.ledger.says('reception')).to.deep.equal(['one', 'two'])
    })

    it('sends breaches before updates, and updates before digests', async () => {
      await open()
      await house.tell(
        note(reception, 'digest', 'digest'),
        note(reception, 'update', 'update'),
        note(reception, 'breach', 'breach'),
      )

      await house.seconds(3)

      expect(house.ledger.says('reception')).to.deep.equal(['breach', 'update', 'digest'])
    })

    it('serves other channels while one of them keeps failing', async () => {
      await open()
      house.ledger.next('reception', ...Array.from({ length: 8 }, () => ({ kind: 'down' }) as const))
      await house.tell(note(reception, 'stuck'), note(kitchen, 'soup'), note(kitchen, 'salad'))

      await house.seconds(3)

      expect(house.ledger.says('reception')).to.deep.equal([])
      expect(house.ledger.says('kitchen')).to.deep.equal(['soup', 'salad'])
    })

    it('serves other channels while a platform never answers for one of them', async () => {
      await open()
      house.ledger.next('reception', { kind: 'hangs' })
      await house.tell(note(reception, 'stuck'), note(kitchen, 'soup'), note(kitchen, 'salad'))
      const patienceEnds = new AbortController()
      const relay = house.another({ wait: (ms, signal) => rung(ms, ms === patience ? patienceEnds.signal : signal) })

      relay.start()
      await until(async () => (await pending(house.store.read)).count === 2)
      house.clock.forward(1_000)
      await house.ledger.reaches(3)
      patienceEnds.abort()
      await relay.stop()

      expect(house.ledger.says('kitchen')).to.deep.equal(['soup', 'salad'])
    })

    it('leaves a channel alone as long as the platform asked, and only that one', async () => {
      await open()
      house.ledger.next('reception', { kind: 'busy', retryAfter: 30_000 })
      await house.tell(note(reception, 'one'), note(kitchen, 'soup'), note(kitchen, 'salad'))
      await house.seconds(2)
      await house.tell(note(reception, 'alarm', 'breach'))

      await house.seconds(27)
      expect(house.ledger.says('reception')).to.deep.equal([])
      expect(house.ledger.says('kitchen')).to.deep.equal(['soup', 'salad'])
      expect(house.ledger.asked.filter(({ to }) => 'channel' in to && to.channel === 'reception')).to.have.lengthOf(1)
      await house.seconds(4)

      expect(house.ledger.says('reception')).to.deep.equal(['alarm', 'one'])
    })

    it('leaves what a platform that is not connected should say waiting, untried', async () => {
      await open()
      await house.tell(note(channel('lobby', 'elsewhere'), 'hello'), note(reception, 'one'))

      expect(await house.relay.pass()).to.equal(1)
      expect(await house.relay.pass()).to.equal(0)

      expect(await pending(house.store.read)).to.include({ count: 1, failing: 0 })
    })

    it('sends to every connected platform', async () => {
      const others: LedgerPlatform[] = []
      await open({
        platforms(clock) {
          others.push(new LedgerPlatform('elsewhere', clock))
          return others
        },
      })
      await house.tell(note(channel('lobby', 'elsewhere'), 'hello'), note(reception, 'one'))

      await house.relay.pass()

      expect(others[0]?.says('lobby')).to.deep.equal(['hello'])
      expect(house.ledger.says('reception')).to.deep.equal(['one'])
    })

    it('goes on by itself once started, and ends what is under way when stopped', async () => {
      await open({ traits: { pace: 0 } })
      const relay = house.another({ wait: rung })
      relay.start()

      await house.tell(note(reception, 'one'))
      await house.ledger.reaches(1)
      await house.tell(note(reception, 'two'))
      await house.ledger.reaches(2)
      await relay.stop()
      await house.tell(note(reception, 'three'))

      expect(house.ledger.says('reception')).to.deep.equal(['one', 'two'])
      expect(await pending(house.store.read)).to.include({ count: 1 })
    })

    it('drops what has nothing left to tell', async () => {
      await open()
      await house.tell(card(reception, 404), note(reception, 'one'))

      await house.seconds(2)

      expect(house.ledger.says('reception')).to.deep.equal(['one'])
      expect(await pending(house.store.read)).to.include({ count: 0, parked: 0 })
    })

    it('speaks the language of whom it speaks to', async () => {
      await open()
      await house.name(7, 'shower')
      await house.tell(card({ person: { platform: 'ledger', workspace: 'W', user: 'dagny' } }), card(reception))
      await house.relay.pass()
      await house.rename(7, 'hand shower')

      await house.seconds(2)

      const spoken = house.ledger.asked.map(({ language }) => language)
      expect(spoken.toSorted()).to.deep.equal(['da', 'da', 'en', 'en'])
    })
  })

  describe(`threads on ${dialect}`, () => {
    let house: Relaying
    beforeEach(async () => {
      house = await openRelaying(dialect)
      await house.name(7, 'shower')
    })
    afterEach(() => house.close())

    const threads = (name: string) => house.ledger.in(name).map(({ says, address }) => [says, address.thread])

    it("puts an entry into the thread of its record's card", async () => {
      await house.tell(card(reception), entry(reception, 1))

      await house.seconds(2)

      expect(threads('reception')).to.deep.equal([
        ['shower', undefined],
        ['entry 1', 'm1'],
      ])
    })

    it('lets the card go first where an urgent entry would overtake it', async () => {
      await house.tell(card(reception), entry(reception, 1, 'breach'))

      await house.seconds(2)

      expect(threads('reception')).to.deep.equal([
        ['shower', undefined],
        ['entry 1', 'm1'],
      ])
    })

    it('puts an entry at the top of a channel without the card', async () => {
      await house.tell(card(kitchen), entry(reception, 1))

      await house.seconds(2)

      expect(threads('reception')).to.deep.equal([['entry 1', undefined]])
    })

    it('puts an entry at the top of the channel when the card was given up', async () => {
      house.ledger.next('reception', { kind: 'refused', detail: 'invalid_blocks' })
      await house.tell(card(reception), entry(reception, 1))

      await house.seconds(2)

      expect(threads('reception')).to.deep.equal([['entry 1', undefined]])
    })

    it('leaves an entry in the thread that was named', async () => {
      await house.tell(card(reception), entry({ ...reception, thread: 'm99' }, 1))

      await house.seconds(2)

      expect(threads('reception').at(-1)).to.deep.equal(['entry 1', 'm99'])
    })

    it('stays in the thread in which the card was posted', async () => {
      await house.tell(card({ ...reception, thread: 'm99' }), entry(reception, 1))

      await house.seconds(2)

      expect(threads('reception')).to.deep.equal([
        ['shower', 'm99'],
        ['entry 1', 'm99'],
      ])
    })

    it("follows the card in a person's own conversation", async () => {
      const person = { person: { platform: 'ledger', workspace: 'W', user: 'ana' } }
      await house.tell(card(person), entry(person, 1))

      await house.seconds(2)

      expect(threads('D-ana')).to.deep.equal([
        ['shower', undefined],
        ['entry 1', 'm1'],
      ])
    })
  })
}
