import { type Answers, answersTo, calendarFor, deliveryOf, mayOrder } from '../catalogue/index.js'
import { after, days, minutes } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import type { Booked, CatalogueItem, Organisation } from '../organisation/index.js'
import type { Caller } from '../people/index.js'
import type { Reader } from '../store/index.js'
import { freeIn, nextFree } from './book.js'
import { daysLater, isForEver, type Span, spanOf } from './span.js'

/** What somebody wants that is full, as they asked for it. */
export interface WantedItem {
  readonly item: CatalogueItem
  readonly count: number
  readonly answers: Answers
}

/** What can be had instead, with the answers it would be ordered with. */
export interface Alternatives {
  /** Others of the same category and service of which there is room at that time, in the order of the catalogue. */
  readonly others: readonly { readonly item: CatalogueItem; readonly answers: Answers }[]
  /** The same, at the next time at which it is free. */
  readonly next?: { readonly from: Date; readonly answers: Answers }
}

interface Asking {
  readonly organisation: Organisation
  readonly caller: Caller
  readonly now: Date
}

/** As many as anybody reads. */
const most = 3

/**
 * The next best offers for whoever wants what is full: other items of its category that can be ordered with the same answers
 * and that the caller may order, and the next time at which the same is free.
 */
export async function alternatives(reader: Reader, wanted: WantedItem, asking: Asking): Promise<Alternatives> {
  const { organisation, caller, now } = asking
  const { item, count, answers } = wanted
  const span = spanOf(item, answers, { zone: zoneFor(organisation, item), now })
  const others: { readonly item: CatalogueItem; readonly answers: Answers }[] = []
  for (const other of organisation.catalogue.values()) {
    if (others.length >= most) break
    if (other.id === item.id || other.category.id !== item.category.id) continue
    if (!isAlike(item, other) || !mayOrder(other, caller)) continue
    const theirs = answersFor(other, wanted, span)
    const when = theirs && spanned(other, theirs, asking)
    if (!when || (!isForEver(when) && when.from < earliestOf(other, asking))) continue
    if ((await freeIn(reader, other, when)) >= count) others.push({ item: other, answers: theirs })
  }
  const next = await nextTime(reader, wanted, span, asking)
  return { others, ...(next ? { next } : {}) }
}

/** What takes its time cannot begin at once. */
const earliestOf = (item: CatalogueItem, { organisation, now }: Asking): Date =>
  deliveryOf(item, organisation, now)?.by ?? now

/** By whose wall clock the nights and days of an item are told. */
export const zoneFor = (organisation: Organisation, { calendar }: Pick<CatalogueItem, 'calendar'>): string =>
  calendarFor(organisation, calendar)?.calendar.zone ?? organisation.zone

/**
 * Whether one can stand for the other: it belongs to the same service, and is taken by the hour, by the night, or until it is
 * given back like it. A suite is no parking place.
 */
const isAlike = (one: CatalogueItem, other: CatalogueItem): boolean =>
  other.stock !== undefined && other.service === one.service && takenBy(one.booked) === takenBy(other.booked)

function takenBy(booked: Booked | undefined): 'lent' | 'time' | 'night' {
  if (!booked) return 'lent'
  return booked.kind === 'lasting' && (booked.unit === 'night' || booked.unit === 'day') ? 'night' : 'time'
}

/** The answers to what another item asks as well, for the same time; undefined where they break its rules. */
function answersFor(other: CatalogueItem, { item, answers }: WantedItem, span: Span): Answers | undefined {
  const alike = other.fields.filter((field) =>
    item.fields.some(({ id, kind }) => id === field.id && kind === field.kind),
  )
  const same = Object.fromEntries(
    alike.flatMap(({ id }) => (answers[id] === undefined ? [] : [[id, answers[id]] as const])),
  )
  const theirs = { ...same, ...timed(other.booked, span) }
  try {
    answersTo(other, theirs, 'en')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // What it asks besides is asked.
    if (error.code !== 'catalogue.answer_missing') return undefined
  }
  return theirs
}

const lengths = { minute: minutes(1), hour: minutes(60), night: days(1), day: days(1) }

/** How an item's fields say a span. */
function timed(booked: Booked | undefined, { from, to }: Span): Answers {
  if (!booked) return {}
  if (booked.kind === 'until') return { [booked.from]: from.toISOString(), [booked.to]: to.toISOString() }
  const many = Math.max(1, Math.ceil((to.getTime() - from.getTime()) / lengths[booked.unit]))
  return { [booked.from]: from.toISOString(), [booked.for]: String(many) }
}

function spanned(item: CatalogueItem, answers: Answers, { organisation, now }: Asking): Span | undefined {
  try {
    return spanOf(item, answers, { zone: zoneFor(organisation, item), now })
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** Nobody waits for a minute past: free times begin with a part of the hour that people say. */
const step = minutes(5)
/** So often a time is tried that would be a little longer or shorter than what was asked for. */
const tries = 40

async function nextTime(reader: Reader, wanted: WantedItem, span: Span, asking: Asking): Promise<Alternatives['next']> {
  const { item, count, answers } = wanted
  const { booked } = item
  if (!booked || isForEver(span)) return undefined
  const nightly = booked.kind === 'lasting' && (booked.unit === 'night' || booked.unit === 'day')
  let at = span.from
  for (let round = 0; round < tries; round++) {
    const length = span.to.getTime() - span.from.getTime()
    const asked = { item, count, from: at, to: after(at, length) }
    const free = await nextFree(reader, asked, { notBefore: earliestOf(item, asking) })
    if (!free) return undefined
    const from = nightly
      ? sameTime(span.from, free, zoneFor(asking.organisation, item))
      : new Date(Math.ceil(free.getTime() / step) * step)
    const moved = {
      ...answers,
      ...(booked.kind === 'until'
        ? timed(booked, { from, to: after(from, length) })
        : { [booked.from]: from.toISOString() }),
    }
    const when = spanned(item, moved, asking)
    if (when && (await freeIn(reader, item, when)) >= count) return { from, answers: moved }
    at = after(from, nightly ? days(1) - minutes(90) : step)
  }
  return undefined
}

/** The same time of day as before, on the first day on which it is not over yet. */
function sameTime(before: Date, earliest: Date, zone: string): Date {
  const late = Math.ceil(Math.max(0, earliest.getTime() - before.getTime()) / days(1))
  const at = daysLater(before, late, zone)
  return at < earliest ? daysLater(before, late + 1, zone) : at
}
