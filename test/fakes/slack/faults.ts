import type { Fields } from './fields.js'

/** What goes wrong with one call. `after` lets the call take effect first: the answer is what gets lost. */
export interface Fault {
  /** An HTTP status instead of the answer: 429, 500, 503. */
  readonly status?: number
  /** Seconds, with status 429. */
  readonly retryAfter?: number
  /** Where a redirect leads, with status 302. */
  readonly location?: string
  /** A platform error instead of the answer, such as `internal_error`. */
  readonly error?: string
  /** The connection is cut. */
  readonly reset?: boolean
  /** The answer ends in the middle. */
  readonly truncate?: boolean
  /** Real milliseconds before the call is handled (or, with `after`, before it is answered). */
  readonly delayMs?: number
  readonly after?: boolean
}

export interface FaultPlan {
  /** How many calls it hits. Default 1. */
  readonly times?: number
  /** How many matching calls pass first. Default 0. */
  readonly skip?: number
  /** Only calls whose arguments satisfy this. */
  readonly where?: (args: Fields) => boolean
}

interface Planned {
  readonly method: string
  readonly fault: Fault
  readonly where: (args: Fields) => boolean
  skip: number
  times: number
}

export interface Faults {
  /** The next call(s) of a method fail this way; `*` is any method, `response_url` and `upload` are the two addresses. */
  next: (method: string, fault: Fault, plan?: FaultPlan) => void
  /** Every call fails this way until the returned function is called. */
  always: (method: string, fault: Fault, plan?: Pick<FaultPlan, 'where'>) => () => void
  /** Faults planned but not met yet, by method. */
  readonly pending: string[]
  clear: () => void
  /** Takes the fault for this call, if one is planned. */
  take: (method: string, args: Fields) => Fault | undefined
}

/** A script of what goes wrong, call by call. */
export const scriptFaults = (): Faults => {
  const plans: Planned[] = []
  const plan = (method: string, fault: Fault, more: FaultPlan): Planned => {
    const planned = { method, fault, where: more.where ?? (() => true), skip: more.skip ?? 0, times: more.times ?? 1 }
    plans.push(planned)
    return planned
  }
  const drop = (planned: Planned): void => {
    const at = plans.indexOf(planned)
    if (at >= 0) plans.splice(at, 1)
  }
  return {
    next(method, fault, more = {}) {
      plan(method, fault, more)
    },
    always(method, fault, more = {}) {
      const planned = plan(method, fault, { ...more, times: Number.POSITIVE_INFINITY })
      return () => drop(planned)
    },
    get pending() {
      return plans.filter(({ times }) => Number.isFinite(times)).map(({ method }) => method)
    },
    clear() {
      plans.length = 0
    },
    take(method, args) {
      for (const planned of plans) {
        if ((planned.method !== method && planned.method !== '*') || !planned.where(args)) continue
        if (planned.skip > 0) {
          planned.skip -= 1
          continue
        }
        planned.times -= 1
        if (planned.times <= 0) drop(planned)
        return planned.fault
      }
      return undefined
    },
  }
}
