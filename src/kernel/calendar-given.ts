import type { Hours, Window } from './calendar-hours.js'
import { zoneExists } from './calendar-zone.js'
import { dayLength, dayOf } from './dates.js'
import type { Params } from './errors.js'

/** What is wrong in a calendar as it was written, and where. */
export interface CalendarProblem {
  readonly path: readonly (string | number)[]
  readonly code:
    | 'no_calendar'
    | 'bad_zone'
    | 'bad_weekly'
    | 'bad_day'
    | 'bad_windows'
    | 'bad_window'
    | 'empty_window'
    | 'overlap'
    | 'bad_holidays'
    | 'bad_overrides'
    | 'bad_date'
    | 'never_opens'
  readonly params: Params
}

/** What was written, as far as it could be understood, and everything that is wrong with it. */
export interface Understood {
  readonly zone: string
  readonly hours: Omit<Hours, 'holidaysIn'>
  readonly problems: readonly CalendarProblem[]
}

type Path = CalendarProblem['path']
type Report = (path: Path, code: CalendarProblem['code'], params?: Params) => void

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

export function understand(given: unknown): Understood {
  const problems: CalendarProblem[] = []
  const report: Report = (path, code, params = {}) => problems.push({ path, code, params })
  if (!isMap(given)) report([], 'no_calendar')
  const { zone, weekly, holidays, overrides } = isMap(given) ? given : {}
  if (typeof zone !== 'string' || !zoneExists(zone)) report(['zone'], 'bad_zone', { found: shown(zone) })
  const hours = {
    weekly: readWeekly(weekly, report),
    holidays: readHolidays(holidays, report),
    overrides: readOverrides(overrides, report),
  }
  // What could not be read may have been meant to open.
  const opens = [...hours.weekly, ...hours.overrides.values()].some((windows) => windows.length > 0)
  if (!opens && problems.length === 0) report(['weekly'], 'never_opens')
  return { zone: typeof zone === 'string' ? zone : '', hours, problems }
}

function readWeekly(given: unknown, report: Report): Window[][] {
  const week: Window[][] = weekdays.map(() => [])
  if (given === undefined || given === null) return week
  if (!isMap(given)) {
    report(['weekly'], 'bad_weekly')
    return week
  }
  const placed: Placed[] = []
  for (const [name, windows] of Object.entries(given)) {
    const weekday = weekdays.indexOf(name)
    if (weekday < 0) {
      report(['weekly', name], 'bad_day', { found: shown(name), known: weekdays.join(', ') })
      continue
    }
    const read = readWindows(windows, ['weekly', name], report)
    week[weekday] = read.map(({ window }) => window)
    placed.push(...read.map((one) => moved(one, weekday * dayLength)))
  }
  reportOverlaps(placed, report, 7 * dayLength)
  return week.map(inOrder)
}

function readHolidays(given: unknown, report: Report): Set<number> {
  const days = new Set<number>()
  if (given === undefined || given === null) return days
  if (!Array.isArray(given)) {
    report(['holidays'], 'bad_holidays')
    return days
  }
  for (const [at, date] of given.entries()) {
    const day = typeof date === 'string' ? dayOf(date) : undefined
    if (day === undefined) report(['holidays', at], 'bad_date', { found: shown(date) })
    else days.add(day)
  }
  return days
}

function readOverrides(given: unknown, report: Report): Map<number, readonly Window[]> {
  const days = new Map<number, readonly Window[]>()
  if (given === undefined || given === null) return days
  if (!isMap(given)) {
    report(['overrides'], 'bad_overrides')
    return days
  }
  for (const [date, windows] of Object.entries(given)) {
    const day = dayOf(date)
    if (day === undefined) {
      report(['overrides', date], 'bad_date', { found: shown(date) })
      continue
    }
    const placed = readWindows(windows, ['overrides', date], report)
    reportOverlaps(placed, report)
    days.set(day, inOrder(placed.map(({ window }) => window)))
  }
  return days
}

interface Placed {
  readonly window: Window
  readonly path: Path
  readonly typed: string
}

const moved = (placed: Placed, by: number): Placed => ({
  ...placed,
  window: { from: placed.window.from + by, to: placed.window.to + by },
})

const inOrder = (windows: readonly Window[]): Window[] => windows.toSorted((a, b) => a.from - b.from)

function readWindows(given: unknown, path: Path, report: Report): Placed[] {
  if (given === undefined || given === null) return []
  if (!Array.isArray(given)) {
    report(path, 'bad_windows', { found: shown(given) })
    return []
  }
  // By index, so that the gaps of a list with gaps are looked at as well.
  return Array.from(given, (one: unknown, at) => readWindow(one, [...path, at], report)).flatMap((one) => one ?? [])
}

function readWindow(given: unknown, path: Path, report: Report): Placed | undefined {
  const [begin, end, ...more] = Array.isArray(given) ? given : []
  const from = timeOf(begin)
  const to = timeOf(end)
  if (from === undefined || to === undefined || from === dayLength || more.length > 0) {
    report(path, 'bad_window', { found: Array.isArray(given) ? given.map(shown).join('–') : shown(given) })
    return undefined
  }
  const typed = `${begin}–${end}`
  if (from === to) {
    report(path, 'empty_window', { found: typed })
    return undefined
  }
  return { window: { from, to: to > from ? to : to + dayLength }, path, typed }
}

/** `09:30` or `09:30:15` in milliseconds since midnight; `24:00` is the end of the day. */
function timeOf(typed: unknown): number | undefined {
  if (typeof typed !== 'string') return undefined
  const [, hours, minutes, seconds = '0'] = /^([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?$/.exec(typed) ?? []
  const time = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000
  return time <= dayLength ? time : undefined
}

/** Names each window that begins before an earlier one has ended; what comes round after `round` begins again. */
function reportOverlaps(placed: readonly Placed[], report: Report, round?: number): void {
  const row = placed.toSorted((a, b) => a.window.from - b.window.from)
  const [first] = row
  if (round !== undefined && first && row.length > 0) row.push(moved(first, round))
  let longest: Placed | undefined
  for (const [at, one] of row.entries()) {
    // A lone window comes round to itself; no window is longer than the week.
    const itself = at > 0 && one.path === longest?.path
    if (longest && !itself && one.window.from < longest.window.to)
      report(one.path, 'overlap', { found: one.typed, other: longest.typed })
    if (!longest || one.window.to > longest.window.to) longest = one
  }
}

const isMap = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given)

/** What was found, short enough for a sentence. Objects may be anything, even without a way to become text. */
function shown(given: unknown): string {
  if (Array.isArray(given)) return '[…]'
  if (typeof given === 'object' && given !== null) return '{…}'
  if (typeof given === 'function') return '…'
  const text = String(given)
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`
}
