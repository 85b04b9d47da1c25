import { Resvg } from '@resvg/resvg-js'

/** A PNG of one colour. */
export function pngOf(width: number, height: number, colour = '#1f6a58'): Buffer {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${colour}"/></svg>`
  return Buffer.from(new Resvg(svg).render().asPng())
}
