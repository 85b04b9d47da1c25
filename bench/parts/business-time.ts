import { addBusinessTime, type Calendar, parseCalendar } from '../../src/kernel/calendar.js'
import { hours } from '../../src/kernel/duration.js'
import { addByDays, type OfficeHours } from '../by-days.js'
import { type Figure, figure, median } from '../figure.js'

const rounds = 5
const additions = 500_000
const distances = { near: hours(8), '10 years': hours(10 * 1_750), '100 years': hours(100 * 1_750) }
const starts = Array.from({ length: 10_000 }, (_, n) => Date.parse('2027-01-04T08:00Z') + n * 3_000_017)

/** Additions of business time a second on one core, beside a loop over days with luxon that finds the same. */
export async function businessTime(): Promise<readonly Figure[]> {
  const holidays = Array.from({ length: 150 }, (_, n) => 2_020 + n).flatMap((year) =>
    ['01-01', '05-01', '08-01', '12-24', '12-25', '12-26'].map((day) => `${year}-${day}`),
  )
  const windows = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
    day,
    [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ],
  ])
  const written = { zone: 'Europe/Zurich', weekly: Object.fromEntries(windows), holidays }
  const office: OfficeHours = {
    zone: 'Europe/Zurich',
    windows: [
      [9, 12],
      [13, 17],
    ],
    holidays: new Set(holidays),
  }
  return Object.entries(distances).flatMap(([name, distance]) => measured(name, distance, written, office))
}

function measured(name: string, distance: number, written: object, office: OfficeHours): readonly Figure[] {
  const calendar = parseCalendar(written)
  const asked = performance.now()
  addBusinessTime(calendar, new Date(starts[0] ?? 0), distance)
  const first = performance.now() - asked
  const speeds = Array.from({ length: rounds + 1 }, () => perSecond(calendar, distance)).slice(1)
  const { speed: limit, differing } = byDays(calendar, distance, office)
  return [
    figure({
      figure: `business-time.${name}`,
      value: median(speeds),
      unit: 'additions/s',
      limit,
      atLeast: 500_000,
      detail: { 'first addition ms': Number(first.toFixed(2)), rounds: speeds.map(Math.round) },
    }),
    figure({
      figure: `business-time.${name} differing from the loop`,
      value: differing,
      unit: 'instants',
      limit: 0,
      atMost: 0,
    }),
  ]
}

function perSecond(calendar: Calendar, distance: number): number {
  const dates = starts.map((start) => new Date(start))
  const begun = performance.now()
  let sum = 0
  for (let round = 0; round < additions / dates.length; round++)
    for (const date of dates) sum += addBusinessTime(calendar, date, distance).getTime()
  const took = performance.now() - begun
  if (!(sum > 0)) throw new Error('nothing was added')
  return (additions / took) * 1_000
}

/** The loop takes as long as it takes: at least three additions, for about a second. */
function byDays(calendar: Calendar, distance: number, office: OfficeHours) {
  let done = 0
  let differing = 0
  const begun = performance.now()
  for (const start of starts) {
    if (done >= 3 && performance.now() - begun > 1_000) break
    if (addByDays(office, start, distance) !== addBusinessTime(calendar, new Date(start), distance).getTime())
      differing++
    done++
  }
  return { speed: (done / (performance.now() - begun)) * 1_000, differing }
}
