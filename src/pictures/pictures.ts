import type { Look, Picture, Pictures } from '../chat/picture.js'

/** As many drawings as a morning's posts are sent with at once. */
const mostKept = 12

/** Draws on demand, and keeps what was drawn last: one picture goes to several places, and each may ask for it twice. */
export function createPictures(): Pictures {
  const svg = kept(async (key) => {
    const { look, picture } = JSON.parse(key) as { readonly look: Look; readonly picture: Picture }
    return (await import('./draw.js')).svgOf(picture, look)
  })
  const drawing = (picture: Picture, look: Look): Promise<string> => svg(JSON.stringify({ look, picture }))
  const png = kept(async (drawn) => (await import('./draw.js')).pngOf(drawn))
  return {
    svg: drawing,
    png: async (picture) => png(await drawing(picture, 'light')),
  }
}

function kept<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const made = new Map<string, Promise<T>>()
  return (key) => {
    const there = made.get(key)
    if (there) return there
    const making = make(key)
    made.set(key, making)
    // What failed is tried again by whoever asks next.
    making.catch(() => made.delete(key))
    for (const oldest of made.keys()) {
      if (made.size <= mostKept) break
      made.delete(oldest)
    }
    return making
  }
}
