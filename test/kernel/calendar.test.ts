import { expect } from 'chai'
import {
  addBusinessTime,
  businessTimeBetween,
  closedBecause,
  isOpen,
  nextOpening,
  openSpans,
  parseCalendar,
} from '../../src/kernel/calendar.js'
import { hours, minutes } from '../../src/kernel/duration.js'
import { Refusal } from '../../src/kernel/errors.js'

const workdays = ['mon', 'tue', 'wed', 'thu', 'fri']
const allDays = [...workdays, 'sat', 'sun']
const each = (days: readonly string[], ...windows: readonly (readonly [string, string])[]) =>
  Object.fromEntries(days.map((day) => [day, windows]))

const office = parseCalendar({
  zone: 'Europe/Zurich',
  weekly: each(workdays, ['09:00', '12:00'], ['13:00', '17:00']),
  holidays: ['2027-12-24', '2027-12-31'],
  overrides: { '2027-12-31': [['09:00', '12:00']], '2027-12-25': [['10:00', '11:00']] },
})
const always = (zone: string) => parseCalendar({ zone, weekly: each(allDays, ['00:00', '24:00']) })
const nights = parseCalendar({
  zone: 'Europe/Zurich',
  weekly: each(allDays, ['22:00', '06:00']),
  holidays: ['2027-12-24'],
  overrides: { '2027-12-26': [['00:00', '07:00']] },
})

const at = (iso: string): Date => new Date(iso)
const added = (calendar: typeof office, start: string, milliseconds: number): string =>
  addBusinessTime(calendar, at(start), milliseconds).toISOString().replace(':00.000Z', 'Z')

describe('A calendar', () => {
  it('goes on over lunch, the evening and the weekend', () => {
    expect(added(office, '2027-03-01T08:30Z', hours(1))).to.equal('2027-03-01T09:30Z')
    expect(added(office, '2027-03-01T08:30Z', hours(3))).to.equal('2027-03-01T12:30Z')
    expect(added(office, '2027-03-05T15:30Z', hours(1))).to.equal('2027-03-08T08:30Z')
    expect(added(office, '2027-03-06T03:00Z', hours(1))).to.equal('2027-03-08T09:00Z')
  })

  it('ends with closing time when the time ends with the day, and not with the next opening', () => {
    expect(added(office, '2027-03-01T08:00Z', hours(7))).to.equal('2027-03-01T16:00Z')
    expect(added(office, '2027-03-01T08:00Z', hours(3))).to.equal('2027-03-01T11:00Z')
    expect(added(office, '2027-03-01T08:00Z', hours(7) + 1)).to.equal('2027-03-02T08:00:00.001Z')
  })

  it('takes nothing at all for the start itself when open, and for the next opening when closed', () => {
    expect(added(office, '2027-03-01T08:00Z', 0)).to.equal('2027-03-01T08:00Z')
    expect(added(office, '2027-03-01T11:00Z', 0)).to.equal('2027-03-01T12:00Z')
    expect(added(office, '2027-03-05T16:00Z', -0)).to.equal('2027-03-08T08:00Z')
    expect(nextOpening(office, at('2027-03-05T15:59:59.999Z'))).to.deep.equal(at('2027-03-05T15:59:59.999Z'))
  })

  it('walks back to an opening, and not to the closing before it', () => {
    expect(added(office, '2027-03-02T09:00Z', -hours(1))).to.equal('2027-03-02T08:00Z')
    expect(added(office, '2027-03-02T09:00Z', -hours(1) - 1)).to.equal('2027-03-01T15:59:59.999Z')
    expect(added(office, '2027-03-08T03:00Z', -hours(7))).to.equal('2027-03-05T08:00Z')
  })

  it('rounds what is less than a millisecond to the next instant that has a name', () => {
    expect(added(office, '2027-03-01T08:00Z', 0.2)).to.equal('2027-03-01T08:00:00.001Z')
    expect(added(office, '2027-03-01T08:30Z', -0.2)).to.equal('2027-03-01T08:29:59.999Z')
  })

  it('is open from opening until just before closing', () => {
    expect(isOpen(office, at('2027-03-01T07:59:59.999Z'))).to.equal(false)
    expect(isOpen(office, at('2027-03-01T08:00Z'))).to.equal(true)
    expect(isOpen(office, at('2027-03-01T10:59:59.999Z'))).to.equal(true)
    expect(isOpen(office, at('2027-03-01T11:00Z'))).to.equal(false)
  })

  it('counts no time that runs backwards', () => {
    expect(businessTimeBetween(office, at('2027-03-02T10:00Z'), at('2027-03-01T10:00Z'))).to.equal(0)
    expect(businessTimeBetween(office, at('2027-03-01T10:00Z'), at('2027-03-02T10:00Z'))).to.equal(hours(7))
  })

  it('is closed on a holiday, and has an override’s hours whatever else its date is', () => {
    expect(isOpen(office, at('2027-12-24T09:00Z'))).to.equal(false)
    expect(openSpans(office, at('2027-12-23T15:00Z'), at('2028-01-03T09:00Z'))).to.deep.equal([
      { from: at('2027-12-23T15:00Z'), to: at('2027-12-23T16:00Z') },
      { from: at('2027-12-25T09:00Z'), to: at('2027-12-25T10:00Z') },
      ...['27', '28', '29', '30'].flatMap((day) => [
        { from: at(`2027-12-${day}T08:00Z`), to: at(`2027-12-${day}T11:00Z`) },
        { from: at(`2027-12-${day}T12:00Z`), to: at(`2027-12-${day}T16:00Z`) },
      ]),
      { from: at('2027-12-31T08:00Z'), to: at('2027-12-31T11:00Z') },
      { from: at('2028-01-03T08:00Z'), to: at('2028-01-03T09:00Z') },
    ])
    expect(closedBecause(office, '2027-12-24')).to.equal('holiday')
    expect(closedBecause(office, '2027-12-31')).to.equal('override')
    expect(closedBecause(office, '2027-12-26')).to.equal('weekly')
    expect(closedBecause(office, '2027-12-27')).to.equal(undefined)
  })

  it('asks for the holidays of a rule once a year, and only for years that somebody needs', () => {
    const asked: number[] = []
    const calendar = parseCalendar(
      {
        zone: 'Pacific/Auckland',
        weekly: each(allDays, ['09:00', '17:00']),
        overrides: { '2028-02-06': [['09:00', '10:00']] },
      },
      (year) => {
        asked.push(year)
        return [`${year}-02-06`, `${year}-12-25`, 'nonsense']
      },
    )
    expect(asked).to.deep.equal([])

    expect(added(calendar, '2027-02-05T03:30Z', hours(1))).to.equal('2027-02-06T20:30Z')
    expect(added(calendar, '2028-02-05T03:30Z', hours(2))).to.equal('2028-02-06T20:30Z')
    expect(asked).to.deep.equal([...new Set(asked)])
    expect(asked.every((year) => year >= 2026 && year <= 2028)).to.equal(true)
  })

  it('lets a night run out into a holiday, and begins none on it', () => {
    expect(openSpans(nights, at('2027-12-23T12:00Z'), at('2027-12-26T23:00Z'))).to.deep.equal([
      { from: at('2027-12-23T21:00Z'), to: at('2027-12-24T05:00Z') },
      // The night of the 25th runs into the override of the 26th: what is open twice is open once.
      { from: at('2027-12-25T21:00Z'), to: at('2027-12-26T06:00Z') },
    ])
  })

  it('runs over a year’s end, and from Sunday into Monday', () => {
    const bar = parseCalendar({
      zone: 'America/New_York',
      weekly: { fri: [['20:00', '04:00']], sun: [['22:00', '06:00']] },
    })
    expect(openSpans(bar, at('2027-12-31T00:00Z'), at('2028-01-04T00:00Z'))).to.deep.equal([
      { from: at('2028-01-01T01:00Z'), to: at('2028-01-01T09:00Z') },
      { from: at('2028-01-03T03:00Z'), to: at('2028-01-03T11:00Z') },
    ])
  })

  it('makes one span of what touches, and tells no more of them than it is asked for', () => {
    expect(openSpans(always('Europe/Zurich'), at('2020-01-01T00:00Z'), at('2040-01-01T00:00Z'))).to.deep.equal([
      { from: at('2020-01-01T00:00Z'), to: at('2040-01-01T00:00Z') },
    ])
    expect(openSpans(always('UTC'), at('2020-01-01T00:00Z'), at('2040-01-01T00:00Z'), 1)).to.deep.equal([
      { from: at('2020-01-01T00:00Z'), to: at('2040-01-01T00:00Z') },
    ])
    expect(openSpans(office, at('2027-01-01T00:00Z'), at('2028-01-01T00:00Z'), 3)).to.have.lengthOf(3)
    expect(openSpans(office, at('2027-03-06T00:00Z'), at('2027-03-07T00:00Z'))).to.deep.equal([])
  })
})

describe('Night after night, a calendar', () => {
  it('is open for as long, whichever night of which year it is', () => {
    for (const zone of ['UTC', 'Asia/Tokyo', 'America/Phoenix']) {
      const calendar = parseCalendar({ zone, weekly: each(allDays, ['22:00', '06:00']) })
      const spans = openSpans(calendar, at('2024-01-01T18:00Z'), at('2029-01-01T18:00Z'), 2_000)
      const lengths = spans.slice(1, -1).map(({ from, to }) => to.getTime() - from.getTime())
      expect(new Set(lengths)).to.deep.equal(new Set([hours(8)]))
      expect(spans.length).to.be.within(1_827, 1_828)
    }
  })
})

describe('When the clocks change, a calendar', () => {
  it('counts what passes, and not what the clock’s face says', () => {
    expect(added(nights, '2027-03-27T21:00Z', hours(7))).to.equal('2027-03-28T04:00Z')
    expect(added(nights, '2027-10-30T20:00Z', hours(9))).to.equal('2027-10-31T05:00Z')
  })

  it('opens twice in an hour that is repeated, and never in one that is skipped', () => {
    const small = parseCalendar({ zone: 'Europe/Zurich', weekly: { sun: [['02:15', '02:45']] } })
    expect(openSpans(small, at('2027-10-31T00:00Z'), at('2027-10-31T12:00Z'))).to.deep.equal([
      { from: at('2027-10-31T00:15Z'), to: at('2027-10-31T00:45Z') },
      { from: at('2027-10-31T01:15Z'), to: at('2027-10-31T01:45Z') },
    ])
    expect(openSpans(small, at('2027-03-28T00:00Z'), at('2027-03-28T12:00Z'))).to.deep.equal([])
  })

  it('knows the half hour of Lord Howe', () => {
    const small = parseCalendar({ zone: 'Australia/Lord_Howe', weekly: { sun: [['01:00', '03:00']] } })
    const passed = (from: string, to: string) => businessTimeBetween(small, at(from), at(to))
    expect(passed('2027-04-03T12:00Z', '2027-04-04T12:00Z')).to.equal(minutes(150))
    expect(passed('2027-10-02T12:00Z', '2027-10-03T12:00Z')).to.equal(minutes(90))
  })

  it('has no Friday where Samoa had none', () => {
    const samoa = parseCalendar({ zone: 'Pacific/Apia', weekly: each(allDays, ['09:00', '17:00']) })
    expect(openSpans(samoa, at('2011-12-29T12:00Z'), at('2012-01-01T00:00Z'))).to.deep.equal([
      { from: at('2011-12-29T19:00Z'), to: at('2011-12-30T03:00Z') },
      { from: at('2011-12-30T19:00Z'), to: at('2011-12-31T03:00Z') },
      { from: at('2011-12-31T19:00Z'), to: at('2012-01-01T00:00Z') },
    ])
    expect(closedBecause(samoa, '2011-12-30')).to.equal(undefined)
  })

  it('knows the odd minutes and seconds of old times', () => {
    const amsterdam = parseCalendar({ zone: 'Europe/Brussels', weekly: each(allDays, ['09:00', '17:00']) })
    expect(added(amsterdam, '1870-05-02T00:00Z', hours(1))).to.equal('1870-05-02T09:42:30.000Z')
    expect(added(office, '1941-05-05T00:00Z', hours(1))).to.equal('1941-05-05T08:00Z')
  })
})

describe('Far away, a calendar', () => {
  it('is the same after 400 years, when every date is on its day of the week again', () => {
    const year = (n: number) => `+0${n}-03-01T08:00:00.000Z`
    expect(addBusinessTime(office, at(year(12000)), hours(70)).toISOString()).to.equal('+012000-03-14T16:00:00.000Z')
    const [here, there] = [at(year(12000)), at(year(52000))].map((from) =>
      businessTimeBetween(office, from, addBusinessTime(office, from, hours(123_456))),
    )
    expect([here, there]).to.deep.equal([hours(123_456), hours(123_456)])
  })

  it('is at the instant that it is asked for, when it is always open', () => {
    const utc = always('UTC')
    for (let week = 0; week < 100_000; week += 27)
      for (const instant of [new Date(week * hours(168)), new Date(-week * hours(168))])
        if (nextOpening(utc, instant).getTime() !== instant.getTime()) expect.fail(instant.toISOString())
  })

  it('keeps to the dates that it names, and to those alone', () => {
    const weekly = each(allDays, ['09:00', '17:00'])
    const calendar = parseCalendar({
      zone: 'UTC',
      weekly,
      holidays: ['1650-03-01', '2450-03-01'],
      overrides: { '1650-03-02': [['09:00', '10:00']], '2450-03-02': [['09:00', '10:00']] },
    })
    const on = (year: string) =>
      [1, 2].map((day) =>
        businessTimeBetween(calendar, at(`${year}-03-0${day}T00:00Z`), at(`${year}-03-0${day}T23:00Z`)),
      )
    for (const year of ['1650', '2450']) expect(on(year)).to.deep.equal([0, hours(1)])
    for (const year of ['-000350', '1250', '2050', '2850', '+010050'])
      expect(on(year)).to.deep.equal([hours(8), hours(8)])
  })

  it('is open on the first and the last date that can be written', () => {
    const calendar = parseCalendar({
      zone: 'UTC',
      overrides: { '0001-01-01': [['09:00', '10:00']], '9999-12-31': [['09:00', '10:00']] },
    })
    expect(isOpen(calendar, at('0001-01-01T09:30Z'))).to.equal(true)
    expect(isOpen(calendar, at('9999-12-31T09:30Z'))).to.equal(true)
  })

  it('comes back from as far as it went', () => {
    for (const distance of [hours(1e5), hours(1e7), hours(4e8)]) {
      const start = at('2027-03-01T08:30Z')
      const end = addBusinessTime(office, start, distance)
      expect(addBusinessTime(office, end, -distance)).to.deep.equal(start)
      const before = addBusinessTime(office, start, -distance)
      expect(businessTimeBetween(office, before, start)).to.equal(distance)
      expect(businessTimeBetween(office, before, end)).to.equal(2 * distance)
      expect(isOpen(office, before)).to.equal(true)
    }
  })

  it('reaches to the ends of what a date can say, and no further', () => {
    const utc = always('UTC')
    expect(addBusinessTime(utc, new Date(0), 8.64e15)).to.deep.equal(new Date(8.64e15))
    expect(addBusinessTime(utc, new Date(0), -8.64e15)).to.deep.equal(new Date(-8.64e15))
    expect(() => addBusinessTime(utc, new Date(1), 8.64e15)).to.throw(RangeError)
    expect(() => addBusinessTime(office, new Date(0), 8e15)).to.throw(RangeError)
    expect(businessTimeBetween(utc, new Date(-8.64e15), new Date(8.64e15))).to.equal(1.728e16)
  })

  it('refuses to go beyond its last opening, or before its first', () => {
    const fair = parseCalendar({
      zone: 'UTC',
      weekly: {},
      overrides: { '2027-05-01': [['10:00', '12:00']], '2027-05-02': [] },
    })
    expect(added(fair, '2020-01-01T00:00Z', hours(2))).to.equal('2027-05-01T12:00Z')
    expect(added(fair, '2030-01-01T00:00Z', -hours(2))).to.equal('2027-05-01T10:00Z')
    for (const [start, amount] of [
      ['2020-01-01T00:00Z', hours(2) + 1],
      ['2028-01-01T00:00Z', 1],
      ['2027-05-01T12:00Z', 0],
      ['2030-01-01T00:00Z', -hours(2) - 1],
      ['2027-05-01T10:00Z', -1],
    ] as const)
      expect(() => addBusinessTime(fair, at(start), amount))
        .to.throw(Refusal)
        .with.property('code', 'calendar.never_opens')
    expect(openSpans(fair, at('2027-05-02T00:00Z'), at('2100-01-01T00:00Z'))).to.deep.equal([])
  })

  it('asks for no holidays by rule before 1900 or after 2199', () => {
    const asked: number[] = []
    const closed = parseCalendar({ zone: 'UTC', weekly: each(allDays, ['09:00', '17:00']) }, (year) => {
      asked.push(year)
      return Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10))
    })
    expect(nextOpening(closed, at('2027-05-01T00:00Z'))).to.deep.equal(at('2200-01-01T09:00Z'))
    expect(added(closed, '2027-05-01T00:00Z', -hours(1))).to.equal('1899-12-31T16:00Z')
    expect([Math.min(...asked), Math.max(...asked), asked.length]).to.deep.equal([1900, 2199, 300])
  })
})

describe('An instant or an amount that is none', () => {
  const none = new Date(Number.NaN)
  const some = at('2027-03-01T08:30Z')

  it('is thrown back, and not looked for', () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(() => addBusinessTime(office, some, wrong)).to.throw(RangeError)
    expect(() => addBusinessTime(office, none, 1)).to.throw(RangeError)
    expect(() => businessTimeBetween(office, none, some)).to.throw(RangeError)
    expect(() => businessTimeBetween(office, some, none)).to.throw(RangeError)
    expect(() => isOpen(office, none)).to.throw(RangeError)
    expect(() => nextOpening(office, none)).to.throw(RangeError)
    expect(() => openSpans(office, some, none)).to.throw(RangeError)
    expect(() => closedBecause(office, '2027-02-29')).to.throw(RangeError)
  })
})
