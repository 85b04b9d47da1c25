import { expect } from 'chai'
import { clockTable } from '../../src/sla/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { promisingInn } from '../builders/promises.js'
import { dialects } from '../builders/store.js'

for (const dialect of dialects) {
  describe(`What is said of promises on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      // Monday, 10:00 in Zürich.
      desk = await openDesk({ dialect, at: '2031-03-03T09:00:00Z', file: promisingInn() })
    })
    afterEach(async () => {
      const { faults } = desk
      await desk.close()
      expect(faults).to.deep.equal([])
    })

    const report = async (what: string): Promise<string> => {
      await desk.as('emily').types(`/incident report ${what} work:hampered affects:me service:bathrooms`)
      const [row] = await desk.store.read.rows<{ number: string }>(
        'SELECT "number" FROM "record" ORDER BY "id" DESC LIMIT 1',
      )
      return row?.number ?? ''
    }
    const sweep = async (at: string): Promise<void> => {
      desk.clock.to(at)
      await desk.run('sla-sweep')
      await desk.relayed()
    }
    const told = async (number: string, metric: string) =>
      (await desk.history(number)).filter(
        ({ kind, data }) => (kind === 'warned' || kind === 'breached') && data.metric === metric,
      )

    it('is how much of a target is used now, not when the record last changed', async () => {
      const number = await report('a tile is loose')
      desk.clock.to('2031-03-03T13:00:00Z')

      expect((await desk.as('ana').types(`/sla show ${number}`)).text).to.include('4 h of 8 h')
    })

    it('has dates as the language of the reader writes them', async () => {
      const number = await report('a tile is loose')

      expect((await desk.as('ana').types(`/sla explain ${number}`)).text).to.include('Mon 3 Mar 2031')
      expect((await desk.as('mads').types(`/sla explain ${number}`)).text).to.include('man. 3. mar')
    })

    it('is not that the desk was down when somebody had the warnings wait', async () => {
      const number = await report('a tile is loose')
      desk.clock.to('2031-03-03T12:50:00Z')
      await desk.as('ana').types(`/sla snooze ${number} 30m`)
      await sweep('2031-03-03T13:20:01Z')

      expect((await told(number, 'response')).map(({ data }) => [data.percent, data.late])).to.deep.equal([
        [50, undefined],
      ])
    })

    it('is not that the desk was down when a new calendar made it late', async () => {
      await desk.apply(promisingInn().replace("mon: ['08:00-18:00']", "mon: ['08:00-11:00']"))
      const number = await report('a tile is loose')
      await sweep('2031-03-03T16:00:00Z')
      await desk.apply(promisingInn())
      await sweep('2031-03-03T16:00:01Z')

      const said = (await told(number, 'response')).map(({ data }) => [data.percent, data.late, data.attached])
      expect(said).to.deep.equal([[75, undefined, true]])
    })

    it('is when it will be due once a longer target has made it whole', async () => {
      const number = await report('a tile is loose')
      await desk.as('seraina').types(`/incident priority ${number} 1 the whole floor has none`)
      await sweep('2031-03-03T10:00:02Z')
      await desk.as('seraina').types(`/incident priority ${number} 4 only one tile`)

      const { text } = await desk.as('ana').types(`/sla show ${number}`)
      expect(text).to.include('Resolution: by').and.not.include('Resolution: was due')
    })

    it('is nothing while it waits, when a new priority breaks it then; and that it was so already when it goes on', async () => {
      const number = await report('a tile is loose')
      await desk.as('ana').types(`/incident take ${number}`)
      desk.clock.to('2031-03-03T12:00:00Z')
      await desk.as('ana').types(`/incident wait ${number} awaiting_user which tile`)
      desk.clock.to('2031-03-03T12:30:00Z')
      await desk.as('seraina').types(`/incident priority ${number} 1 the whole floor has none`)
      const waiting = await told(number, 'resolution')
      await desk.as('ana').types(`/incident resume ${number}`)
      await sweep('2031-03-03T12:30:05Z')

      expect(waiting).to.deep.equal([])
      expect((await told(number, 'resolution')).map(({ kind, data }) => [kind, data.attached])).to.deep.equal([
        ['breached', true],
      ])
      const { id } = await desk.record(number)
      expect((await desk.store.read.one(clockTable, { record: id, key: 'sla/resolution/1' }))?.state).to.equal(
        'running',
      )
    })
  })
}
