import type { BurnDown, BurnDownPoint, Look } from '../chat/picture.js'
import { type Colours, colours, font } from './colours.js'
import { holdingAt } from './counts.js'
import { headOf } from './head.js'
import { timeOfDay, wholeHours } from './hours.js'

/** Small enough that a telephone shows its words without making them smaller. */
export const size = { width: 360, height: 276 }
const fontSize = 12
const grid = { left: 34, right: 24, top: 122, bottom: 30 }

/** The instants of a burn-down, in milliseconds. */
interface Span {
  readonly from: number
  readonly to: number
  /** Within the day: a picture that is made the day after shows all of it as past. */
  readonly now: number
}

/** A burn-down in the words of the charting library. */
export function chartOf(picture: BurnDown, look: Look) {
  const colour = colours[look]
  const [from, to] = [Date.parse(picture.from), Date.parse(picture.to)]
  const span = { from, to, now: Math.min(to, Math.max(from, Date.parse(picture.now))) }
  const past = until(picture.points, span.now)
  const holding = holdingAt(picture.points, span.now)
  return {
    animation: false,
    textStyle: { fontFamily: font },
    grid,
    graphic: headOf(picture.words, holding, colour),
    xAxis: hoursAxis(picture, span, colour),
    yAxis: countAxis(picture.points, colour),
    series: [
      planned([...picture.points, ...at(holdingAt(picture.points, to), to)], colour),
      open([...past, ...at(holding, span.now)], colour, nowMark(picture, span, colour)),
      breached([...past, ...at(holding, span.now)], colour),
    ],
  }
}

const until = (points: readonly BurnDownPoint[], now: number): readonly BurnDownPoint[] =>
  points.filter((point) => Date.parse(point.at) <= now)

/** What holds, once more at the end of its line. */
const at = (point: BurnDownPoint | undefined, instant: number): readonly BurnDownPoint[] =>
  point ? [{ ...point, at: new Date(instant).toISOString() }] : []

function hoursAxis({ language, zone }: BurnDown, { from, to }: Span, colour: Colours) {
  const customValues = [...wholeHours(zone, from, to, 6)]
  const time = timeOfDay(language, zone)
  return {
    type: 'value' as const,
    min: from,
    max: to,
    axisLine: { lineStyle: { color: colour.planned } },
    axisTick: { customValues, length: 4 },
    splitLine: { show: false },
    axisLabel: { customValues, color: colour.soft, fontSize, margin: 9, formatter: (ms: number) => time(ms) },
  }
}

/** A small number of clocks is not blown up to the full height. */
function countAxis(points: readonly BurnDownPoint[], colour: Colours) {
  const most = Math.max(0, ...points.flatMap(({ open, planned, breached }) => [open, planned, breached]))
  return {
    type: 'value' as const,
    min: 0,
    ...(most < 4 ? { max: 4 } : {}),
    minInterval: 1,
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colour.line } },
    axisLabel: { color: colour.soft, fontSize },
  }
}

type Kind = 'open' | 'planned' | 'breached'

const values = (points: readonly BurnDownPoint[], kind: Kind): [number, number][] =>
  points.map((point) => [Date.parse(point.at), point[kind]])

/** A count holds until the next point, hence the steps. */
const stepped = { type: 'line' as const, step: 'end' as const, silent: true, symbol: 'none' }

const planned = (points: readonly BurnDownPoint[], colour: Colours) => ({
  ...stepped,
  data: values(points, 'planned'),
  lineStyle: { color: colour.planned, width: 1.6, type: [5, 4] },
})

const open = (points: readonly BurnDownPoint[], colour: Colours, marks: object) => ({
  ...stepped,
  data: lastMarked(values(points, 'open'), 'circle', 7),
  itemStyle: { color: colour.open },
  lineStyle: { color: colour.open, width: 2.6 },
  areaStyle: { color: colour.openWash },
  ...marks,
})

/** The line begins with the first one that is late. A mark stands wherever there is one more. */
function breached(points: readonly BurnDownPoint[], colour: Colours) {
  const first = points.findIndex((point) => point.breached > 0)
  const all = first < 0 ? [] : values(points.slice(first), 'breached')
  const data = all.map(([x, y], n) => {
    const more = y > (all[n - 1]?.[1] ?? 0)
    return { value: [x, y], symbol: more ? 'diamond' : 'none', symbolSize: 9 }
  })
  return {
    ...stepped,
    data,
    showAllSymbol: true,
    itemStyle: { color: colour.breached },
    lineStyle: { color: colour.breached, width: 2, type: [2, 3] },
  }
}

const lastMarked = (all: readonly [number, number][], symbol: string, symbolSize: number) =>
  all.map((value, n) => (n === all.length - 1 ? { value, symbol, symbolSize } : { value, symbol: 'none' }))

/** A line where the day stands, and what is still to come in a shade of its own. */
function nowMark({ language, zone, words }: BurnDown, { from, to, now }: Span, colour: Colours) {
  const share = (now - from) / (to - from)
  const align = share < 0.12 ? 'left' : share > 0.88 ? 'right' : 'center'
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: colour.soft, width: 1, type: 'solid' as const },
      label: {
        formatter: `${words.now} ${timeOfDay(language, zone)(now)}`,
        position: 'end' as const,
        align,
        color: colour.ink,
        fontSize,
        fontWeight: 600,
        distance: 4,
      },
      data: [{ xAxis: now }],
    },
    markArea: { silent: true, itemStyle: { color: colour.wash }, data: [[{ xAxis: now }, { xAxis: to }]] },
  }
}
