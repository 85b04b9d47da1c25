import { after } from '../kernel/duration.js'
import type { Organisation } from '../organisation/index.js'
import type { Booking, Span } from './booking.js'
import { around, joined, lookAhead, touches } from './overlap.js'
import { nightsIn, timesOf } from './recurring.js'
import type { ExceptionRow, FailureRow } from './table.js'

/** In the order in which they are told. */
export const conflictKinds = ['freeze', 'outside', 'failed', 'item', 'dependent', 'person', 'night'] as const
export type ConflictKind = (typeof conflictKinds)[number]

/** Why a change should not be made in the window that it has, or wants. */
export interface Conflict {
  readonly kind: ConflictKind
  /** The other record's id, for `item`, `dependent`, `person` and `failed`. */
  readonly other?: number
  /**
   * The id of what it is about: of the freeze; of the service for `outside`; of the item for `item` and `failed`; of the
   * other's item for `dependent`; of the person.
   */
  readonly name?: string
  /**
   * When: the freeze; the night; the other's window; from a failure until enough time has passed; for `outside` the next
   * window of the service that is long enough, if there is one within two months.
   */
  readonly from?: Date
  readonly to?: Date
  /** Of `dependent`: whether the other's item needs what this one changes, or this one's items need what the other changes. */
  readonly side?: 'above' | 'below'
  /** Of `night`: how many others of high risk are made in it. */
  readonly count?: number
  /** It is known and allowed: the kind of the change passes the freeze, or it was excepted. */
  readonly excepted?: true
  /** The other is not scheduled, it only wants its window. */
  readonly wanted?: true
}

/** Whether a conflict keeps a change from being scheduled. */
export const blocks = ({ excepted, wanted }: Conflict): boolean => !excepted && !wanted

/** How another change's items are related to those of this one. */
export interface Relation {
  readonly kind: 'item' | 'dependent'
  /** The other's item. */
  readonly item: string
  readonly side?: 'above' | 'below'
}

/** What was found around a window. */
export interface Around {
  readonly others: readonly Booking[]
  relationOf(other: Booking): Relation | undefined
  /** Failures of others with the same items. */
  readonly failures: readonly FailureRow[]
  readonly exceptions: readonly Pick<ExceptionRow, 'freeze' | 'from' | 'to'>[]
}

type Rules = Pick<Organisation, 'zone' | 'services' | 'freezes' | 'changes'>

/** Every reason against a window, in an order that does not depend on the one in which things were found. */
export function judge(booking: Booking, found: Around, rules: Rules): readonly Conflict[] {
  const others = found.others.filter(({ record }) => record !== booking.record)
  return [
    ...frozen(booking, found.exceptions, rules),
    ...outside(booking, rules),
    ...tooSoon(booking, found.failures, rules.changes.apart),
    ...others.filter((other) => touches(other, booking)).flatMap((other) => between(booking, other, found)),
    ...tooMany(booking, others, rules),
  ].toSorted(inOrder)
}

const inOrder = (a: Conflict, b: Conflict): number =>
  conflictKinds.indexOf(a.kind) - conflictKinds.indexOf(b.kind) ||
  (a.from?.getTime() ?? 0) - (b.from?.getTime() ?? 0) ||
  (a.other ?? 0) - (b.other ?? 0) ||
  ((a.name ?? '') < (b.name ?? '') ? -1 : 1)

/** The services whose times count: those that it names, and those that are its items. */
export const servicesOf = (
  { services, items }: Pick<Booking, 'services' | 'items'>,
  organisation: Pick<Organisation, 'services'>,
): readonly string[] => [...new Set([...services, ...items.filter((item) => organisation.services.has(item))])]

function frozen(booking: Booking, exceptions: Around['exceptions'], rules: Rules): readonly Conflict[] {
  const services = servicesOf(booking, rules)
  const isExcepted = (freeze: string): boolean =>
    exceptions.some((one) => one.freeze === freeze && one.from <= booking.from && booking.to <= one.to)
  return [...rules.freezes.values()].flatMap(({ id, recurrence, services: frozen, allowed }) => {
    if (frozen && !frozen.some((service) => services.includes(service))) return []
    const passes = allowed.includes(booking.kind ?? 'normal') || isExcepted(id)
    return joined(timesOf(recurrence, booking)).map(
      ({ from, to }): Conflict => ({ kind: 'freeze', name: id, from, to, ...(passes ? { excepted: true } : {}) }),
    )
  })
}

/** An emergency does not wait for the window of a service; it is told all the same. */
function outside(booking: Booking, rules: Rules): readonly Conflict[] {
  return servicesOf(booking, rules).flatMap((id): readonly Conflict[] => {
    const windows = rules.services.get(id)?.maintenance ?? []
    const within = (span: Span): readonly Span[] => joined(windows.flatMap((window) => timesOf(window, span)))
    if (windows.length === 0 || within(booking).some(({ from, to }) => from <= booking.from && booking.to <= to))
      return []
    const length = booking.to.getTime() - booking.from.getTime()
    const next = within({ from: booking.from, to: after(booking.from, lookAhead) }).find(
      ({ from, to }) => from >= booking.from && to.getTime() - from.getTime() >= length,
    )
    const excepted = booking.kind === 'emergency' ? ({ excepted: true } as const) : {}
    return [{ kind: 'outside', name: id, ...next, ...excepted }]
  })
}

/** Once for each other change, by its newest failure. */
function tooSoon(booking: Booking, failures: readonly FailureRow[], apart: number): readonly Conflict[] {
  const near = failures.filter(
    ({ item, at, record }) =>
      record !== booking.record && booking.items.includes(item) && touches({ from: at, to: after(at, apart) }, booking),
  )
  const newest = new Map<number, FailureRow>()
  for (const failure of near.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.item > b.item ? -1 : 1)))
    newest.set(failure.record, failure)
  return [...newest.values()].map(
    ({ item, at, record }): Conflict => ({ kind: 'failed', other: record, name: item, from: at, to: after(at, apart) }),
  )
}

function between(booking: Booking, other: Booking, found: Around): readonly Conflict[] {
  const { record, from, to, firm, implementer } = other
  const about = { other: record, from, to, ...(firm ? {} : { wanted: true as const }) }
  const relation = found.relationOf(other)
  const isTheirs = implementer !== undefined && implementer === booking.implementer
  return [
    ...(relation ? [{ ...about, ...conflictBy(relation) }] : []),
    ...(isTheirs ? [{ ...about, kind: 'person', name: implementer } as const] : []),
  ]
}

const conflictBy = ({ kind, item, side }: Relation) => ({ kind, name: item, ...(side ? { side } : {}) })

/** Nights in which others of high risk have taken all the places. */
function tooMany(booking: Booking, others: readonly Booking[], rules: Rules): readonly Conflict[] {
  const high = others.filter(({ risk }) => risk === 'high')
  return nightsFor(booking, rules).flatMap((night): readonly Conflict[] => {
    const count = high.filter((other) => isHighIn(other, night)).length
    return count < rules.changes.nightly ? [] : [{ kind: 'night', ...night, count }]
  })
}

/** The nights for which it counts. */
export const nightsFor = (booking: Booking, rules: Pick<Organisation, 'zone' | 'changes'>): readonly Span[] =>
  booking.risk === 'high' ? nightsIn(rules, booking) : []

/** Only what is scheduled has taken a place. */
export const isHighIn = (other: Booking, night: Span): boolean =>
  other.risk === 'high' && other.firm && touches(other, night)

/** All that has to be looked through for a window: itself, and its nights. */
export const spanAround = (booking: Booking, rules: Pick<Organisation, 'zone' | 'changes'>): Span =>
  around([booking, ...nightsFor(booking, rules)])
