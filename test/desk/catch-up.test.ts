import { expect } from 'chai'
import type { Address, Place } from '../../src/chat/address.js'
import type { Inbound } from '../../src/chat/inbound.js'
import { heardTable } from '../../src/desk/index.js'
import { days, hours, minutes } from '../../src/kernel/duration.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { dialects } from '../builders/store.js'

const report = '/incident report the lift is stuck work:stopped affects:many'
const inChannel = (channel: string): Place => ({ platform: 'chat', workspace: 'inn', channel })

for (const dialect of dialects) {
  describe(`What a desk did not hear, on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect })
      await desk.catchUp.pass()
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const account = (user: string) => ({ platform: 'chat', workspace: 'inn', user })
    const happening = (user: string, id: string, place: Place) => ({
      ids: [id] as [string],
      account: account(user),
      profile: {},
      place,
      at: desk.clock.now().toISOString(),
      canOpenForm: false,
    })
    /** Somebody said it in a place, at this moment. */
    const said = (user: string, text: string, place: Place, toDesk = false): Inbound => {
      const id = `said:${text}`
      const at = desk.clock.now().toISOString()
      const message = { address: { ...place, message: text }, text, author: account(user), files: [], at }
      return { ...happening(user, id, place), kind: 'said', message, toDesk }
    }
    const threadOf = (number: string): Place => {
      const { thread, message, ...channel } = desk.card(number).address
      return { ...channel, thread: thread ?? message }
    }
    const told = (what: string) => desk.directTo('ursina').filter(({ says }) => says.includes(what))
    /** The connection is gone for so long, and comes back. */
    const away = (milliseconds: number): void => {
      desk.clock.forward(milliseconds)
      desk.chat.hears = desk.clock.now()
    }

    it('is read after its connection was away, answered in its place, and told to administrators in one line', async () => {
      await desk.as('emily').types(report)
      await desk.relayed()
      desk.clock.forward(minutes(30))
      desk.chat.missed = [
        said('emily', 'it moves again', threadOf('INC-1')),
        said('ana', 'the lamp is dark', inChannel('lobby'), true),
      ]
      away(minutes(60))

      await desk.catchUp.pass()
      await desk.relayed()

      expect((await desk.record('INC-2')).title).to.equal('the lamp is dark')
      expect(desk.chat.late.map(({ inbound }) => inbound.ids[0])).to.deep.equal(['said:the lamp is dark'])
      const [remark] = await desk.store.read.rows<{ said_at: string }>('SELECT "said_at" FROM "remark"')
      expect(remark?.said_at).to.equal('2031-03-03T09:30:00.000Z')
      expect(told('have caught up').map(({ says }) => says)).to.deep.equal([
        'I could not hear chat for 90 min and have caught up. New messages: 2, edits: 0, deletions: 0, reactions: 0, channels changed: 0, channels I may not read: 0.',
      ])
    })

    it('waits for a card that a process had in its hands when it died, and then goes on', async () => {
      await desk.as('emily').types(report)
      away(hours(1))
      const at = desk.clock.now()
      await desk.store.work({ kind: 'operator' }, (work) =>
        work.run(`UPDATE "outbox" SET "tried_at" = ? WHERE "role" = 'card'`, [at.toISOString()]),
      )
      const nowhere = { ...inChannel('reception'), thread: 'not-yet' }
      desk.chat.missed = [said('emily', 'hello?', nowhere), said('ana', 'the lamp is dark', inChannel('lobby'), true)]

      const reading = desk.catchUp.pass()
      await desk.relayed()
      await reading

      expect((await desk.record('INC-2')).title).to.equal('the lamp is dark')
    })

    it('is read once: nothing is taken again, and nobody is answered again', async () => {
      desk.chat.missed = [said('ana', 'the lamp is dark', inChannel('lobby'), true)]
      away(hours(1))
      await desk.catchUp.pass()
      away(hours(1))

      await desk.catchUp.pass()
      await desk.catchUp.pass()

      expect(desk.chat.read).to.have.lengthOf(2)
      expect(await desk.rows('record')).to.equal(1)
      expect(desk.chat.late).to.have.lengthOf(1)
    })

    it('is read after the machine slept, though no connection was seen to end', async () => {
      desk.clock.forward(hours(1))

      await desk.catchUp.pass()

      expect(desk.chat.read[0]?.since.toISOString()).to.equal('2031-03-03T09:00:00.000Z')
    })

    it('is not looked for while everything is heard', async () => {
      for (let look = 0; look < 5; look++) {
        desk.clock.forward(15_000)
        await desk.catchUp.pass()
      }

      expect(desk.chat.read).to.deep.equal([])
      const row = await desk.store.read.one(heardTable, { platform: 'chat' })
      expect(row?.until.toISOString()).to.equal('2031-03-03T09:01:15.000Z')
    })

    it('is not taken twice after days, when the inbox would have forgotten it', async () => {
      const before = said('ana', 'the lamp is dark', inChannel('lobby'), true)
      await desk.house.handle(before)
      away(days(3))
      await desk.run('prune')
      desk.chat.missed = [before]

      await desk.catchUp.pass()

      expect(await desk.rows('record')).to.equal(1)
      desk.clock.forward(days(2))
      await desk.catchUp.pass()
      await desk.run('prune')
      expect(await desk.rows('inbox'), 'and is forgotten in the end').to.equal(0)
    })

    it('is read from the beginning by the next process, when one ends in the middle', async () => {
      const [first, second] = [
        said('ana', 'one lamp', inChannel('lobby'), true),
        said('ana', 'a hose', inChannel('lobby'), true),
      ]
      away(hours(1))
      const whole = desk.chat.catchUp
      desk.chat.catchUp = async (watch, hand) => {
        await hand(first)
        void desk.catchUp.stop()
        await hand(second)
        return { places: 0, closed: watch.places.map(({ place }) => ({ place, why: 'never' })) }
      }
      await desk.catchUp.pass()
      expect(await desk.rows('record')).to.equal(1)

      desk.chat.catchUp = whole
      desk.chat.missed = [first, second]
      desk.catchUp.start()
      await desk.catchUp.pass()

      expect(await desk.rows('record')).to.equal(2)
      expect(desk.chat.late).to.have.lengthOf(2)
    })

    it('tells the platform what it knows: open threads, channels, and words that may have changed', async () => {
      await desk.as('emily').types(report, 'terrace')
      await desk.relayed()
      await desk.as('emily').says('hurry', 'INC-1')
      away(hours(1))

      await desk.catchUp.pass()

      const [watch] = desk.chat.read
      const places = watch?.places.map(({ place }) => `${place.channel}${place.thread ? '/thread' : ''}`)
      expect(places).to.include.members(['reception', 'terrace', 'reception/thread'])
      const remarks = watch?.places.flatMap((place) => place.remarks) ?? []
      expect(remarks.map(({ text, account: { user } }) => [user, text])).to.deep.equal([['emily', 'hurry']])
    })

    it('is told to an administrator when a channel of a route was archived meanwhile', async () => {
      desk.chat.missed = [
        {
          ...happening('desk', 'archived', inChannel('reception')),
          kind: 'place',
          change: 'archived',
          name: 'reception',
        },
      ]
      away(minutes(5))

      await desk.catchUp.pass()
      await desk.relayed()

      expect(told('chat:inn/reception is archived')).to.have.lengthOf(1)
      expect(told('channels changed: 1')).to.have.lengthOf(1)
    })

    it('is not told when only a thread was put away: the channel that it is in goes on', async () => {
      const place = { ...inChannel('reception'), thread: 'm1' }
      desk.chat.missed = [
        { ...happening('desk', 'put away', place), kind: 'place', change: 'archived', name: 'INC-1 The lift' },
      ]
      away(minutes(5))

      await desk.catchUp.pass()
      await desk.relayed()

      expect(told('is archived')).to.deep.equal([])
    })

    it('takes back what a reaction made shortly before, when the reaction is gone', async () => {
      const lamp = await desk.as('emily').says('the lamp is dark', 'lobby')
      await desk.as('ana').reacts(lamp.message)
      away(hours(1))
      const { address } = lamp.message
      desk.chat.catchUp = async ({ marks, since }, hand) => {
        for (const { emoji, message, account: who } of marks)
          await hand({
            ...happening(who.user, 'gone', inChannel('lobby')),
            kind: 'unreacted',
            emoji,
            message: message as Address,
            notBefore: since.toISOString(),
          })
        expect(marks.map(({ message }) => message.message)).to.deep.equal([address.message])
        return { places: 0, closed: [] }
      }

      await desk.catchUp.pass()

      expect((await desk.record('INC-1')).state).to.equal('cancelled')
    })

    it('answers a question that came before the gap no second time', async () => {
      const question = said('ana', 'mine', inChannel('lobby'), true)
      await desk.house.handle(question)
      desk.clock.forward(1_000)
      desk.chat.missed = [question]
      await desk.catchUp.pass()
      away(hours(1))

      await desk.catchUp.pass()

      expect(desk.chat.late).to.deep.equal([])
    })
  })
}
