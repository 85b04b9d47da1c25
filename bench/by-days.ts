import { DateTime } from 'luxon'

/** Opening hours as one would write them down for every calendar library: a loop over days, each asked of the zone. */
export interface OfficeHours {
  readonly zone: string
  readonly windows: readonly (readonly [hour: number, until: number])[]
  readonly holidays: ReadonlySet<string>
}

/** The instant at which so much opening time has passed, on workdays that are no holidays. */
export function addByDays({ zone, windows, holidays }: OfficeHours, start: number, milliseconds: number): number {
  let left = milliseconds
  let day = DateTime.fromMillis(start, { zone }).startOf('day')
  for (;;) {
    if (day.weekday <= 5 && !holidays.has(day.toISODate() ?? '')) {
      for (const [hour, until] of windows) {
        const from = Math.max(start, day.set({ hour }).toMillis())
        const passed = day.set({ hour: until }).toMillis() - from
        if (passed >= left) return from + left
        if (passed > 0) left -= passed
      }
    }
    day = day.plus({ days: 1 })
  }
}
