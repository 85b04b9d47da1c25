import { expect } from 'chai'
import { type ClockRow, clockTable, nextClockDue } from '../../src/sla/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { cardText } from '../builders/person-at-desk.js'
import { promisingInn } from '../builders/promises.js'
import { dialects } from '../builders/store.js'

for (const dialect of dialects) {
  describe(`The sweep on ${dialect}`, () => {
    let desk: DeskUnderTest
    const open = async (sections: Readonly<Record<string, string>> = {}, edit = (file: string) => file) => {
      // Monday, 10:00 in Zürich.
      desk = await openDesk({ dialect, at: '2031-03-03T09:00:00Z', file: edit(promisingInn(sections)) })
    }
    afterEach(async () => {
      const { faults } = desk
      await desk.close()
      expect(faults).to.deep.equal([])
    })

    const report = async (what: string, more: string): Promise<string> => {
      await desk.as('emily').types(`/incident report ${what} ${more} service:bathrooms`)
      const [row] = await desk.store.read.rows<{ number: string }>(
        'SELECT "number" FROM "record" ORDER BY "id" DESC LIMIT 1',
      )
      return row?.number ?? ''
    }
    const sweep = async (time: string): Promise<void> => {
      desk.clock.to(`2031-03-03T${time}Z`)
      await desk.run('sla-sweep')
      await desk.relayed()
    }
    const clock = async (number: string, key: string): Promise<ClockRow | undefined> =>
      desk.store.read.one(clockTable, { record: (await desk.record(number)).id, key })
    const count = async (number: string, kind: string): Promise<number> =>
      (await desk.history(number)).filter((entry) => entry.kind === kind).length
    const urgent = 'work:stopped affects:many'

    it('tells nothing of what waits when the clock of the machine is set back', async () => {
      await open()
      const number = await report('no water at all', urgent)
      await desk.as('ana').types(`/incident take ${number}`)
      desk.clock.to('2031-03-03T09:20:00Z')
      await desk.as('ana').types(`/incident wait ${number} awaiting_user which tap?`)
      desk.clock.to('2031-03-03T08:00:00Z')
      await desk.as('mads').types(`/incident note ${number} audience:team we look at it`)

      expect(await clock(number, 'sla/resolution/1')).to.include({ state: 'paused', usedMs: 20 * 60_000 })
      await sweep('15:00:00')
      expect([await count(number, 'warned'), await count(number, 'breached')]).to.deep.equal([0, 0])
    })

    it('is told the instant of what comes next, whichever clock it is of', async () => {
      await open()
      await report('a drop', 'work:hampered affects:me')
      await report('no water at all', urgent)
      const due = (await desk.store.read.find(clockTable, {})).flatMap(({ nextAt }) => nextAt ?? [])
      const earliest = new Date(Math.min(...due.map(Number)))

      expect(await nextClockDue(desk.store.read, desk.clock.now())).to.deep.equal(earliest)
      expect(await nextClockDue(desk.store.read, new Date('2041-03-03T09:00:00Z'))).to.equal(undefined)
    })

    it('goes on when the clock of the machine is set back to before the report', async () => {
      await open()
      const number = await report('no water at all', urgent)
      desk.clock.to('2031-03-03T07:00:00Z')
      await desk.as('ana').types(`/incident note ${number} audience:team we look at it`)

      expect(await clock(number, 'sla/resolution/1')).to.include({ state: 'running', usedMs: 0 })
      await desk.as('ana').types(`/incident resolve ${number} fixed turned it on`)
      expect((await clock(number, 'sla/resolution/1'))?.stoppedAt?.toISOString()).to.equal('2031-03-03T09:00:00.000Z')
    })

    it('tells what is raised already, also when the clock of the machine is set back', async () => {
      await open()
      const number = await report('no water at all', urgent)
      desk.clock.to('2031-03-03T10:00:01Z')
      await desk.as('ana').types(`/incident wait ${number} awaiting_user which tap?`)
      await sweep('09:30:00')

      expect(desk.chat.in('reception').some(({ key }) => key.startsWith(`${number}/alert/`))).to.equal(true)
    })

    it('takes a step of escalation to the millisecond', async () => {
      await open({}, (file) =>
        file.replace('{after: breach, to: service owner}', '{after: 7m, clock: response, to: team lead}'),
      )
      const number = await report('no water at all', urgent)
      await sweep('09:06:59.999')
      expect(await count(number, 'called')).to.equal(0)
      await sweep('09:07:00.000')

      expect(await count(number, 'called')).to.equal(1)
    })

    it('reminds nobody while somebody looks after it who does not hold it, until it is handed on', async () => {
      await open()
      const number = await report('no water at all', urgent)
      await desk.as('ana').types(`/incident take ${number}`)
      await sweep('10:30:00')
      await desk.as('mads').types(`/sla ack ${number}`)
      await sweep('11:30:00')
      await sweep('12:30:00')
      expect(await count(number, 'reminded')).to.equal(0)

      await desk.as('ana').types(`/incident assign ${number} @marco`)
      await sweep('13:30:00')

      expect(await count(number, 'reminded')).to.equal(1)
    })

    it('goes on by the hours that are in force when a record is reopened', async () => {
      await open()
      const number = await report('a tile is loose', 'work:hampered affects:me')
      await desk.as('ana').types(`/incident resolve ${number} fixed glued`)
      await desk.apply(promisingInn().replace("holidays: ['2031-03-05']", "holidays: ['2031-03-04', '2031-03-05']"))
      await sweep('09:30:00')
      await desk.as('ana').types(`/incident reopen ${number} loose again`)

      // Two working days: Thursday and Friday, for Tuesday and Wednesday are holidays; without the half hour.
      expect((await clock(number, 'sla/resolution/1'))?.dueAt?.toISOString()).to.equal('2031-03-07T09:30:00.000Z')
    })

    it('reminds nobody of what a longer target has made whole', async () => {
      const follow = (file: string): string => file.replace('kind: sla', 'kind: sla\n    records: follow')
      await open({}, follow)
      const number = await report('no water at all', urgent)
      await sweep('10:00:01')
      const before = await count(number, 'breached')
      await desk.apply(follow(promisingInn()).replace(/p1: \d+[hm]/g, 'p1: 100h'))
      await sweep('11:30:00')
      await sweep('12:30:00')

      expect(before).to.be.greaterThan(0)
      expect(await count(number, 'reminded')).to.equal(0)
    })

    it('tells a channel that has heard of enough the others at the end of the quarter, and none of them twice', async () => {
      await open({ alerts: '{budget: 1, together: 100}' })
      const numbers: string[] = []
      for (const what of ['no water', 'no light', 'no heat']) {
        numbers.push(await report(what, 'work:stopped affects:team'))
        desk.clock.forward(60_000)
      }
      for (const time of ['09:30:01', '09:31:01', '09:32:01', '09:45:00', '09:46:00']) await sweep(time)

      const lists = desk.chat.in('reception').filter(({ key }) => key.startsWith('alerts/'))
      const told = desk.chat.in('reception').filter(({ key }) => /\/(alert|entry)\//.test(key))
      const listed = lists.map(({ card }) => cardText(card)).join('\n')
      const first = numbers.filter((number) => told.some(({ key }) => key.startsWith(`${number}/alert`)))
      for (const number of numbers) expect(first.includes(number) || listed.includes(number), number).to.equal(true)
      expect(lists).to.have.lengthOf(1)
      expect(first.filter((number) => listed.includes(number))).to.deep.equal([])
    })
  })
}
