import { type DayHours, join, localSpans, type Window } from './calendar-hours.js'
import { blockLength, type Stretch } from './calendar-zone.js'
import { dayLength } from './dates.js'

/** The opening of one block of time. All instants count from the block's beginning. */
export interface Block {
  readonly from: Float64Array
  readonly to: Float64Array
  /** Opening time in this block before each span; one more entry than spans, the last one being the whole block's. */
  readonly before: Float64Array
}

/**
 * An instant is open when its wall clock shows a time within a window. So each stretch of constant offset cuts its part
 * out of the local times: what the clocks skip is cut out by nobody, what they repeat by two.
 */
export function openSpansIn(stretches: readonly Stretch[], local: readonly Window[]): Window[] {
  const spans: { from: number; to: number }[] = []
  for (const { from, to, offset } of stretches)
    for (const window of local) {
      const begin = Math.max(from, window.from - offset)
      const end = Math.min(to, window.to - offset)
      if (begin < end) join(spans, begin, end)
    }
  return spans
}

/** The local days whose windows can be open during the stretches: one that crosses midnight began the day before. */
export function daysDuring(stretches: readonly Stretch[]): { readonly first: number; readonly last: number } {
  const first = Math.min(...stretches.map(({ from, offset }) => from + offset))
  const last = Math.max(...stretches.map(({ to, offset }) => to + offset))
  return { first: Math.floor(first / dayLength) - 1, last: Math.floor(last / dayLength) }
}

export function buildBlock(block: number, stretches: readonly Stretch[], daysOf: (day: number) => DayHours): Block {
  const { first, last } = daysDuring(stretches)
  const spans = openSpansIn(stretches, localSpans(daysOf, first, last))
  const begin = block * blockLength
  const before = new Float64Array(spans.length + 1)
  spans.forEach(({ from, to }, at) => {
    before[at + 1] = (before[at] ?? 0) + to - from
  })
  return {
    from: Float64Array.from(spans, ({ from }) => from - begin),
    to: Float64Array.from(spans, ({ to }) => to - begin),
    before,
  }
}
