import { expect } from 'chai'
import { messagesOf, pending, recordAt } from '../../src/notices/index.js'
import { dialects } from '../builders/store.js'
import { account, card, channel, entry, note, openRelaying, type Relaying, type Setting } from './relaying.js'

const reception = channel('reception')
const kitchen = channel('kitchen')

for (const dialect of dialects) {
  describe(`cards that tell the truth, on ${dialect}`, () => {
    let house: Relaying
    const open = async (setting?: Setting) => {
      house = await openRelaying(dialect, setting)
      await house.name(7, 'shower')
    }
    afterEach(() => house.close())

    it('edits the card wherever it stands', async () => {
      await open()
      await house.tell(card(reception), card(kitchen), card({ person: account('ana') }))
      await house.seconds(1)

      await house.rename(7, 'hand shower')
      await house.seconds(1)

      expect(house.ledger.messages.map(({ says, edits }) => [says, edits])).to.deep.equal([
        ['hand shower', 1],
        ['hand shower', 1],
        ['hand shower', 1],
      ])
    })

    it('sends one edit for many changes, and it shows the newest', async () => {
      await open()
      await house.tell(card(reception))
      await house.relay.pass()
      for (const title of ['taken', 'waiting', 'taken again', 'resolved']) await house.rename(7, title)

      await house.seconds(5)

      expect(house.ledger.in('reception').map(({ says, edits }) => [says, edits])).to.deep.equal([['resolved', 1]])
      expect(await pending(house.store.read)).to.include({ count: 0 })
    })

    it('needs no edit for a card that was not sent yet', async () => {
      await open()
      await house.tell(card(reception))
      await house.rename(7, 'hand shower')

      await house.seconds(3)

      expect(house.ledger.in('reception').map(({ says, edits }) => [says, edits])).to.deep.equal([['hand shower', 0]])
    })

    it('edits a card that was on its way when its record changed', async () => {
      await open()
      await house.tell(card(reception))
      house.ledger.next('reception', { kind: 'lost answer' })
      await house.relay.pass()
      await house.rename(7, 'hand shower')

      await house.seconds(6)

      expect(house.ledger.says('reception')).to.deep.equal(['hand shower'])
    })

    it('shows the newest state after an edit failed', async () => {
      await open()
      await house.tell(card(reception))
      await house.seconds(1)
      await house.rename(7, 'taken')
      house.ledger.next('reception', { kind: 'down' })
      await house.relay.pass()
      await house.rename(7, 'resolved')

      await house.seconds(6)

      expect(house.ledger.in('reception').map(({ says, edits }) => [says, edits])).to.deep.equal([['resolved', 1]])
    })

    it('keeps edits of a digest card behind its posting', async () => {
      await open()
      await house.tell({ ...card(reception), lane: 'digest' })
      house.ledger.next('reception', { kind: 'down' })
      await house.relay.pass()
      await house.rename(7, 'hand shower')

      await house.seconds(5)

      expect(house.ledger.says('reception')).to.deep.equal(['hand shower'])
    })

    it('posts an old card anew, links the earlier one, which says so, and goes on with the new one', async () => {
      await open()
      await house.tell(card(reception))
      await house.seconds(1)
      house.clock.forward(3_600_000)

      await house.rename(7, 'hand shower')
      await house.seconds(2)
      await house.rename(7, 'both showers')
      await house.tell(entry(reception, 1))
      await house.seconds(3)

      expect(house.ledger.in('reception').map(({ says, edits }) => [says, edits])).to.deep.equal([
        ['hand shower, below', 1],
        ['both showers', 1],
        ['entry 1', 0],
      ])
      expect(house.ledger.in('reception').at(-1)?.address.thread).to.equal('m2')
      const links = house.ledger.asked.map((asked) => JSON.stringify(asked.card)).filter((c) => c.includes('/m1'))
      expect(links).to.have.lengthOf(1)
      const messages = await messagesOf(house.store.read, 7)
      expect(messages.map(({ role, current }) => [role, current])).to.deep.equal([
        ['card', false],
        ['card', true],
        ['entry', true],
      ])
    })

    it('posts a card anew when the platform will not have it edited', async () => {
      await open()
      await house.tell(card(reception))
      await house.seconds(1)
      house.ledger.messages.pop()

      await house.rename(7, 'hand shower')
      await house.rename(7, 'both showers')
      await house.seconds(4)

      expect(house.ledger.says('reception')).to.deep.equal(['both showers'])
    })

    it('posts a card anew once, although the answer to that was lost', async () => {
      await open()
      await house.tell(card(reception))
      await house.seconds(1)
      house.clock.forward(3_600_000)
      house.ledger.next('reception', { kind: 'lost answer' })

      await house.rename(7, 'hand shower')
      await house.relay.pass()
      await house.rename(7, 'both showers')
      await house.seconds(6)

      expect(house.ledger.says('reception')).to.deep.equal(['both showers, below', 'both showers'])
    })

    it('leaves the posts of other channels alone while a card is edited', async () => {
      await open()
      await house.tell(card(reception))
      await house.seconds(1)
      house.ledger.next('reception', { kind: 'busy', retryAfter: 60_000 })
      await house.rename(7, 'hand shower')
      await house.tell(note(kitchen, 'soup'))

      await house.relay.pass()

      expect(house.ledger.says('kitchen')).to.deep.equal(['soup'])
    })
  })

  describe(`the address book on ${dialect}`, () => {
    let house: Relaying
    before(async () => {
      house = await openRelaying(dialect)
      await house.name(7, 'shower')
      await house.name(8, 'bulb')
      await house.tell(
        card(reception),
        entry(reception, 1),
        card({ ...kitchen, thread: 't1' }, 8),
        note(reception, 'hello'),
      )
      await house.seconds(3)
    })
    after(() => house.close())

    const at = (...place: Parameters<typeof recordAt> extends [unknown, infer P] ? [P] : never) =>
      recordAt(house.store.read, ...place)
    const standing = (says: string) => house.ledger.messages.find((message) => message.says === says)?.address

    it("knows a record by its card, its entries and its card's thread", async () => {
      const address = standing('shower')!

      expect(await at(address)).to.equal(7)
      expect(await at(standing('entry 1')!)).to.equal(7)
      expect(await at({ ...reception, thread: address.message })).to.equal(7)
      expect(await at({ ...reception, thread: address.message, message: 'reply' })).to.equal(7)
    })

    it('knows the thread in which a card was posted', async () => {
      expect(await at({ ...kitchen, thread: 't1' })).to.equal(8)
      expect(await at({ ...kitchen, thread: 't1', message: 'reply' })).to.equal(8)
    })

    it('knows no record for a channel, another thread or a message about none', async () => {
      expect(await at(reception)).to.equal(undefined)
      expect(await at({ ...kitchen, thread: 't2' })).to.equal(undefined)
      expect(await at(standing('hello')!)).to.equal(undefined)
    })
  })
}
