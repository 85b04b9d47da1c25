import type { Store } from '../store/index.js'
import type { Slot } from './job.js'

/**
 * The store as a run may use it: once it has lost its slot it begins no unit of work any more, and what it was about to commit
 * is undone. Another run may be doing the same by then.
 */
export const fenced = (store: Store, { signal }: Pick<Slot, 'signal'>): Store => ({
  ...store,
  async work(actor, fn) {
    signal.throwIfAborted()
    return store.work(actor, async (work) => {
      signal.throwIfAborted()
      const value = await fn(work)
      signal.throwIfAborted()
      return value
    })
  },
})
