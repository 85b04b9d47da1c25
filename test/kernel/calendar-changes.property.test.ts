import { expect } from 'chai'
import fc from 'fast-check'
import {
  addBusinessTime,
  businessTimeBetween,
  type Calendar,
  isOpen,
  nextOpening,
  openSpans,
  parseCalendar,
} from '../../src/kernel/calendar.js'
import { days, hours } from '../../src/kernel/duration.js'
import { calendarIn, twentyZones } from './arbitrary-calendar.js'
import { minute, minutesFrom, type Shown, type Written, wallClockIn, watch } from './wall-clock.js'

const seed = 4
const aroundIt = 40 * 60

/** The instants of ten years at which days begin, in UTC, during which the clocks of a zone were changed. */
function changesIn(zone: string): number[] {
  const clock = wallClockIn(zone)
  const found: number[] = []
  const year = zone === 'Pacific/Apia' ? 2010 : 2016
  let last: number | undefined
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 10, 0, 1); at += days(1)) {
    const shows = clock(at).minutes + clock(at).date.localeCompare(new Date(at).toISOString().slice(0, 10)) * 1_440
    if (last !== undefined && shows !== last) found.push(at - days(1))
    last = shows
  }
  return found
}

/** Forty hours around a change of clocks, minute by minute. */
interface Scene {
  readonly begin: number
  readonly minutes: readonly Shown[]
  readonly dates: readonly string[]
}

function sceneAt(zone: string, change: number): Scene {
  const begin = change - hours(8)
  const minutes = minutesFrom(zone, begin, aroundIt)
  return { begin, minutes, dates: [...new Set(minutes.map(({ date }) => date))] }
}

/** How many minutes of the scene were open before each one. */
function tally(written: Written, { minutes }: Scene): { readonly open: boolean[]; readonly before: number[] } {
  const open = minutes.map(watch(written))
  const before = [0]
  for (const one of open) before.push((before.at(-1) ?? 0) + (one ? 1 : 0))
  return { open, before }
}

describe('Business time', () => {
  for (const zone of twentyZones) {
    it(`agrees with a wall clock watched minute by minute, on every change of clocks in ${zone}`, () => {
      for (const change of zone === 'Asia/Kathmandu' ? [Date.UTC(2020, 1, 28)] : changesIn(zone)) {
        const scene = sceneAt(zone, change)
        const places = fc.tuple(fc.nat(aroundIt - 1), fc.nat(aroundIt - 1))
        fc.assert(
          fc.property(
            calendarIn(zone, scene.dates),
            fc.array(places, { minLength: 12, maxLength: 12 }),
            (written, pairs) => {
              agree(parseCalendar(written), written, scene, pairs)
            },
          ),
          { seed: seed + change, numRuns: 2 },
        )
      }
    })
  }

  function agree(
    calendar: Calendar,
    written: Written,
    scene: Scene,
    pairs: readonly (readonly [number, number])[],
  ): void {
    const { open, before } = tally(written, scene)
    const at = (place: number): Date => new Date(scene.begin + place * minute)
    open.forEach((is, place) => {
      if (isOpen(calendar, at(place)) !== is) expect.fail(`${at(place).toISOString()} is ${is ? 'open' : 'closed'}`)
    })
    for (const [one, other] of pairs) {
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      const passed = (before[to] ?? 0) - (before[from] ?? 0)
      expect(businessTimeBetween(calendar, at(from), at(to))).to.equal(passed * minute)
      expect(businessTimeBetween(calendar, at(to), at(from))).to.equal(from === to ? passed : 0)
      if (passed > 0) {
        const first = before.findIndex((sum) => sum === (before[from] ?? 0) + passed)
        expect(addBusinessTime(calendar, at(from), passed * minute)).to.deep.equal(at(first))
        const last = before.findLastIndex((sum) => sum === (before[to] ?? 0) - passed)
        expect(addBusinessTime(calendar, at(to), -passed * minute)).to.deep.equal(at(last))
      }
      const opening = open.indexOf(true, from)
      if (opening >= 0) expect(nextOpening(calendar, at(from))).to.deep.equal(at(opening))
    }
    const spans = openSpans(calendar, at(0), at(aroundIt))
    expect(spans.flatMap(({ from, to }) => [from.getTime(), to.getTime()])).to.deep.equal(
      edges(open).map((p) => at(p).getTime()),
    )
  }

  /** Where the row turns from closed to open and back. */
  const edges = (open: readonly boolean[]): number[] =>
    [...open, false].flatMap((is, place) => (is !== (open[place - 1] ?? false) ? [place] : []))
})
