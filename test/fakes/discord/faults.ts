import type * as Shared from '../faults.js'
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

/** A request as a plan looks at it. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

export type FaultPlan = Shared.FaultPlan<Asked>
export type Faults = Shared.Faults<Fault, Asked>
