import type { ScheduleBar, ScheduleDay } from '../chat/picture.js'
import type { Colours } from './colours.js'
import { clashMark, mark, markSize, strokeOf } from './schedule-marks.js'
import { fitted, hatched, line, rect, text, widthOf } from './svg.js'

/** A week: a row a day, from midnight to midnight. What overlaps stands in lanes one below the other. */

const left = 62
const right = 348
const lane = 17
const barHeight = 13
const strip = 12
/** More names of freezes and windows would leave no room for changes. */
const mostStrips = 3
const size = 10
const day = 1440

export interface Drawn {
  readonly svg: string
  readonly height: number
}

export function weekOf(days: readonly ScheduleDay[], top: number, colour: Colours): Drawn {
  const hours = [0, 6, 12, 18, 24]
  const labels = hours.map((hour) =>
    text(String(hour).padStart(2, '0'), xAt(hour * 60), top + 10, { size, fill: colour.soft, anchor: 'middle' }),
  )
  const begin = top + 16
  const rows: string[] = []
  let y = begin
  for (const one of days) {
    const row = rowOf(one, y, colour)
    rows.push(row.svg)
    y += row.height
  }
  const grid = hours.map((hour) => line(xAt(hour * 60), begin, xAt(hour * 60), y, { stroke: colour.line }))
  return { svg: [...labels, ...grid, ...rows].join(''), height: y - top }
}

const xAt = (minute: number): number => left + (minute / day) * (right - left)

function rowOf({ label, bars, now, more }: ScheduleDay, y: number, colour: Colours): Drawn {
  const ground = bars.filter(({ kind }) => kind === 'freeze' || kind === 'maintenance')
  const strips = inLanes(ground.flatMap((bar) => named(bar))).slice(0, mostStrips)
  const lanes = inLanes(bars.filter(({ kind }) => kind === 'change' || kind === 'meeting').map(placed))
  const first = y + 5 + strips.length * strip
  const height = Math.max(26, 8 + strips.length * strip + lanes.length * lane + (more === undefined ? 0 : strip))
  const svg = [
    ...ground.map((bar) => groundOf(bar, y, height, colour)),
    ...(now === undefined
      ? []
      : [line(xAt(now), y, xAt(now), y + height, { stroke: colour.ink, 'stroke-width': 1.4 })]),
    line(12, y, right, y, { stroke: colour.line }),
    text(label, 12, y + 17, {
      size: 11,
      fill: now === undefined ? colour.soft : colour.ink,
      weight: now === undefined ? 400 : 600,
    }),
    ...strips.flatMap((all, at) =>
      all.map(({ words, at: x }) => text(words, x, y + 11 + at * strip, { size: 9, fill: colour.soft })),
    ),
    ...lanes.flatMap((all, at) => all.map((bar) => barOf(bar, first + at * lane, colour))),
    ...(more === undefined
      ? []
      : [text(more, right - 2, y + height - 4, { size: 9, fill: colour.soft, anchor: 'end' })]),
  ]
  return { svg: svg.join(''), height }
}

function groundOf({ kind, from, to }: ScheduleBar, y: number, height: number, colour: Colours): string {
  const box = { x: xAt(from), y, width: Math.max(1, xAt(to) - xAt(from)), height }
  return kind === 'freeze' ? rect(box, { fill: colour.shade }) : hatched(box, colour.planned)
}

interface Named {
  readonly words: string
  readonly at: number
  readonly begins: number
  readonly ends: number
}

/** The name of a ground, where it begins, or further left where it would leave the row. */
function named({ label, from }: ScheduleBar): readonly Named[] {
  const words = fitted(label, 9, right - left - 4)
  const width = widthOf(words, 9)
  const at = Math.min(xAt(from) + 3, right - width - 2)
  return words === '' ? [] : [{ words, at, begins: at, ends: at + width }]
}

interface Placed {
  readonly bar: ScheduleBar
  readonly x: number
  readonly width: number
  readonly words: string
  readonly wordsAt: number
  readonly begins: number
  readonly ends: number
}

const signs = ({ clash }: ScheduleBar): number => markSize + 4 + (clash ? markSize + 3 : 0)
const most = 150
/** Words that are cut stay within a bar of this breadth. */
const roomy = 80

/** Its words stand within the bar where they fit, else behind it or before it, where there is more room. */
function placed(bar: ScheduleBar): Placed {
  const x = xAt(bar.from)
  const width = Math.max(5, xAt(bar.to) - x)
  const end = x + width
  const whole = fitted(bar.label, size, most - signs(bar))
  const needed = signs(bar) + widthOf(whole, size)
  if (needed + 8 <= width) return { bar, x, width, words: whole, wordsAt: x + 4, begins: x, ends: end }
  const [before, behind] = [x - 4 - left, right - 4 - end]
  if (width >= roomy || width - 8 >= Math.max(before, behind)) {
    const words = fitted(bar.label, size, width - 8 - signs(bar))
    return { bar, x, width, words, wordsAt: x + 4, begins: x, ends: end }
  }
  const isBehind = behind >= Math.min(needed, before)
  const words = fitted(whole, size, (isBehind ? behind : before) - signs(bar))
  const taken = signs(bar) + widthOf(words, size)
  return isBehind
    ? { bar, x, width, words, wordsAt: end + 4, begins: x, ends: end + 4 + taken }
    : { bar, x, width, words, wordsAt: x - 4 - taken, begins: x - 4 - taken, ends: end }
}

function barOf({ bar, x, width, words, wordsAt }: Placed, y: number, colour: Colours): string {
  const stroke = strokeOf(bar, colour)
  const middle = y + barHeight / 2
  const inside = wordsAt >= x && wordsAt < x + width
  const dashes = bar.wanted ? { 'stroke-dasharray': '3 2' } : {}
  return [
    rect(
      { x, y, width, height: barHeight },
      { rx: 2, fill: stroke, 'fill-opacity': inside || bar.wanted ? 0.13 : 0.45 },
    ),
    rect({ x, y, width, height: barHeight }, { rx: 2, fill: 'none', stroke, 'stroke-width': 1.2, ...dashes }),
    mark(bar, wordsAt, middle, colour),
    ...(bar.clash ? [clashMark(wordsAt + markSize + 3, middle, colour)] : []),
    text(words, wordsAt + signs(bar), middle + 3.6, { size, fill: colour.ink }),
  ].join('')
}

/** Each in the first lane that has room for it; lanes in order. */
export function inLanes<T extends { readonly begins: number; readonly ends: number }>(
  all: readonly T[],
): readonly T[][] {
  const lanes: T[][] = []
  for (const one of all) {
    const free = lanes.find((there) =>
      there.every(({ begins, ends }) => ends + 5 <= one.begins || one.ends + 5 <= begins),
    )
    if (free) free.push(one)
    else lanes.push([one])
  }
  return lanes
}
