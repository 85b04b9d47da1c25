import type { Metric } from '../organisation/index.js'

/**
 * What a practice declares of its promises: which clocks its records carry, and what in their life moves them. Everything
 * else – how long, in which hours, what pauses – is the agreement's.
 */
export interface Promises {
  readonly waits?: {
    /** The state in which a record waits. */
    readonly in: string
    /** The key of the entry's data that says for what. */
    readonly reason: string
    /** The reason by which the supplier has the ball: UC clocks run while it is given. */
    readonly supplier?: string
  }
  readonly clocks: Partial<Readonly<Record<Metric, ClockRule>>>
}

export interface ClockRule {
  /** Verbs and states with which it begins. Where neither is named, with the record itself. */
  readonly startsBy?: readonly string[]
  readonly startsIn?: readonly string[]
  /** Verbs and states in which it has kept its promise. The ends of the life stop every clock. */
  readonly stopsBy?: readonly string[]
  readonly stopsIn?: readonly string[]
  /** Verbs after which a stopped clock goes on. */
  readonly reopensBy?: readonly string[]
  /**
   * A clock of the conversation instead: `answers` begins with the first message of the requester that nobody has answered,
   * `news` begins with the record and anew with each public word of the desk. A public word of the desk ends both.
   */
  readonly talk?: 'answers' | 'news'
}
