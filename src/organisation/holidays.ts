import { createRequire } from 'node:module'

/**
 * Public holidays of countries and their regions, by the date-holidays library. It is loaded when a calendar first names a
 * country: its data weighs more than all else that a desk file brings.
 */

interface Book {
  getCountries(): Readonly<Record<string, string>>
  getStates(country: string): Readonly<Record<string, string>> | undefined
  getHolidays(
    year: number,
  ): readonly { readonly date: string; readonly end: Date; readonly start: Date; readonly type: string }[]
}
type Library = new (country?: string, region?: string) => Book

let library: Library | undefined
function book(country?: string, region?: string): Book {
  library ??= createRequire(import.meta.url)('date-holidays') as Library
  return region === undefined ? new library(country) : new library(country, region)
}

/** The codes that are known: `CH`, `DK`. */
export const countries = (): readonly string[] => Object.keys(book().getCountries())

/** The regions of a country by their codes: `GR`, `ZH`. Empty where the library tells none apart. */
export const regionsOf = (country: string): readonly string[] => Object.keys(book().getStates(country) ?? {})

/**
 * The dates of a year's public holidays, `2027-12-25`. Those that last several days are several dates. What was worked
 * out is remembered for every version of the desk file: a year of a lunar calendar takes a quarter of a second.
 */
export function holidaysOf(country: string, region?: string): (year: number) => readonly string[] {
  const key = `${country}/${region ?? ''}`
  const there = remembered.get(key)
  if (there) return there
  const source = book(country, region)
  const years = new Map<number, readonly string[]>()
  const dates = (year: number): readonly string[] => {
    const known = years.get(year) ?? publicDates(source, year)
    years.set(year, known)
    return known
  }
  remembered.set(key, dates)
  return dates
}

/** By country and region, of which there are as many as the library has. */
const remembered = new Map<string, (year: number) => readonly string[]>()

const publicDates = (source: Book, year: number): readonly string[] =>
  source
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end }) => datesFrom(date.slice(0, 10), end.getTime() - start.getTime()))

const day = 86_400_000

function datesFrom(first: string, lasts: number): readonly string[] {
  // A day on which the clocks change is an hour shorter or longer, and still one day.
  const days = Math.max(1, Math.round(lasts / day))
  const from = new Date(`${first}T00:00:00Z`).getTime()
  return Array.from({ length: days }, (_, at) => new Date(from + at * day).toISOString().slice(0, 10))
}
