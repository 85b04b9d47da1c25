import type { Kept } from './custom-id.js'

/** What had no room in the ids of components, by those ids. */
export interface Keeps {
  put(kept: Readonly<Record<string, Kept>>): void
  get(id: string): Kept | undefined
}

const mostKept = 20_000

/**
 * Keeps the newest. An id is the fingerprint of what it stands for, so a card that is drawn again fills in what a restart
 * has lost; until then whoever presses such a button is told how to go on.
 */
export function createKeeps(): Keeps {
  const all = new Map<string, Kept>()
  return {
    put(kept) {
      for (const [id, what] of Object.entries(kept)) {
        all.delete(id)
        all.set(id, what)
      }
      for (const id of all.keys()) {
        if (all.size <= mostKept) break
        all.delete(id)
      }
    },
    get: (id) => all.get(id),
  }
}
