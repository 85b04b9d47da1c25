import type { Picture, Pictures } from '../chat/picture.js'
import { createDrawing, type Order } from './drawing.js'

/** As many drawings as a morning's posts are sent with at once. */
const mostKept = 12

/** Draws on demand, and keeps what was drawn last: one picture goes to several places, and each may ask for it twice. */
export function createPictures(): Pictures {
  const drawing = createDrawing()
  const made = new Map<string, Promise<string | Uint8Array>>()

  const drawn = (picture: Picture, as: Order['as']): Promise<string | Uint8Array> => {
    const key = `${as} ${JSON.stringify(picture)}`
    const there = made.get(key)
    if (there) return there
    const making = drawing(picture, as)
    made.set(key, making)
    // What failed is tried again by whoever asks next.
    making.catch(() => made.delete(key))
    for (const oldest of made.keys()) {
      if (made.size <= mostKept) break
      made.delete(oldest)
    }
    return making
  }

  return {
    svg: async (picture, look) => String(await drawn(picture, look)),
    png: async (picture) => Buffer.from(await drawn(picture, 'png')),
  }
}
