import { expect } from 'chai'
import fc from 'fast-check'
import { thinned } from '../../src/pictures/counts.js'
import { wholeHours } from '../../src/pictures/hours.js'
import { day, dayBlock, pictureVoices } from '../builders/day.js'

describe('The burn-down of a day’s clocks', () => {
  it('says all its numbers in words, hour by hour in the zone of the place', () => {
    const { alt } = dayBlock()

    expect(alt).to.include('Reception, Monday 3 March. At 14:32: 7 still open, 6 planned, 3 breached.')
    expect(alt).to.include('10:00: 13 open, 12 planned, 1 breached; 11:00: 10 open, 11 planned, 1 breached;')
    expect(alt).to.include('15:00: 5 planned; 16:00: 5 planned; 17:00: 0 planned')
  })

  it('says them in Danish', () => {
    const { alt, picture } = dayBlock({ title: 'Receptionen, mandag 3. marts' }, pictureVoices.in('da'))

    expect(alt).to.include('Kl. 14.32: 7 stadig åbne, 6 planlagt, 3 overskredet.')
    expect(picture.words).to.include({ open: 'Stadig åbne', breached: 'Overskredet', now: 'Nu' })
  })

  it('tells nothing of what is still to come but the plan', () => {
    const [past = '', ahead = ''] = dayBlock().alt.split('14:00: ')

    expect(past).to.include('breached')
    expect(ahead.split('; ').slice(1).join()).to.not.match(/open|breached/)
  })

  it('is small enough for a card that is kept, whatever happened on that day', () => {
    const at = (n: number) => new Date(day.from.getTime() + n * 9_000)
    const points = Array.from({ length: 4_000 }, (_, n) => ({ at: at(n), open: n, planned: n, breached: n }))

    const { picture } = dayBlock({ points })

    expect(picture.points).to.have.lengthOf.within(100, 125)
    expect(JSON.stringify(picture).length).to.be.below(12_000)
  })

  it('shows a day of which nothing is known yet', () => {
    expect(dayBlock({ points: [] }).alt).to.include('0 still open, 0 planned, 0 breached')
  })
})

describe('Points that are too many', () => {
  const counted = fc
    .uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 300 })
    .map((times) => times.sort((a, b) => a - b))
    .chain((times) =>
      fc
        .array(fc.nat(50), { minLength: times.length, maxLength: times.length })
        .map((counts) =>
          times.map((time, n) => ({ at: new Date(time).toISOString(), open: counts[n] ?? 0, planned: 0, breached: 0 })),
        ),
    )

  it('become few, in order, and what holds now and at the end stays exact', () => {
    fc.assert(
      fc.property(counted, fc.integer({ min: 0, max: 10_000 }), (points, now) => {
        const few = thinned(points, { from: 0, to: 10_000, now }, 20)

        expect(few.length).to.be.at.most(23)
        expect(few).to.deep.equal(points.filter((point) => few.includes(point)))
        const upTo = (all: typeof points, at: number) => all.findLast((point) => Date.parse(point.at) <= at)
        expect(upTo([...few], now)).to.equal(upTo(points, now))
        expect(few.at(-1)).to.equal(points.at(-1))
      }),
    )
  })
})

describe('The whole hours below a picture', () => {
  const hoursOf = (zone: string, from: string, to: string, most = 8) =>
    wholeHours(zone, Date.parse(from), Date.parse(to), most).map((at) => new Date(at).toISOString().slice(11, 16))

  it('are those of the zone, also where it is a part of an hour off', () => {
    expect(hoursOf('Asia/Kathmandu', '2031-03-03T01:00:00Z', '2031-03-03T05:00:00Z')).to.deep.equal([
      '01:15',
      '02:15',
      '03:15',
      '04:15',
    ])
  })

  it('are fewer the longer the day is', () => {
    expect(hoursOf('Europe/Copenhagen', '2031-03-02T23:00:00Z', '2031-03-03T23:00:00Z')).to.have.lengthOf.at.most(8)
  })

  it('leave out the hour that does not exist when summer time begins', () => {
    // In Copenhagen the clock goes from two to three at 01:00 UTC.
    expect(hoursOf('Europe/Copenhagen', '2031-03-30T00:00:00Z', '2031-03-30T03:00:00Z')).to.deep.equal([
      '00:00',
      '01:00',
      '02:00',
      '03:00',
    ])
  })
})
