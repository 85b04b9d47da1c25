/** What goes wrong with one request. `after` lets it take effect first: the answer is what gets lost. */
export interface Fault {
  /** An HTTP status instead of the answer: 429, 500, 502, 503, or 401. */
  readonly status?: number
  /** A JSON error code in that answer, such as 50013. */
  readonly code?: number
  /** Seconds, fractions too, with status 429. */
  readonly retryAfter?: number
  /** With status 429: whom it is about. Default user. */
  readonly scope?: 'user' | 'global' | 'shared'
  /** The connection is cut. */
  readonly reset?: boolean
  /** The answer ends in the middle. */
  readonly truncate?: boolean
  /** Real milliseconds before the request is handled (or, with `after`, before it is answered). */
  readonly delayMs?: number
  readonly after?: boolean
}

export interface FaultPlan {
  /** How many requests it hits. Default 1. */
  readonly times?: number
  /** How many matching requests pass first. Default 0. */
  readonly skip?: number
  /** Only requests that satisfy this. */
  readonly where?: (request: Asked) => boolean
}

/** A request as a plan looks at it. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

interface Planned {
  readonly route: string
  readonly fault: Fault
  readonly where: (request: Asked) => boolean
  skip: number
  times: number
}

export interface Faults {
  /** The next request(s) of a route fail this way: `POST /channels/:channel/messages`, as `RecordedRequest.route` has it, or `*`. */
  next: (route: string, fault: Fault, plan?: FaultPlan) => void
  /** Every request fails this way until the returned function is called. */
  always: (route: string, fault: Fault, plan?: Pick<FaultPlan, 'where'>) => () => void
  /** Faults planned but not met yet, by route. */
  readonly pending: readonly string[]
  clear: () => void
  /** Takes the fault for this request, if one is planned. */
  take: (route: string, request: Asked) => Fault | undefined
}

/** A script of what goes wrong, request by request. */
export const scriptFaults = (known: (route: string) => boolean): Faults => {
  const plans: Planned[] = []
  const plan = (route: string, fault: Fault, more: FaultPlan): Planned => {
    if (route !== '*' && !known(route)) throw new Error(`The fake serves no route ${route}`)
    const planned = { route, fault, where: more.where ?? (() => true), skip: more.skip ?? 0, times: more.times ?? 1 }
    plans.push(planned)
    return planned
  }
  const drop = (planned: Planned): void => {
    const at = plans.indexOf(planned)
    if (at >= 0) plans.splice(at, 1)
  }
  return {
    next(route, fault, more = {}) {
      plan(route, fault, more)
    },
    always(route, fault, more = {}) {
      const planned = plan(route, fault, { ...more, times: Number.POSITIVE_INFINITY })
      return () => drop(planned)
    },
    get pending() {
      return plans.filter(({ times }) => Number.isFinite(times)).map(({ route }) => route)
    },
    clear() {
      plans.length = 0
    },
    take(route, request) {
      for (const planned of plans) {
        if ((planned.route !== route && planned.route !== '*') || !planned.where(request)) continue
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
