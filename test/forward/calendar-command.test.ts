import { expect } from 'chai'
import ICAL from 'ical.js'
import { changesBehind } from '../../src/forward/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { dialects } from '../builders/store.js'
import { plan } from './planned.js'
import { innOfChanges } from './schedule.js'

for (const dialect of dialects) {
  describe(`the calendar of changes at the desk (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, at: '2031-03-03T09:00:00Z', file: innOfChanges() })
      await plan(desk.store, 'CHG-101', '2031-03-04T10:00Z', 2, {
        services: ['heating'],
        risk: 'high',
        title: 'New boiler',
      })
      await plan(desk.store, 'CHG-102', '2031-03-12T10:00Z', 2, { private: true, title: 'Secret' })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    it('shows this week, and the next one at a press', async () => {
      const week = await desk.as('ana').types('/change calendar')
      expect(week.text)
        .to.include('Changes in week 10, 3 Mar – 9 Mar 2031')
        .and.include('11:00–13:00 ● CHG-101 New boiler')

      const next = await desk.as('ana').presses(week, 'Later')
      expect(next.text).to.include('week 11').and.include('11:00–13:00 ▫ Private change')
      expect(next.text).to.not.match(/Secret|CHG-102/)
    })

    it('shows the month of a day, in Danish too', async () => {
      const month = await desk.as('mads').types('/change calendar span:måned from:2031-03-20')

      expect(month.text)
        .to.include('Ændringer i marts 2031')
        .and.include('Tirs. 4. mar. · 1 ændring · ● 1 × høj risiko')
    })

    it('is of a service alone', async () => {
      expect((await desk.as('ana').types('/change calendar service:bathrooms')).text).to.include('Nothing is planned')
      expect((await desk.as('ana').types('/change calendar service:heating')).text).to.include('CHG-101')
    })

    it('is subscribed to by those whom the organisation knows', async () => {
      const refused = await desk.as('a stranger').types('/change feed')
      expect(refused.text).to.include('does not know who you are').and.not.match(/\.ics/)
      expect((await desk.as('freja').types('/change feed')).text).to.match(/\.ics/)
    })

    it('gives an address to subscribe to it, and another one when that is asked for', async () => {
      const week = await desk.as('ana').types('/change calendar service:heating')
      const feed = await desk.as('ana').presses(week, 'Subscribe')
      const tokenIn = (text: string): string => /\/calendar\/([\w-]+)\.ics/.exec(text)?.[1] ?? ''
      const token = tokenIn(feed.text)

      const file = (await changesBehind(desk.parts, token, desk.clock.now())) ?? ''
      const [event] = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent')
      expect(event && new ICAL.Event(event).summary).to.equal('CHG-101 New boiler')
      expect(event && new ICAL.Event(event).description).to.equal('Heating\nhigh risk\nscheduled')

      const renewed = await desk.as('ana').presses(feed, 'Give me a new address')
      expect(tokenIn(renewed.text)).to.not.equal(token)
      expect(await changesBehind(desk.parts, token, desk.clock.now())).to.equal(undefined)
    })

    it('has a change as soon as it has a window, marks what stands in its way, and loses it when it is cancelled', async () => {
      const calendar = async () => (await desk.as('ana').types('/change calendar from:2031-02-05')).text
      desk.clock.to('2031-01-20T09:00:00Z')
      const proposed = await desk
        .as('marco')
        .types('/change propose a better pump service:bathrooms from:"2031-02-05 10:00" to:"2031-02-05 12:00"')
      const [number = ''] = /CHG-\d+/.exec(proposed.text) ?? []

      expect(await calendar())
        .to.include(`10:00–12:00 ▫ ${number} a better pump ⚠`)
        .and.include('❄ Freeze: Ski championship')

      await desk.as('marco').types(`/change cancel ${number} "no money"`)
      expect(await calendar()).to.not.include('better pump')
    })
  })
}
