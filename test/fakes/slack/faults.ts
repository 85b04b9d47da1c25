import type * as Shared from '../faults.js'
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

export type FaultPlan = Shared.FaultPlan<Fields>
export type Faults = Shared.Faults<Fault, Fields>
