import rrule from 'rrule'
import { days } from '../kernel/duration.js'
import { dayOf, instantOf } from './wall-clock.js'

/** What repeats by the wall clock of a zone: meetings, freezes, maintenance windows. */
export interface Recurrence {
  /** The value of an RRULE (RFC 5545, 3.3.10), such as FREQ=WEEKLY;BYDAY=MO. Without one it happens once. */
  readonly rule?: string
  /** What the wall clock shows at the first one, or from when on the rule is asked: 2026-01-05T10:00. */
  readonly from: string
  readonly zone: string
  /** How long each one lasts, in milliseconds. */
  readonly length: number
  /** Local dates on which it does not happen. */
  readonly except?: readonly string[]
}

export interface Span {
  readonly from: Date
  readonly to: Date
}

/** The times at which something happens, found as far as they were asked for and remembered. */
export interface Recurring {
  /** Those that touch [from, to), in order. */
  between(from: Date, to: Date): readonly Span[]
  /** The first one that begins after an instant; undefined when none does within ten years. */
  after(at: Date): Span | undefined
}

const year = days(366)
const decade = 10 * year

/**
 * Where a clock change skips the time of day, it happens as long after the change as the time is; where the clock shows it
 * twice, at the first of both. Throws for a rule or a start that are none; ask `ruleProblem` and `isWallTime` before.
 */
export function recurring(given: Recurrence): Recurring {
  let known: readonly Span[] = []
  let knownTo = Number.NEGATIVE_INFINITY
  const upTo = (to: number): readonly Span[] => {
    if (to <= knownTo) return known
    // A year more than was asked for, so that whoever goes on day by day does not begin anew every time.
    knownTo = to + year
    known = spansUntil(given, knownTo)
    return known
  }
  return {
    between(from, to) {
      const spans = upTo(to.getTime())
      const found: Span[] = []
      for (let at = firstEndingAfter(spans, from); at < spans.length; at++) {
        const span = spans[at]
        if (!span || span.from >= to) break
        found.push(span)
      }
      return found
    },
    after(at) {
      for (const ahead of [0, decade]) {
        const found = upTo(at.getTime() + ahead).find((span) => span.from > at)
        if (found) return found
      }
      return undefined
    },
  }
}

/** Ends come in the order of beginnings, for all are equally long but for a clock's change. */
function firstEndingAfter(spans: readonly Span[], from: Date): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const span = spans[middle]
    if (span && span.to <= from) low = middle + 1
    else high = middle
  }
  return low
}

/** The rule is asked with wall clock times as if they were UTC, as the library wants it; each becomes an instant after. */
function spansUntil({ rule, from, zone, length, except }: Recurrence, to: number): readonly Span[] {
  const first = new Date(`${from}Z`)
  if (rule === undefined) return [spanAt(first, zone, length)]
  const options = rrule.RRule.parseString(rule)
  const last = Math.min(to + days(1), options.until ? untilIn(options.until, rule, zone) : Number.POSITIVE_INFINITY)
  if (last < first.getTime()) return []
  // Always with an end: a rule that never comes true, such as the 30th of February, is looked for until the year 9999.
  const dates = new rrule.RRule({ ...options, dtstart: first, until: new Date(last) }).all()
  return dates
    .filter((date) => !except?.includes(date.toISOString().slice(0, 10)))
    .map((date) => spanAt(date, zone, length))
}

/** The wall clock's time of an UNTIL: it may be an instant, a local time or a whole day, which then counts to its end. */
function untilIn(until: Date, rule: string, zone: string): number {
  if (/UNTIL=\d{8}(?:;|$)/.test(rule)) return until.getTime() + days(1) - 1
  if (!/UNTIL=\w+Z(?:;|$)/.test(rule)) return until.getTime()
  return until.getTime() + zoneAhead(zone, until)
}

function zoneAhead(zone: string, at: Date): number {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
  return new Date(`${shown.replace(' ', 'T')}Z`).getTime() - Math.floor(at.getTime() / 1_000) * 1_000
}

function spanAt(shown: Date, zone: string, length: number): Span {
  const date = dayOf(shown.toISOString().slice(0, 10))
  const from = instantOf(zone, date, { hour: shown.getUTCHours(), minute: shown.getUTCMinutes() })
  return { from, to: new Date(from.getTime() + length) }
}

/** A wall clock's time that exists in the calendar: 2026-02-30T10:00 does not. */
export function isWallTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return false
  const at = new Date(`${text}Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

const day = '(?:MO|TU|WE|TH|FR|SA|SU)'
const list = (one: string): string => `${one}(?:,${one})*`
const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
  BYMONTH: new RegExp(`^${list('(?:[1-9]|1[0-2])')}$`),
  BYMONTHDAY: new RegExp(`^${list('-?(?:[1-9]|[12]\\d|3[01])')}$`),
  BYDAY: new RegExp(`^${list(`(?:-?[1-5])?${day}`)}$`),
  BYSETPOS: new RegExp(`^${list('-?[1-9]\\d{0,2}')}$`),
  WKST: new RegExp(`^${day}$`),
}

/**
 * What is wrong with the value of an RRULE: `form` when it is none, or asks for more than days; `never` when it comes true
 * on no day of the ten years from its start.
 */
export function ruleProblem(rule: string, from = '2026-01-01T00:00'): 'form' | 'never' | undefined {
  const given = rule.split(';').map((part) => part.split('='))
  const names = given.map(([name]) => name)
  const isKnown = given.every(([name = '', value = '', more]) => more === undefined && parts[name]?.test(value))
  if (!isKnown || !names.includes('FREQ') || new Set(names).size < names.length) return 'form'
  // Weeks have no second Monday, and a day of the month says which week it is.
  if (rule.includes('FREQ=WEEKLY') && (/BYDAY=[^;]*\d/.test(rule) || names.includes('BYMONTHDAY'))) return 'form'
  const found = recurring({ rule, from, zone: 'UTC', length: 0 }).after(new Date(new Date(`${from}Z`).getTime() - 1))
  return found ? undefined : 'never'
}
