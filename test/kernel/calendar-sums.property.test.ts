import { expect } from 'chai'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { addBusinessTime, businessTimeBetween, isOpen, parseCalendar } from '../../src/kernel/calendar.js'
import { hours } from '../../src/kernel/duration.js'
import { calendarIn, twentyZones } from './arbitrary-calendar.js'

const seed = 4

describe('Sums of business time', () => {
  const someTime = fc.date({ min: new Date('1930-01-01'), max: new Date('2130-01-01'), noInvalidDate: true })
  const someCalendar = fc
    .constantFrom(...twentyZones)
    .chain((zone) => calendarIn(zone, ['1969-12-31', '2024-02-29', '2026-11-25', '2027-12-24', '2099-01-01']))
  const far = fc.integer({ min: 1, max: hours(50_000) })

  it('passes between two instants just as much as was added, to the millisecond', () => {
    fc.assert(
      fc.property(someCalendar, someTime, far, (written, start, amount) => {
        const calendar = parseCalendar(written)
        const end = addBusinessTime(calendar, start, amount)

        expect(businessTimeBetween(calendar, start, end)).to.equal(amount)
        expect(businessTimeBetween(calendar, start, new Date(end.getTime() - 1))).to.equal(amount - 1)
      }),
      { seed, numRuns: 100 },
    )
  })

  it('walks back to the last instant since which so much has passed', () => {
    fc.assert(
      fc.property(someCalendar, someTime, far, (written, end, amount) => {
        const calendar = parseCalendar(written)
        const start = addBusinessTime(calendar, end, -amount)

        expect(businessTimeBetween(calendar, start, end)).to.equal(amount)
        expect(businessTimeBetween(calendar, new Date(start.getTime() + 1), end)).to.equal(amount - 1)
        expect(isOpen(calendar, start)).to.equal(true)
      }),
      { seed, numRuns: 100 },
    )
  })

  it('comes to the same instant in one step and in two', () => {
    fc.assert(
      fc.property(someCalendar, someTime, far, far, (written, start, one, other) => {
        const calendar = parseCalendar(written)
        const between = addBusinessTime(calendar, start, one)

        expect(addBusinessTime(calendar, between, other)).to.deep.equal(addBusinessTime(calendar, start, one + other))
      }),
      { seed, numRuns: 100 },
    )
  })

  it('adds up over any instant in between', () => {
    fc.assert(
      fc.property(someCalendar, fc.tuple(someTime, someTime, someTime), (written, times) => {
        const calendar = parseCalendar(written)
        const [a, b, c] = times.toSorted((x, y) => x.getTime() - y.getTime()) as [Date, Date, Date]

        expect(businessTimeBetween(calendar, a, b) + businessTimeBetween(calendar, b, c)).to.equal(
          businessTimeBetween(calendar, a, c),
        )
      }),
      { seed, numRuns: 100 },
    )
  })

  it('are what luxon finds day by day, in years long past and years to come', () => {
    const office = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['09:00', '17:00']]])
    for (const zone of twentyZones)
      for (const first of [1955, 2085]) {
        const calendar = parseCalendar({ zone, weekly: Object.fromEntries(office) })
        const begin = DateTime.fromObject({ year: first, month: 1, day: 1 }, { zone })
        let passed = 0
        for (let day = begin; day.year < first + 2; day = day.plus({ days: 1 })) {
          passed += day.set({ hour: 17 }).toMillis() - day.set({ hour: 9 }).toMillis()
          const closing = day.set({ hour: 17 }).toJSDate()
          if (addBusinessTime(calendar, begin.toJSDate(), passed).getTime() !== closing.getTime())
            expect.fail(`${closing.toISOString()} in ${zone}`)
        }
      }
  })
})
