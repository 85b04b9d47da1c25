import type { Picture, Pictures } from '../chat/picture.js'
import { createDrawing, type Order } from './drawing.js'
import { type Fetch, photoSvg } from './photo.js'

/** As many drawings as a morning's posts are sent with at once. */
const mostKept = 12

/**
 * Draws on demand, and keeps what was drawn last: one picture goes to several places, and each may ask for it twice. Photos
 * are fetched each time; one that is there no more is a frame with its title.
 */
export function createPictures({ photo: fetch = async () => undefined }: { readonly photo?: Fetch } = {}): Pictures {
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

  /** A photo's own bytes; undefined for what is drawn. */
  const given = async (picture: Picture): Promise<Uint8Array | undefined> =>
    picture.kind === 'photo' ? fetch(picture) : undefined

  return {
    async svg(picture, look) {
      const bytes = await given(picture)
      return bytes ? photoSvg(bytes, picture) : String(await drawn(picture, look))
    },
    png: async (picture) => Buffer.from((await given(picture)) ?? (await drawn(picture, 'png'))),
  }
}
