import { expect } from 'chai'
import ICAL from 'ical.js'
import { calendarBehind } from '../../src/desk/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { readStrictly } from '../builders/icalendar.js'
import { inn } from '../builders/inn.js'
import { dialects } from '../builders/store.js'

const rotations = `
  night: {name: {en: Night duty, da: "Nattevagt, kælder; a"}, team: reception, kind: weekly, zone: Europe/Zurich, starts: 2031-03-03, people: [ana, mads]}
  cellar: {name: Cellar, team: maintenance, kind: daily, zone: UTC, people: [marco]}`

for (const dialect of dialects) {
  describe(`a calendar of shifts (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, at: '2031-03-04T09:00:00Z', file: inn({ rotations }) })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const tokenIn = (text: string): string => /\/calendar\/([\w-]+)\.ics/.exec(text)?.[1] ?? ''
    const tokenOf = async (person: string, more = '') =>
      tokenIn((await desk.as(person).types(`/oncall feed${more}`)).text)
    const behind = (token: string) => calendarBehind(desk.parts, token, desk.clock.now())
    const eventsOf = async (token: string) => {
      const calendar = new ICAL.Component(ICAL.parse((await behind(token)) ?? ''))
      return calendar.getAllSubcomponents('vevent').map((component) => {
        const event = new ICAL.Event(component)
        const [from, to] = [event.startDate, event.endDate].map((time) => time.toJSDate().toISOString().slice(0, 16))
        return `${event.summary} ${from} – ${to}`
      })
    }

    it('tells one’s own shifts, at an address that one is given', async () => {
      const [first, second] = await eventsOf(await tokenOf('ana'))

      expect(first).to.equal('On call: Night duty 2031-03-03T07:00 – 2031-03-10T07:00')
      expect(second).to.equal('On call: Night duty 2031-03-17T07:00 – 2031-03-24T07:00')
    })

    it('tells everybody’s shifts of a rotation, and who stands in for whom', async () => {
      await desk.as('ana').types('/oncall cover @mads')
      await desk.relayed()
      await desk.as('mads').presses(desk.directTo('mads').at(-1)!, 'Ja, det gør jeg')

      const token = await tokenOf('emily', ' rotation:night')
      expect((await eventsOf(token)).slice(0, 3)).to.deep.equal([
        'Ana Keller: Night duty 2031-03-03T07:00 – 2031-03-04T09:00',
        'Mads Kjeldsen: Night duty 2031-03-04T09:00 – 2031-03-10T07:00',
        'Mads Kjeldsen: Night duty 2031-03-10T07:00 – 2031-03-17T07:00',
      ])
      expect(await behind(token)).to.include('DESCRIPTION:In place of Ana Keller')
    })

    it('is in the words of whose it is, and whole whatever a rotation is called', async () => {
      const [first] = await eventsOf(await tokenOf('mads'))

      expect(first).to.equal('Vagt: Nattevagt, kælder; a 2031-03-10T07:00 – 2031-03-17T07:00')
      const [read] = readStrictly((await behind(await tokenOf('mads'))) ?? '')
      expect(read?.get('SUMMARY')).to.equal('Vagt: Nattevagt, kælder; a')
    })

    it('is at the same address each time, and at another one when that is asked for', async () => {
      const token = await tokenOf('ana')
      expect(token).to.have.length.greaterThan(20)
      expect(await tokenOf('ana')).to.equal(token)
      expect(await tokenOf('mads')).to.not.equal(token)

      const renewed = await desk.as('ana').presses(await desk.as('ana').types('/oncall feed'), 'Give me a new address')
      expect(tokenIn(renewed.text)).to.not.equal(token)
      expect(await behind(token)).to.equal(undefined)
      expect(await behind(tokenIn(renewed.text))).to.include('BEGIN:VCALENDAR')
    })

    it('is not there for a wrong word, for whoever has left, and for a rotation that is gone', async () => {
      const [own, night] = [await tokenOf('ana'), await tokenOf('marco', ' rotation:night')]
      const [id] = own.split('-')
      for (const wrong of ['', 'x', own.slice(0, -1), `${id}-`, `${id}-${night.split('-')[1]}`, `${own}x`]) {
        expect(await behind(wrong), wrong).to.equal(undefined)
      }

      const people = `
  mads: {name: Mads Kjeldsen}
  marco: {name: Marco Bernasconi, accounts: [chat:inn/marco]}
  ursina: {name: Ursina Caduff}`
      const teams = '{reception: {name: R, members: [mads]}}'
      const less = { people, teams, services: '{}', roles: '[]', rotations: '' }
      await desk.apply(inn(less))
      expect(await behind(own)).to.equal(undefined)
      expect(await behind(night)).to.equal(undefined)
    })

    it('leaves its secret out of the audit trail', async () => {
      const secret = (await tokenOf('ana')).split('-')[1] ?? ''
      await tokenOf('ana', ' renew:yes')

      const rows = await desk.store.read.rows<{ kind: string; data: string }>(
        `SELECT "kind", "data" FROM "audit" WHERE "kind" LIKE 'oncall.feed%'`,
      )
      expect(rows.map(({ kind }) => kind)).to.deep.equal(['oncall.feed_made', 'oncall.feed_renewed'])
      expect(JSON.stringify(rows)).to.not.include(secret)
    })
  })
}
