import { days } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import type { Rotation } from '../organisation/index.js'
import type { Wish } from './asks.js'
import type { Roster } from './roster.js'
import type { Shift } from './shifts.js'

/** What people ask of each other, found right or refused. Pure: who may stand in is handed in. */

/** Nobody gives away more of their duty at once. */
const most = days(92)

/** People by their ids, with the names that refusals say. */
export interface Asking {
  readonly roster: Roster
  readonly rotation: Rotation
  /** How the rotation is called. */
  readonly name: string
  readonly now: Date
  readonly asker: string
  readonly instead: { readonly id: string; readonly name: string }
  readonly other: { readonly id: string; readonly name: string; readonly works: boolean }
}

export interface Span {
  readonly from?: Date
  readonly to?: Date
}

/** Somebody is to stand in: for the next shift, unless a time is named; to its end, unless another one is. */
export function coverWish(asking: Asking, span: Span): Wish {
  const { roster, rotation, name, now, asker, instead, other } = asking
  demandTwo(asking)
  if (!other.works) throw new Refusal('oncall.not_in_rotation', { name: other.name, rotation: name }, 'who')
  if (span.from && span.from < now) throw new Refusal('oncall.past', {}, 'from')
  if (span.to && span.to <= (span.from ?? now)) {
    throw span.to <= now ? new Refusal('oncall.past', {}, 'until') : new Refusal('oncall.backwards', {}, 'until')
  }
  const shift = shiftFrom(asking, instead, span.from ?? now, 'from')
  if (span.from && shift.from > span.from)
    throw new Refusal('oncall.not_on_duty', { name: instead.name, rotation: name }, 'from')
  const from = latest(shift.from, span.from ?? now)
  const to = span.to ?? shift.to
  if (to.getTime() - from.getTime() > most) throw new Refusal('oncall.too_long', { days: most / days(1) }, 'until')
  const theirs = roster.shifts(rotation.id, from, to)
  if (to <= from || theirs.some(({ person }) => person !== instead.id))
    throw new Refusal('oncall.not_on_duty', { name: instead.name, rotation: name }, span.from ? 'from' : 'until')
  return { kind: 'cover', rotation: rotation.id, asker, other: other.id, instead: instead.id, from, to }
}

/** Two people exchange a shift each: their next ones, unless instants within others are named. */
export function swapWish(asking: Asking, { mine, theirs }: { readonly mine?: Date; readonly theirs?: Date }): Wish {
  const { rotation, now, asker, instead, other } = asking
  demandTwo(asking)
  const given = whole(asking, instead, mine, 'mine')
  const taken = whole(asking, other, theirs, 'theirs')
  return {
    kind: 'swap',
    rotation: rotation.id,
    asker,
    other: other.id,
    instead: instead.id,
    from: latest(given.from, now),
    to: given.to,
    backFrom: taken.from,
    backTo: taken.to,
  }
}

function demandTwo({ instead, other }: Asking): void {
  if (instead.id === other.id) throw new Refusal('oncall.with_yourself', {}, 'who')
}

type Someone = Asking['instead']

/** The shift that a person has at an instant. Without one it is their next that has not begun. */
function whole(asking: Asking, person: Someone, at: Date | undefined, field: 'mine' | 'theirs'): Shift {
  const { roster, rotation, name, now, instead } = asking
  if (at && at < now) throw new Refusal('oncall.past', {}, field)
  if (!at) {
    const next = roster.upcoming(rotation.id, now, { person: person.id, count: 2 }).find(({ from }) => from > now)
    if (next) return next
    throw new Refusal('oncall.no_shifts', { name: person.name, rotation: name }, person === instead ? field : 'who')
  }
  const shift = roster.onCall(rotation.id, at)
  if (shift?.person !== person.id) throw new Refusal('oncall.not_on_duty', { name: person.name, rotation: name }, field)
  // The other one's is given as a whole: who is on duty now cannot take it back.
  if (field === 'theirs' && shift.from <= now) throw new Refusal('oncall.begun', { name: person.name }, field)
  return shift
}

/** The shift of a person that an instant lies in, or their next one after it. */
function shiftFrom({ roster, rotation, name }: Asking, person: Someone, at: Date, field: string): Shift {
  const [next] = roster.upcoming(rotation.id, at, { person: person.id, count: 1 })
  if (next) return next
  throw new Refusal('oncall.no_shifts', { name: person.name, rotation: name }, field)
}

const latest = (a: Date, b: Date): Date => (a > b ? a : b)
