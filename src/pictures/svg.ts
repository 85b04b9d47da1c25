import { font } from './colours.js'

/** Drawing by hand, for what no library lays out. All lengths are in points of a telephone's screen. */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

type Attributes = Readonly<Record<string, string | number | undefined>>

export const element = (name: string, attributes: Attributes, inside = ''): string =>
  inside === '' ? `<${name}${written(attributes)}/>` : `<${name}${written(attributes)}>${inside}</${name}>`

const written = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(shortened(value))}"`))
    .join('')

const shortened = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : value

export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

export const rect = ({ x, y, width, height }: Box, attributes: Attributes): string =>
  element('rect', { x, y, width, height, ...attributes })

export const line = (x1: number, y1: number, x2: number, y2: number, attributes: Attributes): string =>
  element('line', { x1, y1, x2, y2, ...attributes })

export interface Lettering {
  readonly size: number
  readonly fill: string
  readonly weight?: number
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** One line of text, `y` being where its letters stand. */
export const text = (words: string, x: number, y: number, { size, fill, weight = 400, anchor }: Lettering): string =>
  element('text', { x, y, fill, 'font-size': size, 'font-weight': weight, 'text-anchor': anchor }, escaped(words))

/** How broad letters are, on the safe side for the font that PNG is drawn with, which is the broadest of ours. */
export function widthOf(words: string, size: number): number {
  let sum = 0
  for (const letter of words) sum += letterWidth(letter)
  return sum * size
}

function letterWidth(letter: string): number {
  if (/[iljtfrI.,:;'’|!()[\] ]/.test(letter)) return 0.4
  if (/[mwMW@%]/.test(letter)) return 0.98
  if (/[\p{Lu}\d–—]/u.test(letter)) return 0.69
  return (letter.codePointAt(0) ?? 0) > 0x2e7f ? 1.1 : 0.62
}

/** As much of it as there is room for; nothing where not even two letters and the ellipsis fit. */
export function fitted(words: string, size: number, room: number): string {
  if (widthOf(words, size) <= room) return words
  const letters = [...words]
  while (letters.length > 0 && widthOf(`${letters.join('').trimEnd()}…`, size) > room) letters.pop()
  return letters.length < 2 ? '' : `${letters.join('').trimEnd()}…`
}

/** A box filled with slanting lines, as one path: a pattern would need a name, and names are shared within a page. */
export function hatched({ x, y, width, height }: Box, stroke: string): string {
  const lines: string[] = []
  for (let at = gap; at < width + height; at += gap) {
    const [x1, y1] = at <= height ? [x, y + at] : [x + at - height, y + height]
    const [x2, y2] = at <= width ? [x + at, y] : [x + width, y + at - width]
    lines.push(`M${[x1, y1].map(shortened).join(' ')}L${[x2, y2].map(shortened).join(' ')}`)
  }
  return element('path', { d: lines.join(''), stroke, 'stroke-width': 0.7, fill: 'none', opacity: 0.6 })
}

const gap = 5

/** A whole drawing: its name is what those hear who cannot see it. */
export const drawing = (width: number, height: number, title: string, inside: string): string =>
  element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${Math.round(width)} ${Math.round(height)}`,
      'font-family': font,
      role: 'img',
      'aria-label': title,
    },
    inside,
  )
