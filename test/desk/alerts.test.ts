import { expect } from 'chai'
import { auditPromises, breach, tellMorning } from '../../src/desk/index.js'
import { audit } from '../../src/practices/incident/index.js'
import { recordTable } from '../../src/records/index.js'
import { clockTable } from '../../src/sla/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { cardText } from '../builders/person-at-desk.js'
import { promisingInn, reportAt, sweepAt } from '../builders/promises.js'
import { dialects } from '../builders/store.js'

for (const dialect of dialects) {
  describe(`Alerts on ${dialect}`, () => {
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

    const report = (what: string, more?: string): Promise<string> => reportAt(desk, what, more)
    const sweep = (at?: string): Promise<void> => sweepAt(desk, at)
    const kinds = async (number: string): Promise<readonly string[]> =>
      (await desk.history(number)).map(({ kind }) => kind)
    const urgent = 'work:stopped affects:many service:bathrooms'

    it('remind of a broken P1 until somebody acknowledges', async () => {
      await open()
      const number = await report('no water at all', urgent)
      for (const time of ['10:00:01', '10:30', '11:00:02', '11:30', '12:00:03'])
        await sweep(`2031-03-03T${time.length === 5 ? `${time}:00` : time}Z`)
      const before = (await kinds(number)).filter((kind) => kind === 'reminded').length

      await desk.as('ana').types(`/sla ack ${number}`)
      await sweep('2031-03-03T15:00:00Z')

      expect(before).to.equal(4)
      expect((await kinds(number)).filter((kind) => kind === 'reminded')).to.have.lengthOf(before)
    })

    it('go on about the other clocks of a record when one of them is acknowledged', async () => {
      await open()
      const number = await report('no water at all', urgent)
      await sweep('2031-03-03T09:15:01Z')
      const told = async (metric: string) =>
        (await desk.history(number)).filter(({ kind, data }) => kind === 'reminded' && data.metric === metric)
      expect((await desk.as('ana').types(`/sla ack ${number} reply`)).text).to.include('No clock of')
      const answer = await desk.as('ana').types(`/sla ack ${number} response`)
      expect(answer.text).to.include('one promise of').and.include('Response')
      expect((await desk.as('mads').types(`/sla ack ${number} response`)).text).to.include('Ana Keller')
      for (const time of ['10:00:01', '10:30:01', '11:00:02', '11:30:02']) await sweep(`2031-03-03T${time}Z`)

      expect(await told('response')).to.deep.equal([])
      expect(await told('resolution')).to.have.lengthOf(1)
      expect((await desk.as('mads').types(`/sla ack ${number}`)).text).to.include(number)
      expect((await desk.as('ana').types(`/sla ack ${number}`)).text).to.include('looks after')
    })

    it('have a button that acknowledges the clock that they are about', async () => {
      await open()
      const number = await report('no water at all', urgent)
      await sweep('2031-03-03T09:15:01Z')
      await sweep('2031-03-03T09:31:00Z')
      const about = (words: string) =>
        desk.chat.messages.find(
          ({ card }) => cardText(card).includes(words) && JSON.stringify(card.blocks).includes('"sla ack"'),
        )
      const answer = await desk.as('ana').presses(about('Response: the promise is broken')!, 'Acknowledge')
      await desk.relayed()

      expect(answer.text).to.include('one promise of').and.include('Response')
      expect(about('Response: the promise is broken')).to.equal(undefined)
      expect(about('Resolution: 50 %')).to.not.equal(undefined)
      expect((await desk.history(number)).at(-1)).to.deep.include({ kind: 'acked_clock' })
    })

    it('cannot be put off beyond the breach of a P1, and wait where they may', async () => {
      await open()
      const p1 = await report('no water at all', urgent)
      const p4 = await report('a tile is loose')

      expect((await desk.as('ana').types(`/sla snooze ${p1} 2h`)).text).to.include('A P1 cannot be put off')
      desk.clock.to('2031-03-03T12:50:00Z')
      expect((await desk.as('ana').types(`/sla snooze ${p4} 30m`)).text).to.include('wait until')
      await sweep('2031-03-03T13:10:00Z')
      expect(await kinds(p4)).not.to.include('warned')
      await sweep('2031-03-03T13:20:01Z')
      expect(await kinds(p4)).to.include('warned')
    })

    it('are refused who does not work on the record, and without a clock that runs', async () => {
      await open()
      const number = await report('a tile is loose')

      expect((await desk.as('emily').types(`/sla ack ${number}`)).text).not.to.include('You look after')
      await desk.as('ana').types(`/incident resolve ${number} fixed glued`)
      expect((await desk.as('ana').types(`/sla ack ${number}`)).text).to.include('No clock')
      expect((await desk.as('ana').types('/sla snooze INC-999 30m')).text).to.include('INC-999')
    })

    it('call the lead when nobody took it, and hand it to another team where the agreement says so', async () => {
      await open({}, (file) =>
        file.replace(
          '{after: breach, to: service owner}',
          "{after: 3h, clock: response, when: unassigned, to: 'team:maintenance'}",
        ),
      )
      const number = await report('a tile is loose')
      await sweep('2031-03-03T12:00:01Z')

      expect((await desk.record(number)).team).to.equal('maintenance')
      expect(await kinds(number)).to.include('escalate')
    })

    it('call whoever is on call, and then the next one, until somebody acknowledges', async () => {
      await open(
        {
          rotations:
            '\n  night: {name: Night, team: reception, kind: weekly, handover: mon 08:00, starts: 2031-03-03, people: [mads, ana], after: 10m, escalation: [next person]}',
        },
        (file) =>
          file.replace(
            '{after: breach, to: service owner}',
            "{after: 5m, clock: response, when: unacknowledged, priorities: [1], to: 'rotation:night'}",
          ),
      )
      const number = await report('no water at all', urgent)
      await sweep('2031-03-03T09:05:01Z')
      const called = async () =>
        (await desk.history(number)).filter(({ kind }) => kind === 'paged').map(({ data }) => data.person)
      expect(await called()).to.deep.equal(['mads'])
      await sweep('2031-03-03T09:15:02Z')
      expect(await called()).to.deep.equal(['mads', 'ana'])

      await desk.as('mads').types(`/sla ack ${number}`)
      await sweep('2031-03-03T09:40:00Z')

      expect(await called()).to.deep.equal(['mads', 'ana'])
    })

    it('let people sleep, and wake them for a P1', async () => {
      await open({
        alerts: "{quiet: {from: '10:00', until: '14:00'}}",
        routes: '\n  - {records: all, to: chat:inn/reception, facts: card}',
      })
      const quiet = await report('a pipe hums', 'work:hampered affects:me service:heating')
      const loud = await report('the boiler is out', 'work:stopped affects:many service:heating')
      await sweep('2031-03-03T11:30:00Z')
      const told = () =>
        desk
          .directTo('marco')
          .map(({ card }) => cardText(card))
          .join('\n')
      expect(told()).to.include(loud)

      await sweep('2031-03-03T13:00:01Z')
      expect(told()).to.include(quiet)
    })

    it('are told together once a channel has heard of enough', async () => {
      await open({ alerts: '{together: 50, budget: 3}' })
      for (const thing of 'lamp tap door bed chair mirror carpet'.split(' ')) {
        await report(`${thing} damaged`)
        desk.clock.to(new Date(desk.clock.now().getTime() + 60_000).toISOString())
      }
      await desk.relayed()
      const before = desk.chat.messages.length
      for (let minute = 0; minute < 12; minute++)
        await sweep(new Date(Date.parse('2031-03-03T13:00:01Z') + minute * 60_000).toISOString())
      const one = desk.chat.messages.slice(before).filter(({ address }) => address.channel === 'reception')
      await sweep('2031-03-03T13:15:00Z')
      const all = desk.chat.messages.slice(before).filter(({ address }) => address.channel === 'reception')

      expect(one).to.have.lengthOf(3)
      expect(all).to.have.lengthOf(4)
      expect(cardText(all[3]!.card)).to.include('run out soon')
    })

    it('are summed up each morning, for each team', async () => {
      await open({
        routes: `
  - {records: all, to: chat:inn/reception, facts: all}
  - {records: all, when: {team: maintenance}, to: chat:inn/workshop, facts: all}`,
      })
      await report('no water at all', urgent)
      await report('it is freezing', 'work:stopped affects:me service:heating')
      await tellMorning(desk.parts, desk.clock.now())
      await tellMorning(desk.parts, desk.clock.now())
      await desk.relayed()

      const posts = desk.chat.messages.filter(({ card }) => cardText(card).includes('At risk today'))
      expect(posts.map(({ address }) => address.channel).sort()).to.deep.equal(['reception', 'workshop'])
      expect(cardText(posts.find(({ address }) => address.channel === 'workshop')!.card))
        .to.include('freezing')
        .and.not.include('water')
    })

    it('say that a clock was late already when it was set like this, once', async () => {
      await open()
      const number = await report('a tile is loose')
      desk.clock.to('2031-03-03T11:00:00Z')
      await desk.as('seraina').types(`/incident priority ${number} 1 the whole floor has none`)
      await desk.as('ana').types(`/incident take ${number}`)
      await sweep('2031-03-03T11:00:02Z')
      await sweep('2031-03-03T11:20:00Z')

      const told = (await desk.history(number)).filter(
        ({ kind, data }) => kind === 'breached' && data.metric === 'resolution',
      )
      expect(told.map(({ data }) => [data.attached, data.late])).to.deep.equal([[true, undefined]])
    })

    it('that were missed become an incident of the desk with itself, one at a time', async () => {
      await open()
      const number = await report('a tile is loose')
      const { id } = await desk.record(number)
      await desk.store.work({ kind: 'operator' }, (work) =>
        work.update(clockTable, { record: id }, { nextAt: undefined }),
      )
      expect(await audit(desk.parts, desk.clock.now()), 'nobody has swept for long enough').to.equal(0)
      for (const minute of [0, 1, 2, 3]) await sweep(`2031-03-10T09:0${minute}:00Z`)
      for (const _ of [1, 2]) {
        const failed = await audit(desk.parts, desk.clock.now()).then(
          () => undefined,
          (error: unknown) => error,
        )
        expect(failed).to.be.instanceOf(Error)
      }

      const own = await desk.store.read.rows<{ title: string }>('SELECT "title" FROM "record" WHERE "id" > ?', [id])
      expect(own.map(({ title }) => title)).to.deep.equal(['The timers were audited and something does not fit'])
    })

    it('go out for all others when the clocks of one record cannot be looked at', async () => {
      await open()
      const bad = await report('a tile is loose')
      const good = await report('the mirror is cracked')
      const { id } = await desk.record(bad)
      await desk.store.work({ kind: 'operator' }, (work) => work.update(recordTable, { id }, { practice: 'nonsense' }))
      desk.clock.to('2031-03-03T13:00:01Z')
      const failed = await breach(desk.parts, desk.clock.now()).then(
        () => undefined,
        (error: unknown) => error,
      )

      expect(failed).to.be.instanceOf(AggregateError)
      expect(await kinds(good)).to.include('warned')
      expect(await breach(desk.parts, desk.clock.now()), 'it rests for a while').to.equal(0)
      await desk.store.work({ kind: 'operator' }, (work) => work.update(recordTable, { id }, { practice: 'incident' }))
    })

    it('are listed as broken while their record waits, too', async () => {
      await open()
      const number = await report('a tile is loose')
      await desk.as('ana').types(`/incident take ${number}`)
      await sweep('2031-03-06T09:00:01Z')
      await desk.as('ana').types(`/incident wait ${number} awaiting_user which one?`)

      expect((await desk.as('ana').types('/sla breached')).text).to.include(number)
      expect((await desk.as('ana').types('/sla today')).text).to.include(number)
    })

    it('come from agreements whose owners hear of their dates, once', async () => {
      await open({}, (file) =>
        file.replace(
          'calendar: house\n    targets',
          'calendar: house\n    owner: seraina\n    review: 2031-03-10\n    valid: {until: 2031-03-31}\n    targets',
        ),
      )
      for (const _ of [1, 2]) {
        await tellMorning(desk.parts, desk.clock.now())
        await desk.relayed()
      }

      expect(desk.directTo('seraina').map(({ card }) => cardText(card))).to.deep.equal([
        'The agreement “Guests” is to be reviewed by 2031-03-10.',
        'The agreement “Guests” ends on 2031-03-31.',
      ])
    })

    it('are audited from the timelines, and what was missed is found', async () => {
      await open()
      const number = await report('a tile is loose')
      await sweep('2031-03-03T13:10:00Z')
      const fine = await auditPromises(desk.parts, desk.clock.now(), { behind: 0, most: 100 })
      expect([fine.missed, fine.wrong]).to.deep.equal([[], []])

      // Somebody meddles: a clock is never looked at again, another says what is not so.
      const { id } = await desk.record(number)
      await desk.store.work({ kind: 'operator' }, async (work) => {
        await work.update(clockTable, { record: id, key: 'sla/response/1' }, { nextAt: undefined })
        await work.update(clockTable, { record: id, key: 'sla/resolution/1' }, { targetMs: 1 })
      })
      desk.clock.to('2031-03-04T09:00:00Z')
      const found = await auditPromises(desk.parts, desk.clock.now(), { behind: 0, most: 100 })

      expect(found.missed.map(({ clock, what }) => `${clock} ${what}`)).to.include('sla/response/1 100')
      expect(found.wrong.map(({ clock, what }) => `${clock} ${what}`)).to.deep.equal(['sla/resolution/1 target'])
    })
  })
}
