import { expect } from 'chai'
import { type ClockRow, clockTable } from '../../src/sla/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { cardText } from '../builders/person-at-desk.js'
import { promisingInn, reportAt, sweepAt } from '../builders/promises.js'
import { dialects } from '../builders/store.js'

for (const dialect of dialects) {
  describe(`Promises on ${dialect}`, () => {
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

    const report = (what: string, more?: string): Promise<string> => reportAt(desk, what, more)
    const clock = async (number: string, key: string): Promise<ClockRow> => {
      const { id } = await desk.record(number)
      const row = await desk.store.read.one(clockTable, { record: id, key })
      if (!row) throw new Error(`${number} has no clock ${key}`)
      return row
    }
    const sweep = (at?: string): Promise<void> => sweepAt(desk, at)
    const kinds = async (number: string): Promise<readonly string[]> =>
      (await desk.history(number)).map(({ kind, data }) =>
        data.percent === undefined ? kind : `${kind} ${data.percent}`,
      )

    it('starts the clocks of the agreement when a record is raised', async () => {
      const number = await report('tap drips all night')

      const [response, resolution] = [await clock(number, 'sla/response/1'), await clock(number, 'sla/resolution/1')]
      expect(response.dueAt?.toISOString()).to.equal('2031-03-03T17:00:00.000Z')
      // Two working days: Tuesday and Thursday, for Wednesday is a holiday.
      expect(resolution.dueAt?.toISOString()).to.equal('2031-03-06T09:00:00.000Z')
    })

    it('stops the response when somebody takes it, and pauses the resolution while it waits', async () => {
      const number = await report('tap drips all night')
      desk.clock.to('2031-03-03T10:00:00Z')
      await desk.as('ana').types(`/incident take ${number}`)
      expect(await clock(number, 'sla/response/1')).to.include({ state: 'stopped', breached: false, usedMs: 3_600_000 })

      await desk.as('ana').types(`/incident wait ${number} awaiting_user which tap?`)
      expect((await clock(number, 'sla/resolution/1')).state).to.equal('paused')
      desk.clock.to('2031-03-03T12:00:00Z')
      await desk.as('ana').types(`/incident resume ${number}`)

      const resolution = await clock(number, 'sla/resolution/1')
      expect(resolution).to.include({ state: 'running', usedMs: 3_600_000, pausedMs: 7_200_000 })
      expect(resolution.dueAt?.toISOString()).to.equal('2031-03-06T11:00:00.000Z')
    })

    it('warns once a threshold, and tells the breach once', async () => {
      const number = await report('tap drips all night')
      await desk.as('ana').types(`/incident take ${number}`)
      await sweep('2031-03-03T16:59:59Z')
      expect(await kinds(number)).not.to.include('warned 50')

      await sweep('2031-03-04T09:00:00Z')
      await sweep()
      await sweep('2031-03-06T08:59:59Z')
      await sweep('2031-03-06T09:00:00Z')
      expect((await kinds(number)).filter((kind) => kind.startsWith('breached'))).to.deep.equal([])
      await sweep('2031-03-06T09:00:01Z')
      await sweep('2031-03-06T09:00:30Z')

      expect((await kinds(number)).filter((kind) => /warned|breached/.test(kind))).to.deep.equal([
        'warned 50',
        'warned 90',
        'breached 100',
      ])
      expect((await desk.as('ana').types(`/incident show ${number}`)).text).to.include('was due')
    })

    it('tells only the highest of what was missed, and that the desk was down', async () => {
      const number = await report('tap drips all night')
      await sweep('2031-03-07T08:00:00Z')

      const told = desk.chat.messages.filter(
        ({ card }) => cardText(card).includes(number) && cardText(card).includes('desk was down'),
      )
      expect(told).to.have.lengthOf.greaterThan(0)
      expect((await kinds(number)).filter((kind) => /warned|breached/.test(kind))).to.deep.equal([
        'breached 100',
        'breached 100',
      ])
    })

    it('says nothing while a record waits or is resolved', async () => {
      const number = await report('tap drips all night')
      await desk.as('ana').types(`/incident take ${number}`)
      await desk.as('ana').types(`/incident wait ${number} planned`)
      await sweep('2031-03-20T09:00:00Z')

      expect((await kinds(number)).filter((kind) => /warned|breached/.test(kind))).to.deep.equal([])
    })

    it('has a breach told that nobody saw before the record was resolved', async () => {
      const number = await report('tap drips all night')
      await desk.as('ana').types(`/incident take ${number}`)
      desk.clock.to('2031-03-06T09:00:01Z')
      await desk.as('ana').types(`/incident resolve ${number} fixed new washer`)
      await sweep()

      expect((await kinds(number)).filter((kind) => /warned|breached/.test(kind))).to.deep.equal(['breached 100'])
      expect(await clock(number, 'sla/resolution/1')).to.include({ state: 'stopped', breached: true })
    })

    it('counts a new priority from the beginning, and keeps what was used', async () => {
      const number = await report('tap drips all night')
      await desk.as('ana').types(`/incident take ${number}`)
      desk.clock.to('2031-03-03T11:00:00Z')
      await desk.as('seraina').types(`/incident priority ${number} 2 the whole floor has none`)

      const resolution = await clock(number, 'sla/resolution/1')
      expect(resolution).to.include({ targetMs: 8 * 3_600_000, usedMs: 2 * 3_600_000 })
      expect(resolution.dueAt?.toISOString()).to.equal('2031-03-03T17:00:00.000Z')
    })

    it('runs a clock for the team that holds it, and for the supplier while it is waited for', async () => {
      const number = await report('it is freezing', 'work:hampered affects:me service:heating')
      expect((await clock(number, 'ola/maintenance/resolution/1')).state).to.equal('running')
      expect((await clock(number, 'sla/resolution/1')).agreement).to.equal('warm')

      await desk.as('marco').types(`/incident take ${number}`)
      await desk.as('marco').types(`/incident wait ${number} awaiting_supplier`)
      expect((await clock(number, 'uc/boilers/resolution/1')).state).to.equal('running')
      await desk.as('marco').types(`/incident resume ${number}`)
      expect((await clock(number, 'uc/boilers/resolution/1')).state).to.equal('paused')
      await desk.as('marco').types(`/incident escalate ${number} team:reception they asked for it`)
      expect((await clock(number, 'ola/maintenance/resolution/1')).state).to.equal('stopped')
    })

    it('waits for an answer from the first unanswered message on, and internal notes are none', async () => {
      const number = await report('tap drips all night')
      await desk.as('ana').types(`/incident take ${number}`)
      await desk.relayed()
      desk.clock.to('2031-03-03T10:00:00Z')
      await desk.as('emily').says('it is getting worse', number)
      desk.clock.to('2031-03-03T10:30:00Z')
      await desk.as('emily').says('hello?', number)
      await desk.as('ana').types(`/incident note ${number} team where is the key?`)
      const reply = await clock(number, 'sla/reply/1')
      expect(reply.state).to.equal('running')
      expect(reply.dueAt?.toISOString()).to.equal('2031-03-03T12:00:00.000Z')

      await desk.as('ana').says('somebody is on the way', number)

      expect((await clock(number, 'sla/reply/1')).state).to.equal('stopped')
    })

    it('aims open records anew when a calendar changes, and leaves the targets they were raised with', async () => {
      const number = await report('tap drips all night')
      const before = (await clock(number, 'sla/resolution/1')).dueAt
      await desk.apply(
        promisingInn().replace("'2031-03-05'", "'2031-03-04', '2031-03-05'").replace('p3: 20h', 'p3: 1h'),
      )
      await sweep()

      expect(before?.toISOString()).to.equal('2031-03-06T09:00:00.000Z')
      expect((await clock(number, 'sla/resolution/1')).dueAt?.toISOString()).to.equal('2031-03-07T09:00:00.000Z')
      expect(await kinds(number)).to.include('reaimed')
    })

    it('shows guests what was promised to them, and nothing of what was agreed among ourselves', async () => {
      const number = await report('it is freezing', 'work:hampered affects:me service:heating')
      await sweep('2031-03-03T14:00:01Z')

      const guest = [
        await desk.as('emily').types(`/sla show ${number}`),
        await desk.as('emily').types(`/sla explain ${number}`),
        await desk.as('emily').types(`/sla which ${number}`),
        await desk.as('emily').types(`/incident show ${number}`),
      ].map(({ text }) => text)
      for (const text of guest) expect(text).to.not.match(/Maintenance\)|Workshop|Boiler/)
      expect(guest[0]).to.include('Warm rooms')
      expect((await desk.as('marco').types(`/sla show ${number}`)).text).to.include('Workshop')
    })

    it('closes what is resolved after three working days of silence', async () => {
      const number = await report('tap drips all night')
      await desk.as('ana').types(`/incident resolve ${number} fixed new washer`)
      // Tuesday, Thursday and Friday: Wednesday is a holiday.
      desk.clock.to('2031-03-07T08:59:00Z')
      await desk.run('incident-close-silent')
      expect((await desk.record(number)).state).to.equal('resolved')

      desk.clock.to('2031-03-07T09:00:00Z')
      await desk.run('incident-close-silent')

      expect((await desk.record(number)).state).to.equal('closed')
    })

    it('tells many at once in one message', async () => {
      const things = 'lamp tap door bed chair mirror carpet curtain fridge kettle window shelf'.split(' ')
      for (const thing of things) await report(`${thing} damaged`)
      await desk.relayed()
      const before = desk.chat.messages.length
      await sweep('2031-03-03T13:00:00Z')

      const after = desk.chat.messages.slice(before).filter(({ address }) => address.channel === 'reception')
      expect(after.map(({ card }) => cardText(card).split('\n')[0])).to.deep.equal(['12 promises run out soon'])
    })

    it('says how many of them break within the hour, and which first', async () => {
      const things = 'lamp tap door bed chair mirror'.split(' ')
      const numbers: string[] = []
      for (const thing of things) {
        numbers.push(await report(`${thing} damaged`, 'work:hampered affects:many service:bathrooms'))
        desk.clock.to(new Date(desk.clock.now().getTime() + 60_000).toISOString())
      }
      await desk.as('ana').types(`/incident take ${numbers[0]}`)
      await desk.relayed()
      const said = async (at: string): Promise<string> => {
        const before = desk.chat.messages.length
        await sweep(at)
        const here = desk.chat.messages.slice(before).find(({ address }) => address.channel === 'reception')
        return here ? cardText(here.card) : ''
      }

      const half = await said('2031-03-03T09:21:00Z')
      expect(half.split('\n')[0]).to.equal('5 promises break within the next hour')
      expect(half).to.include(`Within the next hour 5 of them break, first ${numbers[1]}, at `)
      expect(half.indexOf(numbers[1]!)).to.be.lessThan(half.indexOf(numbers[2]!))
    })

    it('counts what breaks as it is by the time that it is read', async () => {
      const numbers: string[] = []
      for (const thing of 'lamp tap door bed chair'.split(' '))
        numbers.push(await report(`${thing} damaged`, 'work:hampered affects:many service:bathrooms'))
      await desk.relayed()
      desk.clock.to('2031-03-03T09:20:00Z')
      await desk.run('sla-sweep')
      await desk.as('ana').types(`/incident take ${numbers[0]}`)
      const before = desk.chat.messages.length
      await desk.relayed()

      const told = desk.chat.messages
        .slice(before)
        .map(({ card }) => cardText(card))
        .find((text) => text.includes('run out soon'))
      expect(told).to.include(`Within the next hour 4 of them break, first ${numbers[1]}`)
    })

    it('can be acknowledged, put off and explained', async () => {
      const number = await report('tap drips all night')
      await sweep('2031-03-03T13:00:00Z')
      const warned = desk.thread(number).find(({ card }) => cardText(card).includes('50 %'))!
      const answer = await desk.as('ana').presses(warned, 'Acknowledge')
      expect(answer.text).to.include('You look after')
      await desk.relayed()
      const again = await desk.as('mads').types(`/sla ack ${number} response`)
      expect(again.text).to.include('Ana Keller')

      const explained = await desk.as('ana').types(`/sla explain ${number}`)
      expect(explained.text)
        .to.include('Europe/Zurich: Mon–Fri 08:00–18:00; Sat–Sun closed')
        .and.include('Wed 5 Mar 2031: closed, holiday')
        .and.include('20 h')
      const which = await desk.as('ana').types(`/sla which ${number}`)
      expect(which.text).to.include('other services')
    })

    it('tells for what an agreement gets its points', async () => {
      await desk.apply(
        promisingInn().replace(
          'services: heating\n    calendar',
          'customers: [emily]\n    services: heating\n    calendar',
        ),
      )
      const number = await report('it is freezing', 'work:hampered affects:me service:heating')

      expect((await desk.as('ana').types(`/sla which ${number}`)).text)
        .to.include(
          'counts: the most specific one (5 points: 4 because it names the person, 1 because it names the service).',
        )
        .and.include('(no points: it names neither the person nor their team nor the service)')
    })

    it('tells what a newer version of the agreement made of an open record', async () => {
      const number = await report('it is freezing', 'work:hampered affects:me service:heating')
      const which = async (number: string): Promise<string> => (await desk.as('ana').types(`/sla which ${number}`)).text
      expect(await which(number)).to.not.include('newer version')
      const edited = promisingInn().replace('p3: 10h, p4: 24h', 'p3: 10h, p4: 12h')
      await desk.apply(edited)
      await sweep()
      expect(await which(number)).to.include('this record keeps the one under which it was raised')

      await desk.apply(
        edited.replace('services: heating\n    calendar', 'services: heating\n    records: follow\n    calendar'),
      )
      await sweep()

      expect(await which(number)).to.include('Open records follow it: since ')
      expect(await which(number)).to.include('Resolution: 12 h instead of 24 h')
      expect((await desk.as('mads').types(`/sla which ${number}`)).text).to.include('Åbne sager følger den')
    })
  })
}

describe('Two processes, one of which has not heard of a new desk file', () => {
  it('aim anew what the other one had opened again by the old file', async () => {
    const desk = await openDesk({ dialect: 'postgres', at: '2031-03-03T09:00:00Z', file: promisingInn() })
    const other = await desk.beside()
    await other.desks.refresh()
    await sweepAt(other)
    const number = await reportAt(desk, 'tap drips all night')
    await desk.as('ana').types(`/incident resolve ${number} fixed tightened it`)
    await desk.apply(promisingInn().replace("'2031-03-05'", "'2031-03-04', '2031-03-05'"))
    await sweepAt(desk, '2031-03-03T09:01:00Z')

    await other.as('emily').types(`/incident reopen ${number} it drips still`)
    const due = async (): Promise<string | undefined> => {
      const row = await desk.store.read.one(clockTable, {
        record: (await desk.record(number)).id,
        key: 'sla/resolution/1',
      })
      return row?.dueAt?.toISOString()
    }
    expect(await due(), 'by the old hours').to.equal('2031-03-06T09:01:00.000Z')
    await other.desks.refresh()
    await sweepAt(other, '2031-03-03T09:02:00Z')

    expect(await due()).to.equal('2031-03-07T09:01:00.000Z')
    const faults = [...desk.faults, ...other.faults]
    await other.close()
    await desk.close()
    expect(faults).to.deep.equal([])
  })
})
