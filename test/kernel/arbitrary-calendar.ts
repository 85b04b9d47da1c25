import fc from 'fast-check'
import type { Written } from './wall-clock.js'

/** Calendars such as somebody could write: windows to the minute, across midnight and the week's end, holidays, overrides. */

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const aDay = 1_440
const aWeek = 7 * aDay

const time = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The end of a window: midnight is at times written as the end of its day, at times as the beginning of the next. */
const end = (minutes: number, asNext: boolean): string =>
  minutes % aDay === 0 && !asNext ? '24:00' : time(minutes % aDay)

const week = fc
  .record({
    cuts: fc.uniqueArray(
      fc.oneof(
        fc.integer({ min: 0, max: aWeek - 1 }),
        fc.integer({ min: 0, max: 167 }).map((h) => h * 60),
      ),
      { minLength: 2, maxLength: 24 },
    ),
    asNext: fc.boolean(),
  })
  .map(({ cuts, asNext }) => {
    const row = cuts.toSorted((a, b) => a - b)
    const weekly: Record<string, [string, string][]> = {}
    for (let at = 0; at < row.length; at += 2) {
      const from = row[at] ?? 0
      const to = row[at + 1] ?? (row[0] ?? 0) + aWeek
      const day = days[Math.floor(from / aDay)] ?? ''
      // What is longer than a day cannot be written as one window.
      const until = Math.min(to, from + aDay - 1)
      if (from < until)
        weekly[day] = [...(weekly[day] ?? []), [time(from % aDay), end(until, asNext && from % aDay > 0)]]
    }
    return weekly
  })

const dayWindows = fc
  .uniqueArray(fc.integer({ min: 0, max: aDay + 300 }), { minLength: 0, maxLength: 6 })
  .map((cuts) => {
    const row = cuts.toSorted((a, b) => a - b)
    const windows: [string, string][] = []
    for (let at = 0; at + 1 < row.length; at += 2) {
      const [from = 0, to = 0] = [row[at], row[at + 1]]
      if (from < aDay && to < from + aDay) windows.push([time(from), end(to, false)])
    }
    return windows
  })

/** A calendar of a zone whose holidays and overrides lie on some of these dates. */
export const calendarIn = (zone: string, dates: readonly string[]): fc.Arbitrary<Written> =>
  fc
    .record({
      weekly: week,
      holidays: fc.subarray([...dates], { maxLength: 2 }),
      overridden: fc.array(fc.tuple(fc.constantFrom(...dates), dayWindows), { maxLength: 2 }),
    })
    .map(({ weekly, holidays, overridden }) => ({
      zone,
      weekly,
      holidays,
      overrides: Object.fromEntries(overridden),
    }))
    .filter(({ weekly }) => Object.keys(weekly).length > 0)

export const twentyZones = [
  'Europe/Zurich',
  'Europe/London',
  'Atlantic/Azores',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'America/Sao_Paulo',
  'Antarctica/Troll',
] as const
