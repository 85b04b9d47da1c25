import { expect } from 'chai'
import { parked, pending } from '../../src/notices/index.js'
import type { Fault } from '../builders/ledger-platform.js'
import { dialects } from '../builders/store.js'
import {
  account,
  card,
  channel,
  entry,
  never,
  note,
  openRelaying,
  patience,
  type Relaying,
  type Setting,
} from './relaying.js'

const reception = channel('reception')
const lobby = channel('lobby')
const ada = { person: account('ada') }
const times = (n: number, fault: Fault): readonly Fault[] => Array.from({ length: n }, () => fault)

for (const dialect of dialects) {
  describe(`messages of unknown outcome on ${dialect}`, () => {
    let house: Relaying
    const open = async (setting?: Setting) => {
      house = await openRelaying(dialect, setting)
      await house.name(7, 'shower')
    }
    afterEach(() => house.close())

    /** A process that posts and dies before it can write that down; its one hand is busy, so it reads nothing any more. */
    const dieAfterPosting = async () => {
      house.ledger.next('reception', { kind: 'hangs' })
      void house.another({ atOnce: 1 }).pass()
      await house.ledger.reaches(1)
    }

    it('finds what a process posted right before it died, and does not post it again', async () => {
      await open()
      await house.tell(note(reception, 'one'), note(reception, 'two'))
      await dieAfterPosting()
      const successor = house.another()

      expect(await successor.pass()).to.equal(0)
      house.clock.forward(60_000)
      await successor.pass()
      house.clock.forward(1_000)
      await successor.pass()

      expect(house.ledger.says('reception')).to.deep.equal(['one', 'two'])
      expect(await pending(house.store.read)).to.include({ count: 0 })
    })

    it('brings a found card up to date, since it was put into words before the crash', async () => {
      await open()
      await house.tell(card(reception))
      await dieAfterPosting()
      await house.rename(7, 'hand shower')
      const successor = house.another()

      house.clock.forward(60_000)
      await successor.pass()
      house.clock.forward(1_000)
      await successor.pass()

      expect(house.ledger.says('reception')).to.deep.equal(['hand shower'])
    })

    it('posts what a process claimed but never posted', async () => {
      await open()
      await house.tell(note(reception, 'one'))
      house.ledger.next('reception', { kind: 'lost request' })
      await house.relay.pass()

      await house.seconds(29)
      expect(house.ledger.says('reception')).to.deep.equal([])
      await house.seconds(2)

      expect(house.ledger.says('reception')).to.deep.equal(['one'])
      expect(house.ledger.asked).to.have.lengthOf(2)
    })

    it('looks before it posts again when the answer was lost', async () => {
      await open()
      await house.tell(note(reception, 'one'), note(reception, 'two'))
      house.ledger.next('reception', { kind: 'lost answer' })

      await house.seconds(5)

      expect(house.ledger.says('reception')).to.deep.equal(['one', 'two'])
    })

    it('posts again at once where the platform refuses repetitions by itself', async () => {
      await open({ traits: { canFind: false, dedupesByKey: true } })
      await house.tell(note(reception, 'one'))
      house.ledger.next('reception', { kind: 'lost request' })

      await house.seconds(3)

      expect(house.ledger.says('reception')).to.deep.equal(['one'])
    })

    it('rather posts twice than never where nothing can be looked up', async () => {
      await open({ traits: { canFind: false } })
      await house.tell(note(reception, 'one'))
      house.ledger.next('reception', { kind: 'lost answer' })

      await house.seconds(3)

      expect(house.ledger.says('reception')).to.deep.equal(['one', 'one'])
    })

    it('takes an answer that does not come in half the lease for a lost one', async () => {
      await open()
      await house.tell(note(reception, 'one'))
      house.ledger.next('reception', { kind: 'hangs' })
      const impatient = house.another({
        wait: (ms, signal) => (ms === patience ? house.ledger.reaches(1) : never(ms, signal)),
      })

      await impatient.pass()
      expect(await pending(house.store.read)).to.include({ count: 1, error: 'ledger did not answer in time' })
      await house.seconds(3)

      expect(house.ledger.says('reception')).to.deep.equal(['one'])
      expect(await pending(house.store.read)).to.include({ count: 0 })
    })

    it('leaves alone what it claimed so slowly that another process has taken it', async () => {
      await open()
      await house.tell(note(reception, 'one'))
      let held = false
      const slow = house.another({
        store: {
          ...house.store,
          work: async (actor, fn) => {
            const claimed = await house.store.work(actor, fn)
            if (held) return claimed
            held = true
            house.clock.forward(60_000)
            await house.relay.pass()
            return claimed
          },
        },
      })

      await slow.pass()
      await house.seconds(3)

      expect(house.ledger.says('reception')).to.deep.equal(['one'])
    })

    it('looks for an entry in the thread into which it was posted', async () => {
      await open()
      await house.tell(card(reception), entry(reception, 1))
      await house.relay.pass()
      house.clock.forward(1_000)
      house.ledger.next('reception', { kind: 'lost answer' })

      await house.seconds(5)

      expect(house.ledger.says('reception')).to.deep.equal(['shower', 'entry 1'])
    })
  })

  describe(`messages that fail on ${dialect}`, () => {
    let house: Relaying
    const open = async (setting?: Setting) => {
      house = await openRelaying(dialect, setting)
      await house.name(7, 'shower')
    }
    afterEach(() => house.close())

    it('tries for an hour, waiting longer each time, and then parks the message', async () => {
      await open()
      house.ledger.next('reception', ...times(20, { kind: 'down' }))
      await house.tell(note(reception, 'one'), note(reception, 'two'))

      await house.seconds(45)
      expect(house.ledger.asked.length).to.be.within(5, 7)
      expect(await pending(house.store.read)).to.include({ count: 2, failing: 1, error: 'the platform is down' })
      for (let tries = 0; tries < 20; tries++) {
        house.clock.forward(300_000)
        await house.seconds(1)
      }
      await house.seconds(3)

      const given = await parked(house.store.read)
      expect(given.map(({ key, attempts, error }) => ({ key, attempts, error }))).to.deep.equal([
        { key: 'note/one', attempts: 20, error: 'the platform is down' },
      ])
      expect(house.ledger.says('reception')).to.deep.equal(['two'])
      expect(house.ledger.says('D-ada')).to.deep.equal([
        'A message to ledger:W/reception failed 20 times. It waits until somebody retries it.',
      ])
    })

    it('does not give a message up because a channel is busy', async () => {
      await open()
      house.ledger.next('reception', ...times(12, { kind: 'busy', retryAfter: 2_000 }))
      await house.tell(note(reception, 'one'))

      await house.seconds(30)

      expect(house.ledger.says('reception')).to.deep.equal(['one'])
    })

    it('takes parked messages up again by hand, one or all of them', async () => {
      await open()
      house.ledger.next('reception', ...times(2, { kind: 'refused', detail: 'invalid_blocks' }))
      await house.tell(note(reception, 'one'), note(reception, 'two'))
      await house.seconds(3)
      const [two] = await parked(house.store.read)

      expect(await house.do((work) => house.outbox.retry(work, two?.id ?? 0))).to.equal(1)
      await house.seconds(2)
      expect(house.ledger.says('reception')).to.deep.equal(['two'])
      expect(await house.do((work) => house.outbox.retry(work, 'all'))).to.equal(1)
      await house.seconds(2)

      expect(house.ledger.says('reception')).to.deep.equal(['two', 'one'])
      expect(await parked(house.store.read)).to.deep.equal([])
    })

    it('parks a refused message at once and tells the admins once a day for each kind of refusal', async () => {
      await open()
      house.ledger.next('reception', ...times(3, { kind: 'refused', detail: 'invalid_blocks at /blocks/3' }))
      await house.tell(...['one', 'two', 'three'].map((says) => note(reception, says)))

      await house.seconds(5)

      expect(await parked(house.store.read)).to.have.lengthOf(3)
      expect(house.ledger.says('D-ada')).to.deep.equal([
        'ledger refuses a message (invalid_blocks). It waits until somebody retries it.',
      ])
    })

    it('tells nobody that it could not tell an admin', async () => {
      await open()
      house.ledger.next('reception', { kind: 'refused', detail: 'invalid_blocks' })
      house.ledger.next('D-ada', { kind: 'refused', detail: 'messages_tab_disabled' })
      await house.tell(note(reception, 'one'))

      await house.seconds(5)

      expect(await parked(house.store.read)).to.have.lengthOf(2)
      expect(house.ledger.says('D-ada')).to.deep.equal([])
    })

    it('survives a mistake in an adapter', async () => {
      await open()
      house.ledger.next('reception', { kind: 'bug' })
      await house.tell(note(reception, 'one'))

      await house.seconds(32)

      expect(house.ledger.says('reception')).to.deep.equal(['one'])
    })
  })

  describe(`places that are gone on ${dialect}`, () => {
    let house: Relaying
    const open = async (setting: Setting = { fallback: () => lobby }) => {
      house = await openRelaying(dialect, setting)
      await house.name(7, 'shower')
    }
    afterEach(() => house.close())

    it('goes to the other place when a channel is archived, with its thread, and tells an admin once', async () => {
      await open()
      house.ledger.archived.add('reception')
      await house.tell(card(reception), entry(reception, 1), note(reception, 'hello'))

      await house.seconds(8)

      const moved = house.ledger.in('lobby')
      expect(moved.map(({ says, address }) => [says, address.thread])).to.deep.equal([
        ['shower', undefined],
        ['entry 1', moved[0]?.address.message],
        ['hello', undefined],
      ])
      expect(house.ledger.says('D-ada')).to.deep.equal([
        'ledger:W/reception is archived. What was meant for it now goes to ledger:W/lobby.',
      ])
    })

    it('keeps the card in the other place up to date', async () => {
      await open()
      house.ledger.archived.add('reception')
      await house.tell(card(reception))
      await house.seconds(3)

      await house.rename(7, 'hand shower')
      await house.seconds(2)

      expect(house.ledger.says('lobby')).to.deep.equal(['hand shower'])
    })

    it('posts a card anew in the other place when its channel is archived later', async () => {
      await open()
      await house.tell(card(reception))
      await house.seconds(2)
      house.ledger.archived.add('reception')

      await house.rename(7, 'hand shower')
      await house.seconds(3)
      await house.rename(7, 'both showers')
      await house.seconds(3)

      expect(house.ledger.says('reception')).to.deep.equal(['shower'])
      expect(house.ledger.says('lobby')).to.deep.equal(['both showers'])
    })

    it('lets messages wait where there is no other place, and tells an admin once', async () => {
      await open({})
      house.ledger.closed.add('reception')
      await house.tell(note(reception, 'one'), note(reception, 'two'))

      await house.seconds(5)

      expect(await parked(house.store.read)).to.have.lengthOf(2)
      expect(house.ledger.says('D-ada')).to.have.lengthOf(1)
      expect(house.ledger.says('D-ada')[0]).to.match(/^I am not a member of ledger:W\/reception/)
    })

    it('does not send a message round in circles when the other place is gone too', async () => {
      await open()
      house.ledger.archived.add('reception').add('lobby')
      await house.tell(note(reception, 'one'))

      await house.seconds(5)

      expect(await parked(house.store.read)).to.have.lengthOf(1)
      expect(house.ledger.says('D-ada')).to.have.lengthOf(2)
    })

    it("never reads out in a channel what was meant for a person's own conversation", async () => {
      await open()
      house.ledger.archived.add('D-ana')
      await house.tell(note({ person: account('ana') }, 'your password'))

      await house.seconds(3)

      expect(house.ledger.says('lobby')).to.deep.equal([])
      expect(await parked(house.store.read)).to.have.lengthOf(1)
    })

    it('asks with the record in hand whether another place may show it', async () => {
      await open({ fallback: (_, record) => (record === 7 ? undefined : lobby) })
      await house.name(8, 'bulb')
      house.ledger.archived.add('reception')
      await house.tell(card(reception, 7), card(reception, 8))

      await house.seconds(4)

      expect(house.ledger.says('lobby')).to.deep.equal(['bulb'])
    })

    it('holds up nobody else meanwhile', async () => {
      await open()
      house.ledger.archived.add('reception')
      await house.tell(note(reception, 'one'), note(channel('kitchen'), 'soup'), note(ada, 'for you'))

      await house.relay.pass()

      expect(house.ledger.says('kitchen')).to.deep.equal(['soup'])
      expect(house.ledger.says('D-ada')).to.include('for you')
    })
  })
}
