import { expect } from 'chai'
import { readMoment } from '../../src/desk/moment.js'

const now = new Date('2031-03-03T09:00:00.000Z')
const read = (typed: string, zone = 'Europe/Zurich', at = now): string | undefined =>
  readMoment(typed, zone, at)?.toISOString().slice(0, 16)

describe('A moment as people type it', () => {
  const moments = [
    ['18:30', '2031-03-03T17:30'],
    ['9:59', '2031-03-04T08:59'],
    ['kl. 18.30', '2031-03-03T17:30'],
    ['tomorrow 8:00', '2031-03-04T07:00'],
    ['tomorrow at 08:00', '2031-03-04T07:00'],
    ['i morgen 8.00', '2031-03-04T07:00'],
    ['I morgen kl. 8.00', '2031-03-04T07:00'],
    ['today 18:00', '2031-03-03T17:00'],
    ['friday', '2031-03-06T23:00'],
    ['Monday', '2031-03-09T23:00'],
    ['monday 18:00', '2031-03-03T17:00'],
    ['monday 9:30', '2031-03-10T08:30'],
    ['fredag kl. 10.00', '2031-03-07T09:00'],
    ['søndag', '2031-03-08T23:00'],
    ['in 2h', '2031-03-03T11:00'],
    ['in 2 hours', '2031-03-03T11:00'],
    ['in 90 minutes', '2031-03-03T10:30'],
    ['om 30m', '2031-03-03T09:30'],
    ['om 2 timer', '2031-03-03T11:00'],
    ['in 3 days', '2031-03-06T09:00'],
    ['om 3 dage', '2031-03-06T09:00'],
    ['2031-03-04T08:00:00.000Z', '2031-03-04T08:00'],
    ['2031-03-04 08:00', '2031-03-04T07:00'],
    ['2031-07-04 08:00', '2031-07-04T06:00'],
  ] as const
  for (const [typed, instant] of moments) {
    it(`“${typed}” is ${instant} in UTC, for someone in Zurich`, () => expect(read(typed)).to.equal(instant))
  }

  for (const typed of [
    '',
    'soon',
    'in 2 months',
    'friday 25:00',
    'fridays',
    'in 2 weeks',
    '25:00',
    '12:60',
    '2031-02-30',
    '2031-13-01',
    'in h',
    '8',
    'in -2h',
  ]) {
    it(`“${typed}” is none`, () => expect(read(typed)).to.equal(undefined))
  }

  it('that the clocks skip in spring is the moment after it', () => {
    expect(read('2031-03-30 02:30')).to.equal('2031-03-30T01:30')
  })

  it('is meant where the person is', () => {
    expect(read('18:30', 'Asia/Tokyo')).to.equal('2031-03-03T09:30')
    expect(read('17:59', 'Asia/Tokyo')).to.equal('2031-03-04T08:59')
  })
})
