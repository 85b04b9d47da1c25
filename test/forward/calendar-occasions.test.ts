import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { dialects } from '../builders/store.js'
import { plan } from './planned.js'
import { innOfChanges } from './schedule.js'

for (const dialect of dialects) {
  describe(`changes among the events of a server (${dialect})`, () => {
    let desk: DeskUnderTest
    const opened = async (changes: string) => {
      desk = await openDesk({ dialect, at: '2031-03-03T09:00:00Z', file: innOfChanges({ changes }) })
      return desk
    }
    afterEach(() => desk.close())
    const ahead = (workspace: string) => desk.chat.ahead.get(workspace)

    it('are those that are scheduled, with what is to be known of them', async () => {
      await opened('{events: chat:inn}')
      await plan(desk.store, 'CHG-1', '2031-03-04T10:00Z', 2, {
        services: ['heating'],
        risk: 'high',
        conflicts: ['item:7'],
      })
      await plan(desk.store, 'CHG-2', '2031-03-05T10:00Z', 2, { firm: false, state: 'requested' })
      await plan(desk.store, 'CHG-3', '2031-03-02T10:00Z', 2)
      await desk.run('change-events')

      expect(ahead('inn')).to.deep.equal([
        {
          key: 'CHG-1',
          name: 'CHG-1 New router',
          description: 'Heating\nhigh risk\nscheduled',
          place: 'Heating',
          from: new Date('2031-03-04T10:00Z'),
          to: new Date('2031-03-04T12:00Z'),
        },
      ])
    })

    it('are never private ones', async () => {
      await opened('{events: chat:inn}')
      await plan(desk.store, 'CHG-1', '2031-03-04T10:00Z', 2, { private: true, title: 'Secret' })
      await desk.run('change-events')

      expect(ahead('inn')).to.deep.equal([])
    })

    it('are told nowhere unless the desk file says where', async () => {
      await opened('{}')
      await plan(desk.store, 'CHG-1', '2031-03-04T10:00Z', 2)
      await desk.run('change-events')

      expect(ahead('inn')).to.equal(undefined)
    })

    it('are told in every server, also when one of them fails', async () => {
      await opened('{events: [chat:broken, nowhere:inn, chat:inn]}')
      await plan(desk.store, 'CHG-1', '2031-03-04T10:00Z', 2)
      const keep = desk.chat.keepOccasions.bind(desk.chat)
      desk.chat.keepOccasions = async (workspace, occasions) => {
        if (workspace === 'broken') throw new Error('the desk may not')
        return keep(workspace, occasions)
      }
      const failed = await desk.run('change-events').catch((error: unknown) => String(error))

      expect(ahead('inn')).to.have.lengthOf(1)
      expect(failed).to.include('the desk may not')
    })
  })
}
