/**
 * Business time as one would work it out with a wall clock in view: minute by minute, asking what the clock shows and
 * whether the calendar as it is written has a window there. Slow, and knows nothing of the calendar's own arithmetic.
 */

export interface Written {
  readonly zone: string
  readonly weekly: Readonly<Record<string, readonly (readonly [string, string])[]>>
  readonly holidays?: readonly string[]
  readonly overrides?: Readonly<Record<string, readonly (readonly [string, string])[]>>
}

export const minute = 60_000

/** What the wall clock shows at an instant. */
export interface Shown {
  readonly date: string
  readonly weekday: string
  readonly minutes: number
}

export function wallClockIn(zone: string): (at: number) => Shown {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return (at) => {
    // "Sun, 28/03/2027, 01:59"
    const [, weekday = '', day, month, year, hours, minutes] =
      /^(\w+), (\d\d)\/(\d\d)\/(\d+), (\d\d):(\d\d)$/.exec(format.format(at)) ?? []
    return {
      date: `${year?.padStart(4, '0')}-${month}-${day}`,
      weekday: weekday.slice(0, 3).toLowerCase(),
      minutes: Number(hours) * 60 + Number(minutes),
    }
  }
}

/** The minutes of some time, each with what the clock shows; the days before are known by their dates alone. */
export function minutesFrom(zone: string, from: number, count: number): Shown[] {
  const clock = wallClockIn(zone)
  return Array.from({ length: count }, (_, at) => clock(from + at * minute))
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** Tells whether the calendar as it is written has a window where the clock stands. */
export function watch({ weekly, holidays = [], overrides = {} }: Written): (shown: Shown) => boolean {
  const onDate = (date: string, weekday: string) =>
    (overrides[date] ?? (holidays.includes(date) ? [] : (weekly[weekday] ?? []))).map(
      ([from, to]) => [minutesOf(from), minutesOf(to)] as const,
    )
  const onTheEve = (date: string) => {
    const eve = new Date(Date.parse(`${date}T00:00Z`) - 86_400_000)
    return onDate(eve.toISOString().slice(0, 10), weekdays[eve.getUTCDay()] ?? '')
  }
  const looked = new Map<
    string,
    { readonly today: ReturnType<typeof onDate>; readonly eve: ReturnType<typeof onDate> }
  >()
  return ({ date, weekday, minutes }) => {
    const { today, eve } = looked.get(date) ?? { today: onDate(date, weekday), eve: onTheEve(date) }
    looked.set(date, { today, eve })
    return (
      today.some(([from, to]) => minutes >= from && (minutes < to || to <= from)) ||
      eve.some(([from, to]) => to <= from && minutes < to)
    )
  }
}
