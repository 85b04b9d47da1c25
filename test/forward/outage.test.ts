import { expect } from 'chai'
import { plainLine } from '../../src/chat/card.js'
import { createVoices, type Language } from '../../src/chat/language.js'
import { forwardWords, monthOf, outagesByMonth, outagesOf, projectedOutages } from '../../src/forward/index.js'
import { dialects } from '../builders/store.js'
import { booking, innOfChanges, openInn, organisationOf } from './schedule.js'

const house = organisationOf(
  innOfChanges({
    calendars: `
  day: {weekly: {mon: ['08:00-18:00'], tue: ['08:00-18:00'], wed: ['08:00-18:00'], thu: ['08:00-18:00'], fri: ['08:00-18:00']}}`,
    agreements: `
  guests: {kind: sla, name: Guests, services: [heating], calendar: day, availability: 99, targets: {}}
  guild: {kind: sla, name: Guild, calendar: always, availability: 99.9, targets: {}, valid: {from: 2031-04-01}}
  heat: {kind: ola, name: Heat, team: maintenance, calendar: always, availability: 100, targets: {}}
  later: {kind: sla, name: Later, calendar: always, availability: 100, targets: {}, state: draft}`,
  }),
)
const march = monthOf(house, new Date('2031-03-10T12:00Z'))
const april = monthOf(house, new Date('2031-04-01T00:00Z'))

describe('the projected outage of a service', () => {
  it('is counted by the month of the organisation’s calendar', () => {
    expect([march.from, march.to].map((at) => at.toISOString())).to.deep.equal([
      '2031-02-28T23:00:00.000Z',
      '2031-03-31T22:00:00.000Z',
    ])
    expect(monthOf(house, new Date('2031-12-31T23:30Z')).from.toISOString()).to.equal('2031-12-31T23:00:00.000Z')
  })

  it('is the sum of what scheduled changes say, beside what the agreement’s hours leave', () => {
    const changes = [
      booking(2, '2031-03-04T09:00Z', 2, { services: ['heating'], outage: 45 }),
      booking(1, '2031-03-04T16:30Z', 3, { items: ['heating'], outage: 60 }),
      booking(3, '2031-03-05T20:00Z', 3, { services: ['heating'], outage: 90 }),
      booking(4, '2031-03-06T09:00Z', 2, { services: ['heating'], outage: 500, firm: false }),
      booking(5, '2031-04-01T09:00Z', 2, { services: ['heating'], outage: 500 }),
      booking(6, '2031-03-06T09:00Z', 2, { services: ['heating'] }),
    ]

    // 21 working days of ten hours; of the second window half an hour lies within them, of the third one nothing.
    expect(outagesOf(house, changes, march)).to.deep.equal([
      {
        service: 'heating',
        minutes: 195,
        records: [1, 2, 3],
        promise: { agreement: 'guests', allowed: 126, taken: 75, left: 51 },
      },
    ])
  })

  it('is held against the agreement that leaves least, once it is in force, and against none where none promises it', () => {
    const heat = booking(1, '2031-04-01T09:00Z', 2, { services: ['heating', 'bathrooms'], outage: 50 })

    expect(
      outagesOf(house, [heat], april).map(({ service, promise }) => [service, promise?.agreement, promise?.left]),
    ).to.deep.equal([
      ['bathrooms', 'guild', -7],
      ['heating', 'guild', -7],
    ])
    const early = booking(1, '2031-03-03T09:00Z', 2, { services: ['bathrooms'], outage: 50 })
    expect(outagesOf(house, [early], march)).to.deep.equal([{ service: 'bathrooms', minutes: 50, records: [1] }])
  })

  it('is told by month, with what the agreement leaves, in both languages', () => {
    const all = [
      booking(1, '2031-02-10T09:00Z', 2, { services: ['heating'], outage: 45 }),
      booking(2, '2031-03-04T09:00Z', 2, { services: ['heating', 'bathrooms'], outage: 45 }),
      booking(3, '2031-04-01T09:00Z', 2, { services: ['heating'], outage: 50 }),
    ]
    const said = (language: Language): readonly string[] => {
      const voice = createVoices([forwardWords]).in(language)
      return outagesByMonth(all, new Date('2031-03-10'), house, voice).map(plainLine)
    }

    expect(said('en')).to.deep.equal([
      'Bathrooms: 45 min planned in March 2031',
      'Heating: 45 min planned in March 2031; 81 of 126 min are left by “Guests”',
      '⚠ Heating: 50 min planned in April 2031, 7 min more than “Guild” leaves',
    ])
    expect(said('da')[2]).to.equal('⚠ Varme: 50 min. planlagt i april 2031, 7 min. mere end “Guild” giver plads til')
  })

  for (const dialect of dialects) {
    it(`is read from what is scheduled (${dialect})`, async () => {
      const { store, register, book } = await openInn(dialect)
      await book(booking(7, '2031-03-04T09:00Z', 2, { services: ['bathrooms'], outage: 20 }))

      expect(await projectedOutages(register, march)).to.deep.equal([
        { service: 'bathrooms', minutes: 20, records: [7] },
      ])
      await store.close()
    })
  }
})
