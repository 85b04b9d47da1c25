import type { Photo, Picture } from '../chat/picture.js'
import { pngSize } from '../kernel/png.js'
import { drawing, element, fitted, text } from './svg.js'

/** No place of ours shows it broader. */
const broadest = 640

/** Fetches what somebody gave; undefined where it is there no more. */
export type Fetch = (photo: Photo) => Promise<Uint8Array | undefined>

/** A photo as SVG, the whole of it within. */
export function photoSvg(bytes: Uint8Array, { words: { title } }: Picture): string {
  const size = pngSize(bytes)
  if (!size) throw new Error('a photo is no PNG')
  const width = Math.min(size.width, broadest)
  const height = Math.max(1, Math.round((size.height * width) / size.width))
  const href = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`
  return drawing(width, height, title, element('image', { href, width, height }))
}

/** What stands in a photo's place when it is there no more: its title in a frame. */
export function goneSvg({ words: { title } }: Photo): string {
  const frame = element('rect', { x: 1, y: 1, width: 318, height: 78, rx: 8, fill: 'none', stroke: grey })
  return drawing(
    320,
    80,
    title,
    frame + text(fitted(title, 14, 290), 160, 45, { size: 14, fill: grey, anchor: 'middle' }),
  )
}

/** Read on a light ground as on a dark one. */
const grey = '#7a8480'
