import { expect } from 'chai'
import type { Shelf } from '../../src/chat/shelf.js'
import { createShelf } from '../../src/notices/index.js'
import { type ManualClock, manualClock } from '../builders/clock.js'
import { dialects, openTestStore, type TestStore } from '../builders/store.js'

const lobby = { platform: 'web', workspace: 'local', channel: 'lobby' }
const kitchen = { ...lobby, channel: 'kitchen' }
const guest = { platform: 'web', workspace: 'local', user: 'guest', name: 'A guest' }

for (const dialect of dialects) {
  describe(`the shelf on ${dialect}`, () => {
    let store: TestStore
    let clock: ManualClock
    let shelf: Shelf
    let n = 0
    beforeEach(async () => {
      clock = manualClock()
      store = await openTestStore(dialect, clock)
      shelf = createShelf({ store, clock })
    })
    afterEach(() => store.close())

    const say = (text: string, place: Parameters<Shelf['put']>[0]['place'] = lobby) =>
      shelf.put({ key: `k${++n}`, place, author: guest, text, language: 'en' })
    const texts = async (...args: Parameters<Shelf['list']>) => (await shelf.list(...args)).map(({ text }) => text)

    it('keeps what was put down, and who said it when', async () => {
      const address = await say('the shower is broken')

      const message = await shelf.get(address)

      expect(message).to.deep.equal({
        address,
        seq: 1,
        author: { account: { platform: 'web', workspace: 'local', user: 'guest' }, name: 'A guest' },
        text: 'the shower is broken',
        language: 'en',
        at: '2031-03-03T09:00:00.000Z',
        deleted: false,
        replies: 0,
      })
    })

    it('puts a message down once a key', async () => {
      const card = { title: ['shower'], tone: 'plain', blocks: [] } as const
      const message = { key: 'INC-1/card', place: lobby, card, language: 'da' } as const

      const first = await shelf.put(message)
      const second = await shelf.put(message)

      expect(second).to.deep.equal(first)
      expect(await shelf.list(lobby, 10)).to.have.lengthOf(1)
    })

    it('lists the newest of a channel, oldest first, and pages back', async () => {
      for (const text of ['one', 'two', 'three', 'four', 'five']) await say(text)
      await say('elsewhere', kitchen)

      const newest = await shelf.list(lobby, 2)

      expect(newest.map(({ text }) => text)).to.deep.equal(['four', 'five'])
      expect(await texts(lobby, 2, newest[0]!.address.message)).to.deep.equal(['two', 'three'])
      expect(await texts(lobby, 10, 'nonsense')).to.have.lengthOf(5)
    })

    it('keeps threads apart from their channel and counts their replies', async () => {
      const card = await say('card')
      const thread = { ...lobby, thread: card.message }
      await say('first', thread)
      const second = await say('second', thread)
      await shelf.remove(second)

      expect(await texts(lobby, 10)).to.deep.equal(['card'])
      expect(await texts(thread, 10)).to.deep.equal(['first', undefined])
      expect((await shelf.get(card))?.replies).to.equal(1)
    })

    it('tells what changed since a number, also of a message whose replies changed', async () => {
      const card = await say('card')
      const other = await say('other', kitchen)
      const seen = await shelf.latest()
      await say('reply', { ...lobby, thread: card.message })
      await shelf.change(other, { text: 'other words' })

      const news = await shelf.since(seen, 10)

      expect(news.map(({ text }) => text)).to.deep.equal(['card', 'reply', 'other words'])
      expect(news[0]?.replies).to.equal(1)
      expect(await shelf.since(await shelf.latest(), 10)).to.deep.equal([])
    })

    it('changes words and says when', async () => {
      const address = await say('the showr')
      clock.forward(60_000)

      await shelf.change(address, { text: 'the shower' })

      expect(await shelf.get(address)).to.include({ text: 'the shower', editedAt: '2031-03-03T09:01:00.000Z' })
    })

    it('gives out nothing of what was removed but that it was there', async () => {
      const address = await say('my password is swordfish')

      await shelf.remove(address)

      expect(await shelf.get(address))
        .to.include({ deleted: true })
        .and.not.to.have.any.keys('text', 'card')
      expect(JSON.stringify(await store.read.rows('SELECT * FROM "shelf_message"'))).not.to.contain('swordfish')
    })

    it('refuses to change what is not there', async () => {
      const address = await say('one')
      await shelf.remove(address)

      for (const gone of [address, { ...address, message: '999' }, { ...address, message: 'x' }]) {
        const error = await shelf.change(gone, { text: 'two' }).catch((reason: unknown) => reason)
        expect(error).to.include({ name: 'Undeliverable', reason: 'cannot be edited' })
      }
    })

    it('skips nothing for a reader while many write at once', async () => {
      const writing = Promise.all(Array.from({ length: 40 }, (_, i) => say(`message ${i}`)))
      const seen: string[] = []
      let last = 0
      let open = true
      const done = writing.finally(() => {
        open = false
      })
      while (open || (await shelf.latest()) > last) {
        for (const message of await shelf.since(last, 7)) {
          seen.push(message.text!)
          last = message.seq
        }
        await new Promise(setImmediate)
      }
      await done

      expect(seen.toSorted()).to.deep.equal(Array.from({ length: 40 }, (_, i) => `message ${i}`).toSorted())
    })
  })
}
