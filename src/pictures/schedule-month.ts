import type { ScheduleBar, ScheduleDay } from '../chat/picture.js'
import type { Colours } from './colours.js'
import { clashMark, mark, markSize, strokeOf } from './schedule-marks.js'
import type { Drawn } from './schedule-week.js'
import { fitted, hatched, rect, text } from './svg.js'

/** A month: a row a week, a box a day. Each change is a mark; a box has room for eight. */

const left = 12
const box = { width: 48, height: 48 }
const marksInRow = 4
const step = markSize + 2

export function monthOf(
  days: readonly ScheduleDay[],
  weekdays: readonly string[],
  top: number,
  colour: Colours,
): Drawn {
  const heads = weekdays.map((word, at) =>
    text(fitted(word, 10, box.width - 4), left + (at + 0.5) * box.width, top + 10, {
      size: 10,
      fill: colour.soft,
      anchor: 'middle',
    }),
  )
  const begin = top + 16
  const boxes = days.map((day, at) =>
    boxOf(day, left + (at % 7) * box.width, begin + Math.floor(at / 7) * box.height, colour),
  )
  return { svg: [...heads, ...boxes].join(''), height: 16 + Math.ceil(days.length / 7) * box.height }
}

function boxOf({ label, bars, now, outside, more }: ScheduleDay, x: number, y: number, colour: Colours): string {
  const whole = { x, y, ...box }
  const has = (kind: ScheduleBar['kind']): boolean => bars.some((bar) => bar.kind === kind)
  const frame = now === undefined ? { stroke: colour.line } : { stroke: colour.ink, 'stroke-width': 1.6 }
  const shown = [
    ...(has('freeze') ? [rect(whole, { fill: colour.shade })] : []),
    ...(has('maintenance') ? [hatched({ x, y: y + box.height - 7, width: box.width, height: 7 }, colour.planned)] : []),
    rect({ x: x + 0.5, y: y + 0.5, width: box.width - 1, height: box.height - 1 }, { fill: 'none', ...frame }),
    text(label, x + 5, y + 13, {
      size: 11,
      fill: outside ? colour.planned : colour.ink,
      weight: now === undefined ? 400 : 600,
    }),
    ...(bars.some(({ clash }) => clash) ? [clashMark(x + box.width - 13, y + 9, colour)] : []),
    ...bars
      .filter(({ kind }) => kind === 'change' || kind === 'meeting')
      .map((bar, at) => markOf(bar, at, x, y, colour)),
    ...(more === undefined ? [] : [text(more, x + box.width - 4, y + box.height - 2, moreLook(colour))]),
  ]
  return outside ? `<g opacity="0.45">${shown.join('')}</g>` : shown.join('')
}

const moreLook = (colour: Colours) => ({ size: 8, fill: colour.soft, anchor: 'end' }) as const

/** What is not decided has a line of dashes below it, as its bar would have around it. */
function markOf(bar: ScheduleBar, at: number, x: number, y: number, colour: Colours): string {
  const [markX, markY] = [x + 5 + (at % marksInRow) * step, y + 21 + Math.floor(at / marksInRow) * 11]
  const dashes = bar.wanted
    ? rect(
        { x: markX - 0.8, y: markY - markSize / 2 - 0.8, width: markSize + 1.6, height: markSize + 1.6 },
        { fill: 'none', stroke: strokeOf(bar, colour), 'stroke-width': 0.7, 'stroke-dasharray': '2 1.5' },
      )
    : ''
  return mark(bar, markX, markY, colour) + dashes
}
