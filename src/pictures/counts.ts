import type { BurnDownPoint } from '../chat/picture.js'

/** What holds at an instant (milliseconds): the last point that is not behind it. Before the first one nothing is known. */
export const holdingAt = (points: readonly BurnDownPoint[], at: number): BurnDownPoint | undefined =>
  points.findLast((point) => Date.parse(point.at) <= at)

/**
 * At most about `most` points that tell the same day: the last of each stretch of time. What holds at `now` and at the
 * end is exact.
 */
export function thinned(
  points: readonly BurnDownPoint[],
  { from, to, now }: { readonly from: number; readonly to: number; readonly now: number },
  most: number,
): readonly BurnDownPoint[] {
  const stretch = (to - from) / most
  // A stretch ends at `now`, so that what holds then is the last of one.
  const stretchOf = (at: number): number => Math.ceil((at - now) / stretch)
  const kept = new Map<number, BurnDownPoint>()
  for (const point of points) kept.set(stretchOf(Date.parse(point.at)), point)
  return [...kept.values()]
}
