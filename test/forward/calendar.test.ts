import { expect } from 'chai'
import { entriesIn } from '../../src/forward/calendar-entries.js'
import { dropBooking } from '../../src/forward/index.js'
import type { Caller } from '../../src/people/index.js'
import { manualClock } from '../builders/clock.js'
import { dialects, openTestStore, type TestStore } from '../builders/store.js'
import { becomes, plan } from './planned.js'
import { innOfChanges, organisationOf } from './schedule.js'

const viewer = (id: string): Caller => ({
  person: { id, name: id, active: true, listed: true },
  account: { platform: 'chat', workspace: 'inn', user: id },
  linked: true,
  grants: [],
  teams: [],
  leads: [],
})

/** Tuesday the fourth, when the heating may be worked on, is in it. */
const march = { from: new Date('2031-03-02T23:00Z'), to: new Date('2031-03-09T23:00Z') }

for (const dialect of dialects) {
  describe(`what stands in the calendar of changes (${dialect})`, () => {
    const boards = `{cab: {name: {en: CAB, da: Udvalg}, members: [ana], meets: {rule: FREQ=WEEKLY;BYDAY=WE, at: '10:00'}}}`
    const organisation = organisationOf(innOfChanges({ boards }))
    const clock = manualClock()
    let store: TestStore
    beforeEach(async () => {
      clock.to('2031-01-06T09:00:00Z')
      store = await openTestStore(dialect, clock)
    })
    afterEach(() => store.close())

    const told = async ({
      span = march,
      service,
      as = 'ana',
      now = '2031-03-01T09:00Z',
    }: {
      span?: typeof march
      service?: string
      as?: string
      now?: string
    } = {}) => {
      const looking = {
        reader: store.read,
        organisation,
        viewer: viewer(as),
        now: new Date(now),
      }
      const entries = await entriesIn(looking, span, service)
      return entries.map(({ kind, change, name, services, from }) =>
        [
          from.toISOString().slice(5, 16),
          kind,
          change?.number ?? name?.en ?? '–',
          services.join('+'),
          change?.clash ? 'clash' : '',
        ]
          .filter(Boolean)
          .join(' '),
      )
    }

    it('is every change whose window touches it, with maintenance windows and meetings', async () => {
      await plan(store, 'CHG-1', '2031-03-02T20:00Z', 6, { services: ['heating'] })
      await plan(store, 'CHG-2', '2031-03-09T22:30Z', 6, { items: ['heating'] })
      await plan(store, 'CHG-3', '2031-03-01T20:00Z', 2)

      expect(await told()).to.deep.equal([
        '03-02T20:00 change CHG-1 heating',
        '03-09T22:30 change CHG-2 heating',
        '03-04T01:00 maintenance – heating',
        '03-04T04:00 maintenance – heating',
        '03-05T09:00 meeting CAB',
      ])
    })

    it('has the freezes, those of everything also in a service’s own calendar', async () => {
      const span = { from: new Date('2031-02-10T00:00Z'), to: new Date('2031-02-11T00:00Z') }

      expect(await told({ span })).to.deep.equal(['02-01T17:00 freeze Ski championship'])
      expect(await told({ span, service: 'bathrooms' })).to.deep.equal(['02-01T17:00 freeze Ski championship'])
    })

    it('is of one service alone when that is asked for', async () => {
      await plan(store, 'CHG-1', '2031-03-04T10:00Z', 2, { services: ['heating'] })
      await plan(store, 'CHG-2', '2031-03-04T10:00Z', 2, { services: ['bathrooms'] })
      await plan(store, 'CHG-3', '2031-03-04T10:00Z', 2, { services: ['bathrooms'], private: true })

      expect(await told({ service: 'bathrooms' })).to.deep.equal(['03-04T10:00 change CHG-2 bathrooms'])
    })

    it('tells of private changes of others only when they are', async () => {
      await plan(store, 'CHG-1', '2031-03-04T10:00Z', 2, {
        private: true,
        title: 'Secret',
        services: ['bathrooms'],
        risk: 'high',
        conflicts: ['item:7'],
      })

      expect((await told())[0]).to.equal('03-04T10:00 change –')
      expect((await told({ as: 'marco' }))[0]).to.equal('03-04T10:00 change CHG-1 bathrooms clash')
    })

    it('marks what something stands against, not what is allowed or only wanted by others', async () => {
      await plan(store, 'CHG-1', '2031-03-04T10:00Z', 2, {
        conflicts: ['freeze:christmas!', 'item:7?'],
      })
      await plan(store, 'CHG-2', '2031-03-04T10:00Z', 2, { conflicts: ['freeze:x'] })

      expect((await told()).slice(0, 2)).to.deep.equal(['03-04T10:00 change CHG-1', '03-04T10:00 change CHG-2 clash'])
    })

    it('keeps what was done, and loses what was withdrawn', async () => {
      const ids = [1, 2, 3, 4].map((n) =>
        plan(store, `CHG-${n}`, `2031-03-04T1${n}:00Z`, 2, { services: ['bathrooms'] }),
      )
      for (const [n, state] of ['closed', 'cancelled', 'failed', 'rejected'].entries()) {
        const id = (await ids[n]) ?? 0
        clock.to('2031-03-05T09:00:00Z')
        await becomes(store, id, state)
        await store.work({ kind: 'operator' }, (work) => dropBooking(work, id))
      }

      const asked = { now: '2031-03-06T09:00Z', service: 'bathrooms' }
      expect(await told(asked)).to.deep.equal([
        '03-04T11:00 change CHG-1 bathrooms',
        '03-04T13:00 change CHG-3 bathrooms',
      ])
    })
  })
}
