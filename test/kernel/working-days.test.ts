import { expect } from 'chai'
import { addWorkingDays, parseCalendar } from '../../src/kernel/calendar.js'
import { Refusal } from '../../src/kernel/errors.js'

const office = parseCalendar({
  zone: 'Europe/Zurich',
  weekly: {
    ...Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu'].map((day) => [
        day,
        [
          ['09:00', '12:00'],
          ['13:00', '17:00'],
        ],
      ]),
    ),
    fri: [['09:00', '15:00']],
  },
  holidays: ['2027-12-24'],
  overrides: { '2027-12-31': [['10:00', '11:00']], '2027-03-27': [['09:00', '10:00']] },
})
const nights = parseCalendar({
  zone: 'Europe/Zurich',
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['22:00', '06:00']]])),
})

type Until = Parameters<typeof addWorkingDays>[3]
const later = (calendar: typeof office, start: string, days: number, until: Until = 'time of day'): string =>
  addWorkingDays(calendar, new Date(start), days, until).toISOString().replace(':00.000Z', 'Z')

describe('Working days', () => {
  it('keep the time of day', () => {
    expect(later(office, '2027-03-01T09:30Z', 0)).to.equal('2027-03-01T09:30Z')
    expect(later(office, '2027-03-01T09:30Z', 2)).to.equal('2027-03-03T09:30Z')
    expect(later(office, '2027-03-01T09:30Z', 5)).to.equal('2027-03-08T09:30Z')
  })

  it('or last until the end of the day', () => {
    expect(later(office, '2027-03-01T09:30Z', 0, 'end of day')).to.equal('2027-03-01T16:00Z')
    expect(later(office, '2027-03-01T09:30Z', 4, 'end of day')).to.equal('2027-03-05T14:00Z')
  })

  it('count from the next opening', () => {
    expect(later(office, '2027-03-01T05:00Z', 1)).to.equal('2027-03-02T08:00Z')
    expect(later(office, '2027-03-01T17:00Z', 1)).to.equal('2027-03-03T08:00Z')
    expect(later(office, '2027-03-06T09:30Z', 1, 'end of day')).to.equal('2027-03-09T16:00Z')
  })

  it('keep within the hours of a day that is shorter', () => {
    expect(later(office, '2027-03-04T15:30Z', 1)).to.equal('2027-03-05T14:00Z')
    expect(later(office, '2027-12-30T08:30Z', 1)).to.equal('2027-12-31T09:00Z')
    expect(later(office, '2027-03-05T11:30Z', 2)).to.equal('2027-03-09T12:00Z')
  })

  it('leave out holidays, and count a Saturday on which somebody works', () => {
    expect(later(office, '2027-12-23T09:30Z', 1)).to.equal('2027-12-27T09:30Z')
    expect(later(office, '2027-03-26T08:30Z', 1)).to.equal('2027-03-27T08:30Z')
  })

  it('keep what the wall clock shows when the clocks change', () => {
    expect(later(office, '2027-03-26T10:30Z', 2)).to.equal('2027-03-29T09:30Z')
    expect(later(office, '2027-10-29T09:30Z', 1)).to.equal('2027-11-01T10:30Z')
  })

  it('are the dates on which a night begins', () => {
    expect(later(nights, '2027-03-02T01:00Z', 1)).to.equal('2027-03-03T01:00Z')
    expect(later(nights, '2027-03-05T22:30Z', 1)).to.equal('2027-03-08T22:30Z')
    expect(later(nights, '2027-03-06T01:00Z', 1, 'end of day')).to.equal('2027-03-09T05:00Z')
  })

  it('move a time that the clocks skip to the moment when they do', () => {
    const always = parseCalendar({
      zone: 'Europe/Zurich',
      weekly: Object.fromEntries(
        ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
      ),
    })
    expect(later(always, '2027-03-27T01:30Z', 1)).to.equal('2027-03-28T01:00Z')
    expect(later(always, '2027-10-30T00:30Z', 1)).to.equal('2027-10-31T00:30Z')
  })

  it('leave out the day that Samoa never had', () => {
    const samoa = parseCalendar({
      zone: 'Pacific/Apia',
      weekly: { thu: [['09:00', '17:00']], fri: [['09:00', '17:00']] },
    })
    expect(later(samoa, '2011-12-29T20:00Z', 1)).to.equal('2012-01-04T20:00Z')
  })

  it('are refused when there are not so many, and when they are no number of days', () => {
    const fair = parseCalendar({
      zone: 'UTC',
      overrides: { '2027-05-01': [['10:00', '12:00']], '2037-05-01': [['10:00', '12:00']] },
    })
    expect(later(fair, '2020-01-01T00:00Z', 1)).to.equal('2037-05-01T10:00Z')
    expect(() => later(fair, '2020-01-01T00:00Z', 2))
      .to.throw(Refusal)
      .with.property('code', 'calendar.never_opens')
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => later(office, '2027-03-01T09:30Z', wrong)).to.throw(RangeError)
  })
})
