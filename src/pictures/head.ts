import type { BurnDown, BurnDownPoint } from '../chat/picture.js'
import { type Colours, font } from './colours.js'

const left = 16
const column = 112
/** Where words stand beside the stretch of line that they are about. */
const beside = 29
/** As the library estimates it; what PNG is drawn with is broader. */
const titleWidth = 260

/**
 * The title, and what the lines are: beside a stretch of each, so that nobody has to know them by colour, its number as
 * it is now.
 */
export function headOf(words: BurnDown['words'], holding: BurnDownPoint | undefined, colour: Colours) {
  const { open, planned, breached } = holding ?? { open: 0, planned: 0, breached: 0 }
  const late = breached > 0 ? colour.breached : colour.soft
  return [
    text(words.title, { x: left, y: 16, size: 15, weight: 600, fill: colour.ink, width: titleWidth }),
    ...number(0, { count: open, word: words.open, fill: colour.ink, colour }, [
      stroke(colour.open, 2.6),
      dot(colour.open),
    ]),
    ...number(1, { count: planned, word: words.planned, fill: colour.ink, colour }, [
      stroke(colour.planned, 1.6, [5, 4]),
    ]),
    ...number(2, { count: breached, word: words.breached, fill: late, colour }, [
      stroke(colour.breached, 2, [2, 3]),
      diamond(colour.breached),
    ]),
  ]
}

interface Shown {
  readonly count: number
  readonly word: string
  readonly fill: string
  readonly colour: Colours
}

function number(at: number, { count, word, fill, colour }: Shown, sample: readonly object[]) {
  const x = left + at * column
  return [
    { type: 'group' as const, x, y: 60, silent: true, children: sample },
    text(String(count), { x: x + beside, y: 46, size: 24, weight: 600, fill, width: column - beside }),
    text(word, { x: x + beside, y: 75, size: 12, weight: 400, fill: colour.soft, width: column - beside }),
  ]
}

const stroke = (color: string, lineWidth: number, lineDash?: readonly number[]) => ({
  type: 'line',
  shape: { x1: 0, y1: 0, x2: 20, y2: 0 },
  style: { stroke: color, lineWidth, ...(lineDash ? { lineDash } : {}) },
})

const dot = (fill: string) => ({ type: 'circle', shape: { cx: 20, cy: 0, r: 3.5 }, style: { fill } })

const diamond = (fill: string) => ({
  type: 'polygon',
  shape: {
    points: [
      [10, -5.5],
      [14.5, 0],
      [10, 5.5],
      [5.5, 0],
    ],
  },
  style: { fill },
})

interface Set {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly weight: number
  readonly fill: string
  readonly width: number
}

const text = (words: string, { x, y, size, weight, fill, width }: Set) => ({
  type: 'text' as const,
  x,
  y,
  silent: true,
  style: {
    text: words,
    fill,
    fontFamily: font,
    fontSize: size,
    fontWeight: weight,
    width,
    overflow: 'truncate' as const,
    ellipsis: '…',
  },
})
