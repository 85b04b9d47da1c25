import type { Rotation, Segment } from '../organisation/index.js'
import { dayOf, instantOf, localDay } from '../organisation/wall-clock.js'

/** Who is on call by the plan alone, before anybody stood in for anybody. */

/** A stretch of time that is one person's. Ends where the next begins, or at its own end. */
export interface Planned {
  readonly person: string
  readonly from: Date
  readonly to: Date
}

/**
 * The planned shifts that touch [from, to), whole and in order. Each begins on the wall clock of its segment's zone, so a
 * shift over a change of the clocks is an hour longer or shorter. One that begins ends the one before: there is never
 * more than one, and there may be none.
 */
export function plannedBetween({ segments }: Pick<Rotation, 'segments'>, from: Date, to: Date): readonly Planned[] {
  const begins = segments
    .flatMap((segment, order) => beginsIn(segment, from, to).map((begin) => ({ ...begin, order })))
    .sort((a, b) => a.from.getTime() - b.from.getTime() || a.order - b.order)
  return begins.flatMap(({ person, from: begin, ends }, at): readonly Planned[] => {
    const next = begins[at + 1]?.from
    const end = next && (!ends || next < ends) ? next : ends
    // The last begin is one behind `to`: it only ends those before it.
    return end && begin < end && begin < to && end > from ? [{ person, from: begin, to: end }] : []
  })
}

interface Begin {
  readonly person: string
  readonly from: Date
  readonly ends?: Date
}

/** The begins within [from, to), and one on either side. */
function beginsIn(segment: Segment, from: Date, to: Date): readonly Begin[] {
  const { zone, anchor, step } = segment
  const first = dayOf(anchor)
  // Two on either side: a local date may lie on the other side of an instant, and a shift may last into the next day.
  const start = Math.max(0, Math.floor((localDay(zone, from) - first) / step) - 1)
  const end = Math.floor((localDay(zone, to) - first) / step) + 2
  const begins: Begin[] = []
  for (let n = start; n <= end; n++) begins.push(beginOn(segment, first, first + n * step))
  return begins
}

function beginOn({ zone, people, turn, from, to }: Segment, first: number, date: number): Begin {
  const person = people[Math.floor((date - first) / turn) % people.length] as string
  const begin = instantOf(zone, date, from)
  if (!to) return { person, from: begin }
  const isNextDay = to.hour * 60 + to.minute <= from.hour * 60 + from.minute
  return { person, from: begin, ends: instantOf(zone, isNextDay ? date + 1 : date, to) }
}
