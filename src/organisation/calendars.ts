import { type Calendar, parseCalendar } from '../kernel/calendar.js'
import { type CalendarFile, plainWindows } from './calendar-schema.js'
import { holidaysOf } from './holidays.js'

/** Every agreement may name it without anyone having written it down: open at all times. */
export const alwaysOpen = 'always'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** What the kernel is given for a calendar of the file. */
export function plainCalendar(file: CalendarFile, zone: string): object {
  return {
    zone: file.zone ?? zone,
    weekly: eachOf(file.weekly, plainWindows),
    holidays: file.holidays,
    overrides: eachOf(file.overrides, plainWindows),
  }
}

/** A calendar of a file that was found right. */
export function calendarOf(file: CalendarFile, zone: string): Calendar {
  const plain = plainCalendar(file, zone)
  return file.country === undefined ? parseCalendar(plain) : parseCalendar(plain, holidaysOf(file.country, file.region))
}

export const alwaysIn = (zone: string): Calendar =>
  parseCalendar({ zone, weekly: Object.fromEntries(days.map((day) => [day, [['00:00', '24:00']]])) })

/** The windows of each day, Monday first, as people read them; without a week all days are open. */
export const weekOf = (weekly?: CalendarFile['weekly']): readonly (readonly string[])[] =>
  days.map((day) =>
    weekly === undefined
      ? ['00:00–24:00']
      : plainWindows(weekly[day] ?? []).map((ends) => (ends as string[]).join('–')),
  )

const eachOf = <From, To>(
  of: Readonly<Record<string, From | undefined>>,
  make: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(of).flatMap(([key, value]) => (value === undefined ? [] : [[key, make(value)]])))
