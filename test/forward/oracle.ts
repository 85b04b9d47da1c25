import { DateTime } from 'luxon'
import type { Need } from '../../src/configuration/index.js'
import type { Booking, Conflict } from '../../src/forward/index.js'

/**
 * The rules as they are said, tried on every half hour and on every pair: slow, and without any of the program's own ways
 * of finding times. It knows the one desk file of the property's test.
 */

const zone = 'Europe/Zurich'
const halfHour = 1_800_000

/** The half hours that a window is made of. */
const slots = ({ from, to }: Pick<Booking, 'from' | 'to'>): readonly number[] =>
  Array.from({ length: (to.getTime() - from.getTime()) / halfHour }, (_, n) => from.getTime() + n * halfHour)

/** Weekends are frozen for the bathrooms, from Saturday morning on for two days and a half. */
const isFrozen = (at: number): boolean => since(at, '06:00', (day) => day.weekday === 6, 60)
/** The heating may be worked on on Tuesdays and Sundays, for three hours from two o'clock on. */
const isOpen = (at: number): boolean => since(at, '02:00', (day) => [2, 7].includes(day.weekday), 3)

/** Whether something that lasts so many hours has begun on one of the days before. */
const since = (at: number, clock: string, isOn: (day: DateTime) => boolean, hours: number): boolean =>
  Array.from({ length: 5 }, (_, back) => DateTime.fromMillis(at, { zone }).startOf('day').minus({ days: back })).some(
    (day) => {
      const begun = shows(day, clock)
      return isOn(day) && begun <= at && at < begun + hours * 2 * halfHour
    },
  )

/** When the clock shows a time on a day: where it does so twice, the first one, which luxon does not promise. */
function shows(day: DateTime, clock: string): number {
  const at = DateTime.fromISO(`${day.toISODate()}T${clock}`, { zone })
  const hourBefore = DateTime.fromMillis(at.toMillis() - 2 * halfHour, { zone })
  return Math.min(at.toMillis(), hourBefore.toFormat('HH:mm') === clock ? hourBefore.toMillis() : at.toMillis())
}

/** The local date on which the night began that a half hour is in: ten in the evening to five. */
function nightOf(at: number): string | undefined {
  const local = DateTime.fromMillis(at, { zone })
  if (local.hour >= 22) return local.toISODate() ?? undefined
  return local.hour < 5 ? (local.minus({ days: 1 }).toISODate() ?? undefined) : undefined
}

/** All that fails, round after round. */
export function failing(needs: readonly Need[], failed: readonly number[]): ReadonlySet<number> {
  const gone = new Set(failed)
  for (let before = -1; before < gone.size; ) {
    before = gone.size
    for (const { item, on, among } of needs) {
      if (!gone.has(on)) continue
      const lost = new Set(
        needs
          .filter((other) => other.item === item && other.among?.group === among?.group && gone.has(other.on))
          .map((other) => other.on),
      )
      if (!among || among.of - lost.size < among.enough) gone.add(item)
    }
  }
  return gone
}

export interface World {
  readonly needs: readonly Need[]
  readonly numberOf: (item: string) => number
  readonly bookings: readonly Booking[]
  readonly failures: readonly { readonly record: number; readonly item: string; readonly at: Date }[]
}

/** What is against a window, each conflict as `kind name other`, sorted; times aside. */
export function expected(booking: Booking, world: World): readonly string[] {
  const mine = slots(booking)
  const services = new Set([...booking.services, ...booking.items])
  const hits = (items: readonly string[], others: readonly string[]): boolean => {
    const gone = failing(world.needs, items.map(world.numberOf))
    return others.some((item) => gone.has(world.numberOf(item)))
  }
  const all: string[] = []
  const say = (...parts: readonly (string | number)[]) => void all.push(parts.join(' '))
  if (services.has('bathrooms') && mine.some(isFrozen)) say('freeze', 'weekend')
  if (services.has('heating') && !mine.every(isOpen)) say('outside', 'heating')
  const others = world.bookings.filter(({ record }) => record !== booking.record)
  for (const other of others) {
    if (!slots(other).some((slot) => mine.includes(slot))) continue
    if (other.items.some((item) => booking.items.includes(item))) say('item', other.record)
    else if (hits(booking.items, other.items) || hits(other.items, booking.items)) say('dependent', other.record)
    if (booking.implementer !== undefined && other.implementer === booking.implementer) say('person', other.record)
  }
  const recent = world.failures.filter(
    ({ record, item, at }) =>
      record !== booking.record &&
      booking.items.includes(item) &&
      mine.some((slot) => slot >= at.getTime() && slot < at.getTime() + 24 * halfHour),
  )
  for (const record of new Set(recent.map((failure) => failure.record))) say('failed', record)
  for (const night of new Set(booking.risk === 'high' ? mine.map(nightOf) : [])) {
    if (night === undefined) continue
    const high = others.filter(
      ({ risk, firm, ...other }) => risk === 'high' && firm && slots(other).some((slot) => nightOf(slot) === night),
    )
    if (high.length >= 1) say('night', night, high.length)
  }
  return all.toSorted()
}

/** The same of what the program found. Several times of one freeze are one reason. */
export const told = (conflicts: readonly Conflict[]): readonly string[] =>
  [
    ...new Set(
      conflicts.map(({ kind, name, other, from, count }) => {
        if (kind === 'freeze' || kind === 'outside') return `${kind} ${name}`
        return kind === 'night' ? `night ${from && nightOf(from.getTime())} ${count}` : `${kind} ${other}`
      }),
    ),
  ].toSorted()
