import type { Dispatch } from '../world.js'

/** How the gateway's best effort may fall short: events that come twice, never, or in another order. */
export interface Mischief {
  /** The next event of this kind comes this many times. Default 2. */
  duplicateNext: (t: string, times?: number) => void
  /** The next event of this kind never comes. */
  dropNext: (t: string, count?: number) => void
  /** From now on events wait; interactions too. */
  hold: () => void
  /** Lets them go in the order that `arrange` gives: reversed, doubled, some left out. */
  release: (arrange?: (events: Dispatch[]) => Dispatch[]) => void
  /** Mischief planned but not met yet. */
  readonly pending: readonly string[]
}

interface Plan {
  readonly t: string
  times: number
  left: number
}

/** Stands between the world and its sessions: `deliver` is called as often as an event comes. */
export const openMischief = (
  deliver: (dispatch: Dispatch) => void,
): Mischief & { readonly pass: (dispatch: Dispatch) => void } => {
  const plans: Plan[] = []
  let held: Dispatch[] | undefined
  return {
    duplicateNext(t, times = 2) {
      plans.push({ t, times, left: 1 })
    },
    dropNext(t, count = 1) {
      plans.push({ t, times: 0, left: count })
    },
    hold() {
      held ??= []
    },
    release(arrange = (events) => events) {
      const waiting = held ?? []
      held = undefined
      for (const one of arrange(waiting)) deliver(one)
    },
    get pending() {
      return plans.map(({ t, times }) => `${t} was to come ${times} times`)
    },
    pass(dispatch) {
      if (held) {
        held.push(dispatch)
        return
      }
      const plan = plans.find(({ t }) => t === dispatch.t)
      const times = plan?.times ?? 1
      if (plan) plan.left -= 1
      if (plan && plan.left <= 0) plans.splice(plans.indexOf(plan), 1)
      for (let sent = 0; sent < times; sent += 1) deliver(dispatch)
    },
  }
}
