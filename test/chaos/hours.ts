/**
 * Opening hours by brute force, for the oracle: every minute of some weeks is asked for what the wall shows, and summed up.
 * It shares nothing with the product's calendar but the words in which a calendar is written down.
 */

/** Windows from and to, as minutes of the day. */
export type Windows = readonly (readonly [from: string, to: string])[]

export interface CalendarPlan {
  readonly zone: string
  readonly weekly: Readonly<Record<string, Windows>>
  readonly holidays: readonly string[]
  readonly overrides: Readonly<Record<string, Windows>>
}

export interface Hours {
  /** Milliseconds of opening time between two instants. */
  between(from: number, to: number): number
  /** The first instant at which so much has passed; undefined beyond the weeks that are known. */
  add(from: number, amount: number): number | undefined
}

const minute = 60_000
const day = 24 * 60

/** The weeks that a schedule may reach into, in minutes: some days before its beginning, and what targets may take. */
export const weeks = 45 * day

/** What the wall shows in a minute: the date as a number of days, and the minute of that date. */
interface Wall {
  readonly dates: Int32Array
  readonly minutes: Int16Array
}

const walls = new Map<string, Wall>()
/** A plan is of one schedule, and so of one beginning. */
const known = new WeakMap<CalendarPlan, Hours>()

export function hoursOf(plan: CalendarPlan, begin: number): Hours {
  const there = known.get(plan)
  if (there) return there
  const made = summed(openMinutes(plan, wallOf(plan.zone, begin)), begin)
  known.set(plan, made)
  return made
}

/** Never open. */
export const noHours: Hours = { between: () => 0, add: () => undefined }

/** Offsets change on a quarter of an hour everywhere, so that the minutes in between need not be asked for. */
function wallOf(zone: string, begin: number): Wall {
  const key = `${zone} ${begin}`
  const there = walls.get(key)
  if (there) return there
  const shows = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const wall = { dates: new Int32Array(weeks), minutes: new Int16Array(weeks) }
  for (let at = 0; at < weeks; at += 15) {
    const [date = '', time = ''] = shows.format(begin + at * minute).split(' ')
    const [hour = 0, past = 0] = time.split(':').map(Number)
    for (let more = 0; more < 15 && at + more < weeks; more++) {
      wall.dates[at + more] = Date.parse(`${date}T00:00Z`) / 86_400_000
      wall.minutes[at + more] = hour * 60 + past + more
    }
  }
  walls.set(key, wall)
  return wall
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

function openMinutes({ weekly, holidays, overrides }: CalendarPlan, { dates, minutes }: Wall): Uint8Array {
  const on = new Map<number, readonly (readonly [number, number])[]>()
  const windowsOn = (date: number): readonly (readonly [number, number])[] => {
    const there = on.get(date)
    if (there) return there
    const written = new Date(date * 86_400_000).toISOString().slice(0, 10)
    const weekday = weekdays[new Date(date * 86_400_000).getUTCDay()] ?? 'sun'
    const windows = overrides[written] ?? (holidays.includes(written) ? [] : (weekly[weekday] ?? []))
    const read = windows.map(([from, to]) => [minuteOf(from), minuteOf(to)] as const)
    on.set(date, read)
    return read
  }
  const open = new Uint8Array(weeks)
  for (let at = 0; at < weeks; at++) {
    const [date, now] = [dates[at] ?? 0, minutes[at] ?? 0]
    const own = windowsOn(date).some(([from, to]) => now >= from && (to > from ? now < to : true))
    const begunTheDayBefore = windowsOn(date - 1).some(([from, to]) => to < from && now < to)
    open[at] = own || begunTheDayBefore ? 1 : 0
  }
  return open
}

function minuteOf(written: string): number {
  const [hour = 0, past = 0] = written.split(':').map(Number)
  return hour * 60 + past
}

function summed(open: Uint8Array, begin: number): Hours {
  const sums = new Uint32Array(weeks + 1)
  for (let at = 0; at < weeks; at++) sums[at + 1] = (sums[at] ?? 0) + (open[at] ?? 0)
  /** Opening time from the first minute to an instant. */
  const until = (instant: number): number => {
    const at = Math.floor((instant - begin) / minute)
    if (at < 0) throw new Error('the oracle does not know so early an hour')
    if (at >= weeks) throw new Error('the oracle does not know so late an hour')
    return (sums[at] ?? 0) * minute + (open[at] ? instant - begin - at * minute : 0)
  }
  return {
    between: (from, to) => (from < to ? until(to) - until(from) : 0),
    add(from, amount) {
      const wanted = until(from) + amount
      // The first minute that is open, ends later than the beginning, and by whose end so much has passed.
      let [low, high] = [Math.floor((from - begin) / minute), weeks]
      if (amount === 0) {
        while (low < weeks && !open[low]) low++
        return low >= weeks ? undefined : Math.max(from, begin + low * minute)
      }
      while (low < high) {
        const middle = (low + high) >> 1
        if ((sums[middle + 1] ?? 0) * minute >= wanted) high = middle
        else low = middle + 1
      }
      return low >= weeks ? undefined : begin + low * minute + (wanted - (sums[low] ?? 0) * minute)
    },
  }
}
