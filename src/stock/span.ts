import { days, hours, minutes } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import { type Booked, type CatalogueItem, instantOf, localDay } from '../organisation/index.js'

/** From an instant on and until before another one. */
export interface Span {
  readonly from: Date
  readonly to: Date
}

/** The end of what is taken until it is given back. */
export const forEver = new Date('9999-12-31T00:00:00.000Z')

export const isForEver = ({ to }: Pick<Span, 'to'>): boolean => to >= forEver

/** Nobody books for longer, or further ahead: a slip in the year is found. */
const longest = days(2 * 366)

export interface Spanning {
  /** The wall clock by which nights and days are told. */
  readonly zone: string
  readonly now: Date
}

/**
 * For when an item is taken by an order with these answers: as its `booked` says, from now on and until it is given back
 * where that says nothing. Refuses with `stock.no_span`, `stock.backwards`, `stock.past` or `stock.too_long`, and the
 * field that is wrong.
 */
export function spanOf(
  { booked }: Pick<CatalogueItem, 'booked'>,
  answers: Readonly<Record<string, string>>,
  { zone, now }: Spanning,
): Span {
  if (!booked) return { from: now, to: forEver }
  const typed = new Date(answers[booked.from] ?? '')
  if (Number.isNaN(typed.getTime())) throw new Refusal('stock.no_span', {}, booked.from)
  const { from, to } = booked.kind === 'until' ? until(booked, typed, answers) : lasting(booked, typed, answers, zone)
  if (to <= from) throw new Refusal('stock.backwards', {}, booked.kind === 'until' ? booked.to : booked.for)
  if (to <= now) throw new Refusal('stock.past', {}, booked.from)
  if (to.getTime() - Math.min(from.getTime(), now.getTime()) > longest)
    throw new Refusal('stock.too_long', { years: 2 }, booked.from)
  return { from, to }
}

type Until = Extract<Booked, { kind: 'until' }>
type Lasting = Extract<Booked, { kind: 'lasting' }>

function until({ to: field }: Until, from: Date, answers: Readonly<Record<string, string>>): Span {
  const to = new Date(answers[field] ?? '')
  if (Number.isNaN(to.getTime())) throw new Refusal('stock.no_span', {}, field)
  return { from, to }
}

function lasting(
  { for: field, unit }: Lasting,
  from: Date,
  answers: Readonly<Record<string, string>>,
  zone: string,
): Span {
  const many = Number(answers[field] ?? '')
  if (!Number.isFinite(many) || many <= 0 || many > 1_000_000) throw new Refusal('stock.no_span', {}, field)
  return { from, to: endOf(from, many, unit, zone) }
}

const noon = { hour: 12, minute: 0 }
/** Who comes before this hour still comes for the night before. */
const smallHours = 6

function endOf(from: Date, many: number, unit: Lasting['unit'], zone: string): Date {
  const at = (length: number): Date => new Date(from.getTime() + Math.round(length))
  switch (unit) {
    case 'minute':
      return at(minutes(many))
    case 'hour':
      return at(hours(many))
    case 'day':
      return daysLater(from, Math.ceil(many), zone)
    case 'night':
      return instantOf(zone, localDay(zone, at(-hours(smallHours))) + Math.ceil(many), noon)
  }
}

/** So many days later, when the wall clock shows the same. */
export function daysLater(from: Date, many: number, zone: string): Date {
  const day = localDay(zone, from)
  const since = Math.floor((from.getTime() - instantOf(zone, day, { hour: 0, minute: 0 }).getTime()) / minutes(1))
  return instantOf(zone, day + many, { hour: Math.floor(since / 60), minute: since % 60 })
}
