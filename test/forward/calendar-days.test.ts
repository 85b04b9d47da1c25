import { expect } from 'chai'
import fc from 'fast-check'
import { daysOf, minuteOf, pageAt, turned, wholeDay } from '../../src/forward/calendar-days.js'
import { at, december, planned, zone } from '../builders/calendar.js'

const dates = (days: ReturnType<typeof daysOf>): string => days.map(({ date }) => date.toFormat('MM-dd')).join(' ')

describe('A page of the calendar', () => {
  it('is a week from Monday to Sunday, or the whole weeks of a month', () => {
    const week = daysOf(pageAt(at('2026-12-02T12:00'), 'week', zone), [])
    const month = daysOf(pageAt(at('2026-12-02T12:00'), 'month', zone), [])

    expect(dates(week)).to.equal('11-30 12-01 12-02 12-03 12-04 12-05 12-06')
    expect([dates(month).slice(0, 5), dates(month).slice(-5), month.length]).to.deep.equal(['11-30', '01-03', 35])
    expect(month.filter(({ outside }) => outside).length).to.equal(4)
  })

  it('is that of the organisation’s day, which begins before that of UTC', () => {
    expect(pageAt(at('2026-12-06T23:30'), 'week', zone).first.toISODate()).to.equal('2026-12-07')
    expect(pageAt(at('2026-11-30T23:30'), 'month', zone).first.toISODate()).to.equal('2026-12-01')
  })

  it('turns to the one before and the one after, also where months are not equally long', () => {
    for (const span of ['week', 'month'] as const) {
      const page = pageAt(at('2026-10-31T12:00'), span, zone)
      const there = pageAt(turned(page, 1), span, zone)

      expect(pageAt(turned(there, -1), span, zone).first.toISO()).to.equal(page.first.toISO())
      expect(there.first.toISO()).to.equal(page.first.plus({ [span]: 1 }).toISO())
    }
  })

  it('has in each day as much of an entry as lies in it, by the wall clock', () => {
    const days = daysOf(pageAt(at('2026-12-02T12:00'), 'week', zone), december)
    const told = days.map(({ parts }) =>
      parts.map(({ entry, from, to }) => `${entry.change?.number ?? entry.kind} ${from}–${to}`),
    )

    expect(told).to.deep.equal([
      [],
      ['CHG-12 1320–1410', 'CHG-13 1350–1440'],
      ['CHG-13 0–210', 'meeting 600–660'],
      ['maintenance 120–300', 'CHG-15 540–1020'],
      ['change 60–120'],
      ['freeze 0–1440'],
      ['freeze 0–1440'],
    ])
  })

  it('keeps to the wall clock on the days on which clocks change', () => {
    const spring = daysOf(pageAt(at('2026-03-29T12:00'), 'week', zone), [
      planned('A', '2026-03-29T00:30', '2026-03-29T02:00'),
    ])
    const autumn = daysOf(pageAt(at('2026-10-25T12:00'), 'week', zone), [
      planned('A', '2026-10-25T00:30', '2026-10-25T02:00'),
    ])

    expect(spring.at(-1)?.parts.map(({ from, to }) => [from, to])).to.deep.equal([[90, 240]])
    expect(autumn.at(-1)?.parts.map(({ from, to }) => [from, to])).to.deep.equal([[150, 180]])
  })

  it('ends what ends at midnight in the day before, and shows what has no length once', () => {
    const page = pageAt(at('2026-12-02T12:00'), 'week', zone)
    const night = planned('A', '2026-12-01T22:00', '2026-12-01T23:00')
    const moment = planned('B', '2026-12-01T23:00', '2026-12-01T23:00')

    expect(daysOf(page, [night, moment]).map(({ parts }) => parts.length)).to.deep.equal([0, 1, 1, 0, 0, 0, 0])
  })

  it('has every entry in just the days that it touches, and in order', () => {
    const instant = fc
      .integer({ min: 0, max: 9 * 24 * 60 })
      .map((minutes) => new Date(Date.parse('2026-10-24T00:00Z') + minutes * 60_000))
    const window = fc.tuple(instant, fc.integer({ min: 1, max: 4_000 }))
    fc.assert(
      fc.property(fc.array(window, { maxLength: 12 }), (windows) => {
        const entries = windows.map(([from, minutes], n) => ({
          ...planned(`CHG-${n}`, '2026-12-01T00:00', '2026-12-01T00:00'),
          from,
          to: new Date(from.getTime() + minutes * 60_000),
        }))
        for (const { date, parts } of daysOf(pageAt(new Date('2026-10-28T00:00Z'), 'week', zone), entries)) {
          const [begin, end] = [date.toMillis(), date.plus({ days: 1 }).toMillis()]
          const expected = entries.filter(({ from, to }) => from.getTime() < end && to.getTime() > begin)
          expect(parts.map(({ entry }) => entry)).to.have.members(expected)
          for (const { entry, from, to } of parts) {
            expect(from).to.equal(entry.from.getTime() <= begin ? 0 : minuteOf(entry.from, zone))
            expect(to).to.equal(entry.to.getTime() >= end ? wholeDay : minuteOf(entry.to, zone))
          }
          const begins = parts.map(({ entry }) => entry.from.getTime())
          expect(begins).to.deep.equal(begins.toSorted((a, b) => a - b))
        }
      }),
    )
  })
})
