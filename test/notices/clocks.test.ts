import { expect } from 'chai'
import { hours, minutes, seconds } from '../../src/kernel/duration.js'
import { sharedNow } from '../../src/notices/heal.js'
import { dialects } from '../builders/store.js'
import { channel, openRelaying, type Relaying } from './relaying.js'

for (const dialect of dialects) {
  describe(`A clock that ran hours ahead, on ${dialect}`, () => {
    let desk: Relaying
    beforeEach(async () => {
      desk = await openRelaying(dialect)
    })
    afterEach(() => desk.close())

    const say = (key: string, place = 'lobby') =>
      desk.tell({
        key,
        lane: 'update',
        to: channel(place),
        what: { show: 'notice', words: key, params: {}, card: card(key) },
      })
    const card = (text: string) => ({ title: [text], tone: 'plain', blocks: [] }) as const
    const relay = () => desk.another({ trueNow: async () => desk.clock.now() })
    const said = () => desk.ledger.messages.map(({ says }) => says)

    it('mutes no place once it is right again, and keeps the order', async () => {
      await say('one')
      desk.clock.forward(hours(5))
      await desk.relay.pass()
      await say('two')
      desk.clock.forward(-hours(5))
      await say('three')
      await desk.seconds(3)
      expect(said()).to.deep.equal(['one'])

      expect(await relay().heal()).to.be.greaterThan(0)
      await desk.seconds(3)

      expect(said()).to.deep.equal(['one', 'two', 'three'])
      expect(await relay().heal()).to.equal(0)
    })

    it('leaves the lease of a process that died with it to nobody, once it has stood there for long enough', async () => {
      await say('one')
      await desk.do((work) =>
        work.run('UPDATE "outbox_queue" SET "leased_until" = ?', [
          new Date(desk.clock.now().getTime() + hours(3)).toISOString(),
        ]),
      )
      const one = relay()
      expect(await one.heal()).to.equal(0)
      desk.clock.forward(seconds(50))
      expect(await one.heal()).to.equal(0)
      desk.clock.forward(seconds(20))
      expect(await one.heal()).to.equal(1)
      await desk.relay.pass()

      expect(said()).to.deep.equal(['one'])
    })

    it('is not believed by one whose own clock is the wrong one', async () => {
      desk.clock.forward(hours(5))
      await say('one')
      await desk.relay.pass()
      await say('two')
      desk.clock.forward(-hours(5))
      const wrong = desk.another({ trueNow: async () => new Date(desk.clock.now().getTime() + hours(5)) })

      expect(await wrong.heal()).to.equal(0)
    })

    it('is compared with that of the database, which is the machine’s own for a file', async () => {
      const own = desk.clock.now()
      const shared = await sharedNow(desk.store, own)

      if (dialect === 'sqlite') expect(shared).to.equal(own)
      else expect(Math.abs(shared.getTime() - Date.now())).to.be.lessThan(minutes(1))
    })

    it('is told from a platform that asked to wait, and from what is meant for the morning', async () => {
      const morning = new Date(desk.clock.now().getTime() + hours(9))
      await desk.tell({
        key: 'later',
        lane: 'digest',
        to: { person: { platform: 'ledger', workspace: 'W', user: 'ana' } },
        what: { show: 'notice', words: 'later', params: {}, card: card('later') },
        notBefore: morning,
      })
      await say('busy')
      await desk.do(async (work) => {
        const until = new Date(work.now.getTime() + minutes(20)).toISOString()
        await work.run(`UPDATE "outbox" SET "next_at" = ?, "error" = 'busy' WHERE "key" = 'busy'`, [until])
        await work.run(`UPDATE "outbox_queue" SET "ready_at" = ? WHERE "place" NOT LIKE '@%'`, [until])
      })

      expect(await relay().heal()).to.equal(0)
    })
  })
}
