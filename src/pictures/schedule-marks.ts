import type { ScheduleBar, ScheduleLook } from '../chat/picture.js'
import type { Colours } from './colours.js'
import { element, hatched, line, rect } from './svg.js'

/** The signs of a schedule. Each says what it is by its shape; the colour says it again. */

export const markSize = 8

/** A circle that is the fuller the higher the risk; a square where none was found out; a ring of dots for a meeting. */
export function mark(bar: Pick<ScheduleBar, 'kind' | 'risk'>, x: number, y: number, colour: Colours): string {
  const [cx, cy, r] = [x + markSize / 2, y, markSize / 2 - 0.6]
  const stroke = strokeOf(bar, colour)
  const ring = { cx, cy, r, fill: 'none', stroke, 'stroke-width': 1.2 }
  if (bar.kind === 'meeting') return element('circle', { ...ring, 'stroke-dasharray': '1.6 1.4' })
  switch (bar.risk) {
    case 'low':
      return element('circle', ring)
    case 'medium':
      return element('circle', ring) + element('path', { d: lowerHalf(cx, cy, r), fill: stroke })
    case 'high':
      return element('circle', { ...ring, fill: stroke })
    default:
      return rect({ x: cx - r, y: cy - r, width: 2 * r, height: 2 * r }, { fill: 'none', stroke, 'stroke-width': 1.2 })
  }
}

const lowerHalf = (cx: number, cy: number, r: number): string => `M${cx - r} ${cy}A${r} ${r} 0 0 0 ${cx + r} ${cy}Z`

export function strokeOf({ kind, risk }: Pick<ScheduleBar, 'kind' | 'risk'>, colour: Colours): string {
  if (kind === 'meeting' || risk === undefined) return colour.planned
  return { low: colour.open, medium: colour.middling, high: colour.breached }[risk]
}

/** A triangle with a stroke in it: something stands against this. */
export function clashMark(x: number, y: number, colour: Colours): string {
  const [middle, top, foot] = [x + markSize / 2, y - markSize / 2, y + markSize / 2 - 0.4]
  const triangle = `M${middle} ${top}L${x + markSize} ${foot}L${x} ${foot}Z`
  const stroke = { stroke: colour.breached, 'stroke-width': 1.1, 'stroke-linejoin': 'round' }
  return (
    element('path', { d: triangle, fill: 'none', ...stroke }) +
    line(middle, y - 1.2, middle, y + 1.2, stroke) +
    element('circle', { cx: middle, cy: y + 2.5, r: 0.6, fill: colour.breached })
  )
}

const sample = { width: 16, height: 10 }

/** What stands beside its meaning in the legend, and how broad it is. */
export function sampleOf(look: ScheduleLook, x: number, y: number, colour: Colours): readonly [string, number] {
  const box = { x, y: y - sample.height / 2, ...sample }
  switch (look) {
    case 'low':
    case 'medium':
    case 'high':
      return [mark({ kind: 'change', risk: look }, x, y, colour), markSize]
    case 'unknown':
      return [mark({ kind: 'change' }, x, y, colour), markSize]
    case 'meeting':
      return [mark({ kind: 'meeting' }, x, y, colour), markSize]
    case 'clash':
      return [clashMark(x, y, colour), markSize]
    case 'wanted':
      return [rect(box, { fill: 'none', stroke: colour.planned, 'stroke-dasharray': '3 2' }), sample.width]
    case 'freeze':
      return [rect(box, { fill: colour.shade }), sample.width]
    case 'maintenance':
      return [hatched(box, colour.planned), sample.width]
  }
}
