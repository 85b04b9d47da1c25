import { type Block, buildBlock } from './calendar-block.js'
import { createDays, type DayHours, type Hours, namedDays } from './calendar-hours.js'
import { blockLength, blocksInCycle, type Zone } from './calendar-zone.js'
import { dayLength, newYear } from './dates.js'

/**
 * All the opening of a calendar, as a meter: how much was open between its zero and an instant, and at which instant it
 * shows how much. Blocks are added on either side when somebody asks so far, and looked up from then on, so what a
 * question costs does not depend on the distance. Beyond the years for which zones and calendars have rules of their
 * own, one cycle of 400 years stands for all.
 */
export interface Ledger {
  daysOf(day: number): DayHours
  readonly zone: Zone
  isOpen(at: number): boolean
  /** Until when an open instant's opening goes on, or its block does. */
  openUntil(at: number): number
  /** What the meter shows at an instant. */
  measure(at: number): number
  /** The open instant at which it shows this much, of which there is one; undefined when it never shows so much or little. */
  openInstant(amount: number): number | undefined
}

/** Zones have their last rule of their own before 2100 (Morocco's Ramadan, to 2087), and the first after 1800. */
const lastRule = newYear(2200)
const firstRule = newYear(1800)
const blockOfDay = (day: number): number => Math.floor((day * dayLength) / blockLength)

export function createLedger(zone: Zone, hours: Hours): Ledger {
  const daysOf = createDays(hours)
  const named = namedDays(hours)
  // From `after` on, and up to `before`, every block is as that of the cycle before or behind.
  const after = blockOfDay(Math.max(lastRule, named.last + 3)) + 1
  const before = blockOfDay(Math.min(firstRule, named.first - 3))
  const top = after + blocksInCycle
  const bottom = before - blocksInCycle

  const blocks: Block[] = []
  /** What the meter shows at the beginning of each block, and at the end of the last. */
  const shown: number[] = [0]
  let first = 0

  const start = (): number => shown[0] ?? 0
  const end = (): number => shown.at(-1) ?? 0

  const built = (block: number): Block => buildBlock(block, zone.stretches(block), daysOf)
  const addAhead = (): void => {
    const block = built(first + blocks.length)
    blocks.push(block)
    shown.push(end() + openingOf(block))
  }
  const addBehind = (): void => {
    const block = built(first - 1)
    first--
    blocks.unshift(block)
    shown.unshift(start() - openingOf(block))
  }
  const reach = (block: number): void => {
    if (blocks.length === 0) first = block
    while (block < first) addBehind()
    while (block >= first + blocks.length) addAhead()
  }
  const shownAt = (block: number): number => shown[block - first] ?? Number.NaN
  /** The opening of 400 years beyond all rules. */
  const cycleAhead = (): number => {
    reach(top - 1)
    return shownAt(top) - shownAt(after)
  }
  const cycleBehind = (): number => {
    reach(bottom)
    return shownAt(before) - shownAt(bottom)
  }
  const cyclesTo = (block: number): number => {
    if (block >= top) return Math.floor((block - after) / blocksInCycle)
    if (block < bottom) return Math.floor((block - before) / blocksInCycle) + 1
    return 0
  }

  /** Adds blocks until the meter shows this much in one of them, or in one that stands for others. */
  const withinReach = (amount: number): { readonly amount: number; readonly cycles: number } | undefined => {
    while (end() <= amount && first + blocks.length < top) addAhead()
    while (amount < start() && first > bottom) addBehind()
    const beyond = amount - end()
    const short = start() - amount
    if (beyond < 0 && short <= 0) return { amount, cycles: 0 }
    const cycle = beyond >= 0 ? cycleAhead() : cycleBehind()
    if (cycle === 0) return undefined
    const cycles = beyond >= 0 ? Math.floor(beyond / cycle) + 1 : -Math.ceil(short / cycle)
    return { amount: amount - cycles * cycle, cycles }
  }

  /** The block in which an instant lies – or that which stands for it – and what the meter shows there. */
  const locate = (at: number) => {
    const block = Math.floor(at / blockLength)
    const cycles = cyclesTo(block)
    const standing = block - cycles * blocksInCycle
    reach(standing)
    const skipped = cycles === 0 ? 0 : cycles * (cycles > 0 ? cycleAhead() : cycleBehind())
    return { block: blocks[standing - first], within: at - block * blockLength, shown: shownAt(standing) + skipped }
  }

  return {
    zone,
    daysOf,
    isOpen(at) {
      const { block, within } = locate(at)
      if (!block) return false
      const span = countUpTo(block.from, within) - 1
      return span >= 0 && within < (block.to[span] ?? 0)
    },
    openUntil(at) {
      const { block, within } = locate(at)
      return at - within + (block?.to[countUpTo(block.from, within) - 1] ?? within)
    },
    measure(at) {
      const { block, within, shown: base } = locate(at)
      return block ? base + openingUntil(block, within) : base
    },
    openInstant(amount) {
      const sought = withinReach(amount)
      if (!sought) return undefined
      const at = countUpTo(shown, sought.amount) - 1
      const block = blocks[at]
      if (!block) return undefined
      const rest = sought.amount - (shown[at] ?? 0)
      const span = countUpTo(block.before, rest) - 1
      const within = (block.from[span] ?? 0) + rest - (block.before[span] ?? 0)
      return (first + at + sought.cycles * blocksInCycle) * blockLength + within
    },
  }
}

const openingOf = (block: Block): number => block.before.at(-1) ?? 0

function openingUntil(block: Block, within: number): number {
  const span = countUpTo(block.from, within) - 1
  if (span < 0) return 0
  const from = block.from[span] ?? 0
  return (block.before[span] ?? 0) + Math.min(within, block.to[span] ?? 0) - from
}

/** How many of the ascending values are at most this. */
function countUpTo(values: ArrayLike<number>, value: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}
