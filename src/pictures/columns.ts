import type { Columns, Look } from '../chat/picture.js'
import { type Colours, colours, font } from './colours.js'

const fontSize = 12

/** A column for each step, what went well below what did not, in the words of the charting library. */
export function columnsOf({ columns, words }: Columns, look: Look) {
  const colour = colours[look]
  const most = Math.max(0, ...columns.map(({ good, bad }) => good + bad))
  return {
    animation: false,
    textStyle: { fontFamily: font },
    grid: { left: 34, right: 20, top: 88, bottom: 30 },
    graphic: [
      said(words.title, { y: 16, size: 15, weight: 600, fill: colour.ink, x: 16 }),
      ...sample(0, words.good, colour.open, colour),
      ...sample(1, words.bad, colour.breached, colour),
    ],
    xAxis: {
      type: 'category' as const,
      data: columns.map(({ label }) => label),
      axisLine: { lineStyle: { color: colour.planned } },
      axisTick: { show: false },
      axisLabel: { color: colour.soft, fontSize, margin: 9, hideOverlap: true },
    },
    yAxis: {
      type: 'value' as const,
      min: 0,
      ...(most < 4 ? { max: 4 } : {}),
      minInterval: 1,
      splitNumber: 4,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: colour.line } },
      axisLabel: { color: colour.soft, fontSize },
    },
    series: [
      stacked(
        columns.map(({ good }) => good),
        { color: colour.open },
      ),
      // Told apart without its colour, too: it is the one with a border of dashes.
      stacked(
        columns.map(({ bad }) => bad),
        { color: colour.wash, borderColor: colour.breached, borderWidth: 1.6, borderType: [3, 2] },
      ),
    ],
  }
}

const stacked = (data: readonly number[], itemStyle: object) => ({
  type: 'bar' as const,
  stack: 'all',
  silent: true,
  barMaxWidth: 34,
  // A column of nothing would be a line.
  data: data.map((value) => (value === 0 ? '-' : value)),
  itemStyle,
})

function sample(at: number, word: string, stroke: string, colour: Colours) {
  const x = 16 + at * 160
  const style = at === 0 ? { fill: stroke } : { fill: colour.wash, stroke, lineWidth: 1.6, lineDash: [3, 2] }
  return [
    { type: 'rect' as const, x, y: 50, silent: true, shape: { width: 14, height: 14 }, style },
    said(word, { x: x + 22, y: 51, size: 12, weight: 400, fill: colour.soft }),
  ]
}

interface Set {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly weight: number
  readonly fill: string
}

const said = (text: string, { x, y, size, weight, fill }: Set) => ({
  type: 'text' as const,
  x,
  y,
  silent: true,
  style: {
    text,
    fill,
    fontFamily: font,
    fontSize: size,
    fontWeight: weight,
    width: size > 12 ? 320 : 130,
    overflow: 'truncate' as const,
    ellipsis: '…',
  },
})
