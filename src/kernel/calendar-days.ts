import { openSpansIn } from './calendar-block.js'
import { localSpans, type Window } from './calendar-hours.js'
import type { Ledger } from './calendar-ledger.js'
import type { Zone } from './calendar-zone.js'
import { dayLength } from './dates.js'

export type Until = 'time of day' | 'end of day'

/** So many working days after an open instant; undefined when there are not so many. */
export function workingDayAfter(ledger: Ledger, start: number, days: number, until: Until): number | undefined {
  const clock = wallClock(ledger.zone, start)
  const begun = dayOfOpening(ledger, clock)
  let day = begun
  for (let n = 0; n < days; n++) {
    const next = nextWorkingDay(ledger, day)
    if (next === undefined) return undefined
    day = next
  }
  const spans = spansOf(ledger, day)
  const closing = spans.at(-1)?.to
  if (until === 'end of day' || closing === undefined) return closing
  const wanted = instantOfLocal(ledger.zone, clock + (day - begun) * dayLength)
  const span = spans.find(({ to }) => wanted < to)
  return span ? Math.max(span.from, wanted) : closing
}

/** The date on which the hours began that an open wall clock lies in. */
function dayOfOpening({ daysOf }: Ledger, clock: number): number {
  const day = Math.floor(clock / dayLength)
  const time = clock - day * dayLength
  const today = daysOf(day).windows.some(({ from, to }) => from <= time && time < to)
  return today ? day : day - 1
}

/** Longer than any desk is closed; whoever is closed longer is asked whether it ever opens again. */
const longClosure = 400

function nextWorkingDay(ledger: Ledger, after: number): number | undefined {
  for (let day = after + 1; ; day++) {
    if (spansOf(ledger, day).length > 0) return day
    if ((day - after) % longClosure !== 0) continue
    const opening = ledger.openInstant(ledger.measure((day + 1) * dayLength))
    if (opening === undefined) return undefined
    // Two days short of it, because zones differ from UTC, and hours may begin the day before.
    day = Math.max(day, Math.floor(opening / dayLength) - 3)
  }
}

/** When the windows that begin on a day are open. */
function spansOf({ daysOf, zone }: Ledger, day: number): readonly Window[] {
  const local = localSpans(daysOf, day, day)
  return local.length === 0 ? [] : openSpansIn(around(zone, day * dayLength), local)
}

/** Wall clocks are less than a day away from UTC, and a window reaches into the next day. */
const around = (zone: Zone, local: number) => zone.between(local - 2 * dayLength, local + 4 * dayLength)

function wallClock(zone: Zone, at: number): number {
  const [stretch] = zone.between(at, at + 1)
  return at + (stretch?.offset ?? 0)
}

/** The first instant at which the wall clock shows a time, or the one at which it skips it. */
function instantOfLocal(zone: Zone, local: number): number {
  const stretch = around(zone, local).find(({ to, offset }) => local < to + offset)
  return stretch ? Math.max(stretch.from, local - stretch.offset) : local
}
