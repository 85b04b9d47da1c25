import { expect } from 'chai'
import ICAL from 'ical.js'
import type { Card } from '../../src/chat/card.js'
import { changeFeed, changesBehind, dropBooking, keepBooking } from '../../src/forward/index.js'
import { calendarVoices } from '../builders/calendar.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { readStrictly } from '../builders/icalendar.js'
import { dialects } from '../builders/store.js'
import { becomes, plan } from './planned.js'
import { innOfChanges } from './schedule.js'

for (const dialect of dialects) {
  describe(`a calendar of changes to subscribe to (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, at: '2031-03-03T09:00:00Z', file: innOfChanges() })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const tokenIn = (card: Card): string => /\/calendar\/([*\w-]+)\.ics/.exec(JSON.stringify(card))?.[1] ?? ''
    const tokenOf = async (person: string, service?: string, renew = false) => {
      const about = { ids: desk.parts.ids, organisation: desk.desks.current(), pagesAt: 'https://desk.example' }
      const voice = calendarVoices.in('en')
      return tokenIn(
        await desk.store.work({ kind: 'operator' }, (work) =>
          changeFeed(work, about, { person, service, renew }, voice),
        ),
      )
    }
    const behind = (token: string) =>
      changesBehind({ ...desk.parts, voices: calendarVoices, pagesAt: 'https://desk.example' }, token, desk.clock.now())
    const eventsOf = async (token: string) => readStrictly((await behind(token)) ?? '')
    const summaries = async (token: string) => (await eventsOf(token)).map((event) => event.get('SUMMARY'))

    it('tells of every change: what, when, and whether it is decided', async () => {
      await plan(desk.store, 'CHG-1', '2031-03-04T10:00Z', 2, { services: ['heating'], risk: 'high' })
      await plan(desk.store, 'CHG-2', '2031-03-05T10:00Z', 2, { firm: false, state: 'requested' })

      const [first, second] = await eventsOf(await tokenOf('ana'))
      expect(first?.get('SUMMARY')).to.equal('CHG-1 New router')
      expect(first?.get('DESCRIPTION')).to.equal('Heating\nhigh risk\nscheduled')
      expect(first?.get('URL')).to.equal('https://desk.example/r/CHG-1')
      expect([first?.get('DTSTART'), first?.get('DTEND')]).to.deep.equal(['20310304T100000Z', '20310304T120000Z'])
      expect([first, second].map((event) => [event?.get('STATUS'), event?.get('TRANSP')])).to.deep.equal([
        ['CONFIRMED', 'OPAQUE'],
        ['TENTATIVE', 'TRANSPARENT'],
      ])
    })

    it('is of one service alone when that is asked for, with the freezes of everything', async () => {
      desk.clock.to('2031-01-20T09:00:00Z')
      await plan(desk.store, 'CHG-1', '2031-03-04T10:00Z', 2, { services: ['heating'] })
      await plan(desk.store, 'CHG-2', '2031-03-05T10:00Z', 2, { services: ['bathrooms'] })
      await plan(desk.store, 'CHG-3', '2031-03-06T10:00Z', 2, { services: ['bathrooms'], private: true })

      const token = await tokenOf('ana', 'bathrooms')
      expect(await summaries(token)).to.deep.equal([
        'CHG-2 New router',
        '❄ Freeze: Ski championship',
        '❄ Freeze: Christmas',
      ])
      expect(await behind(token)).to.include('X-WR-CALNAME:Changes: Bathrooms')
    })

    it('tells only the times of private changes, even to those who may see them', async () => {
      await plan(desk.store, 'CHG-1', '2031-03-04T10:00Z', 2, {
        private: true,
        title: 'Secret',
        requester: 'ana',
        risk: 'high',
        services: ['heating'],
        conflicts: ['item:7'],
      })

      const token = await tokenOf('ana')
      const [only] = await eventsOf(token)
      expect(only?.get('SUMMARY')).to.equal('Private change')
      expect(only?.get('DTSTART')).to.equal('20310304T100000Z')
      expect(await behind(token)).to.not.match(/Secret|CHG-1|Heating|risk|scheduled|desk\.example/)
    })

    it('keeps the id of a change, and tells programs that it has changed', async () => {
      const id = await plan(desk.store, 'CHG-1', '2031-03-04T10:00Z', 2)
      const token = await tokenOf('ana')
      const [before] = await eventsOf(token)

      desk.clock.to('2031-03-03T10:00:00Z')
      await becomes(desk.store, id, 'scheduled', 'Newer router')
      await desk.store.work({ kind: 'operator' }, (work) =>
        keepBooking(work, {
          record: id,
          from: new Date('2031-03-07T10:00Z'),
          to: new Date('2031-03-07T11:00Z'),
          firm: true,
          items: [],
          services: [],
        }),
      )

      const [after] = await eventsOf(token)
      expect(after?.get('UID')).to.equal(before?.get('UID'))
      expect(Number(after?.get('SEQUENCE'))).to.be.above(Number(before?.get('SEQUENCE')))
      expect([before, after].map((event) => event?.get('LAST-MODIFIED'))).to.deep.equal([
        '20310303T090000Z',
        '20310303T100000Z',
      ])
      expect([after?.get('SUMMARY'), after?.get('DTSTART')]).to.deep.equal(['CHG-1 Newer router', '20310307T100000Z'])
    })

    it('cancels what will not be made, and keeps what was', async () => {
      const ids = [
        await plan(desk.store, 'CHG-1', '2031-03-04T10:00Z', 2),
        await plan(desk.store, 'CHG-2', '2031-03-03T07:00Z', 1),
      ]
      const token = await tokenOf('ana')
      const before = (await eventsOf(token)).map((event) => event.get('UID'))

      for (const [n, state] of ['cancelled', 'implemented'].entries()) {
        await becomes(desk.store, ids[n] ?? 0, state)
        await desk.store.work({ kind: 'operator' }, (work) => dropBooking(work, ids[n] ?? 0))
      }

      const events = await eventsOf(token)
      expect(events.map((event) => event.get('UID'))).to.deep.equal(before)
      expect(events.slice(0, 2).map((event) => event.get('STATUS'))).to.deep.equal(['CANCELLED', 'CONFIRMED'])
    })

    it('is read by a library as what it says', async () => {
      await plan(desk.store, 'CHG-1', '2031-03-04T10:00Z', 2, { title: 'Router; cellar, "left" \\ Ærø' })

      const calendar = new ICAL.Component(ICAL.parse((await behind(await tokenOf('mads'))) ?? ''))
      const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!)
      expect(event.summary).to.equal('CHG-1 Router; cellar, "left" \\ Ærø')
      expect(event.startDate.toJSDate().toISOString()).to.equal('2031-03-04T10:00:00.000Z')
      expect(calendar.getFirstPropertyValue('x-wr-calname')).to.equal('Ændringer hos Small Inn')
    })

    it('is at the same address each time, at another one when that is asked for, and apart from shifts', async () => {
      const token = await tokenOf('ana')
      expect(await tokenOf('ana')).to.equal(token)
      expect(await tokenOf('ana', 'heating')).to.not.equal(token)
      expect(await tokenOf('mads')).to.not.equal(token)

      const renewed = await tokenOf('ana', undefined, true)
      expect([renewed === token, await behind(token)]).to.deep.equal([false, undefined])
      expect(await behind(renewed)).to.include('BEGIN:VCALENDAR')
    })

    it('leaves its secret out of the audit trail, which tells that there is one', async () => {
      const secret = (await tokenOf('ana', 'heating')).split('-')[1] ?? ''
      await tokenOf('ana', undefined, true)

      const rows = await desk.store.read.rows<{ kind: string; data: string }>(
        `SELECT "kind", "data" FROM "audit" WHERE "kind" LIKE 'change.feed%' ORDER BY "seq"`,
      )
      expect(rows.map(({ kind, data }) => [kind, JSON.parse(data)])).to.deep.equal([
        ['change.feed_made', { service: 'heating' }],
        ['change.feed_made', { service: '' }],
      ])
      expect(JSON.stringify(rows)).to.not.include(secret)
    })

    it('is not there for a wrong word, for a service that is gone, and for whoever has left', async () => {
      const [all, bathrooms] = [await tokenOf('ana'), await tokenOf('emily', 'bathrooms')]
      for (const wrong of ['', 'x', all.slice(0, -1), `${all}x`]) expect(await behind(wrong), wrong).to.equal(undefined)
      expect(await behind(bathrooms)).to.include('BEGIN:VCALENDAR')

      const people = `
  mads: {name: Mads Kjeldsen}
  emily: {name: Emily Carter}
  ursina: {name: Ursina Caduff}`
      const teams = '{reception: {name: R, members: [mads]}}'
      await desk.apply(innOfChanges({ people, teams, services: '{}', freezes: '{}', roles: '[]' }))
      expect([await behind(all), await behind(bathrooms)]).to.deep.equal([undefined, undefined])
    })
  })
}
