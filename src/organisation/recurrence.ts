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
  let shown: readonly Date[] = []
  let knownTo = Number.NEGATIVE_INFINITY
  const upTo = (to: number): readonly Date[] => {
    if (to <= knownTo) return shown
    // A year more than was asked for, so that whoever goes on day by day does not begin anew every time.
    knownTo = to + year
    shown = shownUntil(given, knownTo)
    return shown
  }
  // Zones cost more than rules: only what is asked for is told in instants, once.
  const spans = new Map<number, Span>()
  const spanOf = (one: Date): Span => {
    const span = spans.get(one.getTime()) ?? spanAt(one, given.zone, given.length)
    spans.set(one.getTime(), span)
    return span
  }
  return {
    between(from, to) {
      const all = upTo(to.getTime() + days(1))
      const found: Span[] = []
      for (let at = firstShownFrom(all, from.getTime() - given.length - days(1)); at < all.length; at++) {
        const one = all[at]
        if (!one || one.getTime() >= to.getTime() + days(1)) break
        const span = spanOf(one)
        if (span.to > from && span.from < to) found.push(span)
      }
      return found
    },
    after(at) {
      for (const ahead of [0, decade]) {
        const all = upTo(at.getTime() + ahead)
        for (let next = firstShownFrom(all, at.getTime() - days(1)); next < all.length; next++) {
          const one = all[next]
          const span = one && spanOf(one)
          if (span && span.from > at) return span
        }
      }
      return undefined
    },
  }
}

/** A wall clock is less than a day away from UTC: what is looked for lies within a day of what it shows. */
function firstShownFrom(all: readonly Date[], from: number): number {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const one = all[middle]
    if (one && one.getTime() < from) low = middle + 1
    else high = middle
  }
  return low
}

/** What the wall clock shows each time, as if it were UTC, which is what the library wants. */
function shownUntil({ rule, from, zone, except }: Recurrence, to: number): readonly Date[] {
  const first = new Date(`${from}Z`)
  if (rule === undefined) return [first]
  const options = rrule.RRule.parseString(rule)
  const last = Math.min(to + days(1), options.until ? untilIn(options.until, rule, zone) : Number.POSITIVE_INFINITY)
  if (last < first.getTime()) return []
  // Always with an end: a rule that never comes true, such as the 30th of February, is looked for until the year 9999.
  const dates = new rrule.RRule({ ...options, dtstart: first, until: new Date(last) }).all()
  return except ? dates.filter((date) => !except.includes(date.toISOString().slice(0, 10))) : dates
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
