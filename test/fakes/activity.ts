/** Counts work in flight in a fake, so that a test can wait for quiet instead of sleeping. */
export interface Activity {
  busy: number
  last: number
  begin: () => () => void
  touch: () => void
  listen: (listener: () => void) => () => void
}

export const openActivity = (): Activity => {
  const listeners = new Set<() => void>()
  const activity: Activity = {
    busy: 0,
    last: Date.now(),
    touch() {
      activity.last = Date.now()
      for (const listener of [...listeners]) listener()
    },
    begin() {
      let open = true
      activity.busy += 1
      activity.touch()
      return () => {
        if (!open) return
        open = false
        activity.busy -= 1
        activity.touch()
      }
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return activity
}

/** A sequence of chances that is the same in every run. */
export const seeded = (): (() => number) => {
  let state = 0x2545f491
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
