import { dayLength, newYear } from './dates.js'

/**
 * What the wall clocks of a zone show, as stretches of constant difference from UTC. Time is cut into blocks of 27
 * weeks, because 773 of them are exactly the 400 years after which the Gregorian calendar begins again with the same
 * date on the same day of the week: whoever knows 400 years of blocks knows all of them.
 */
export const blockLength = 189 * dayLength
export const blocksInCycle = 773

/** While from ≤ t < to, the wall clock shows t + offset. All in milliseconds. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly offset: number
}

/** The stretches of each block, found once a zone and remembered: asking `Intl` is what costs. */
export interface Zone {
  /** Those that make up a block, in order. */
  stretches(block: number): readonly Stretch[]
  /** Those that make up the time from one instant to another. */
  between(from: number, to: number): readonly Stretch[]
}

const zones = new Map<string, Zone>()

/** Throws a RangeError for a zone that the machine does not know. */
export function zoneOf(name: string): Zone {
  const there = zones.get(name)
  if (there) return there
  const zone = createZone(name)
  zones.set(name, zone)
  return zone
}

/** An IANA time zone that this machine knows. Bare differences such as +01:00 are none: they know no summer time. */
export function zoneExists(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false
  try {
    zoneOf(name)
    return true
  } catch {
    return false
  }
}

function createZone(name: string): Zone {
  const blocks = new Map<number, readonly Stretch[]>()
  const offsetAt = offsetsOf(name)
  const stretches = (block: number): readonly Stretch[] => {
    const there = blocks.get(block)
    if (there) return there
    const found = stretchesIn(block * blockLength, (block + 1) * blockLength, offsetAt)
    blocks.set(block, found)
    return found
  }
  return {
    stretches,
    between(from, to) {
      const found: Stretch[] = []
      for (let block = Math.floor(from / blockLength); block * blockLength < to; block++)
        for (const stretch of stretches(block))
          if (stretch.to > from && stretch.from < to)
            found.push({ ...stretch, from: Math.max(from, stretch.from), to: Math.min(to, stretch.to) })
      return found
    },
  }
}

/** Before the first railways every place had its own mean time, and no zone has a rule. */
const firstRule = newYear(1800) * dayLength

function offsetsOf(name: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' })
  return (at) => {
    const shown = format.format(Math.max(at, firstRule))
    const [, sign, hours = 0, minutes = 0, seconds = 0] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(shown) ?? []
    const size = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1_000
    return sign === '-' ? -size : size
  }
}

/** No zone has ever changed its clocks twice within a week. */
const stride = 3 * dayLength

function stretchesIn(from: number, to: number, offsetAt: (at: number) => number): readonly Stretch[] {
  const found: Stretch[] = []
  let begin = from
  let offset = offsetAt(from)
  for (let at = from; at < to; at += stride) {
    const next = Math.min(at + stride, to)
    const then = offsetAt(next)
    if (then === offset) continue
    const change = firstOther(at, next, offset, offsetAt)
    if (change >= to) break
    found.push({ from: begin, to: change, offset })
    begin = change
    offset = then
  }
  return [...found, { from: begin, to, offset }]
}

/** The first instant in (low, high] at which the offset is another one than at `low`. */
function firstOther(low: number, high: number, offset: number, offsetAt: (at: number) => number): number {
  let before = low
  let after = high
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (offsetAt(middle) === offset) before = middle
    else after = middle
  }
  return after
}
