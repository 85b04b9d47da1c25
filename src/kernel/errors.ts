/**
 * The three ways in which something can fail. They are caught in three places only: dispatch, relay and runner.
 */

/** What fills the gaps of a sentence: plain values, or other words that are said in the reader's language. */
export type Params = Readonly<Record<string, string | number | Phrase>>

/** A sentence or a word that has no language yet. */
export interface Phrase {
  readonly words: string
  readonly params?: Params
}

/** A way out that one press takes: a command with its arguments, and what stands on the button. */
export interface Way {
  readonly label: Phrase
  readonly command: string
  readonly args: Readonly<Record<string, string>>
}

/**
 * The person can mend it. `code` names two sentences in the words of both languages: `refusals.<code>.says`, what is
 * wrong, and `refusals.<code>.hint`, what to do next. A refusal changes nothing: the unit of work is rolled back.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly code: string,
    readonly params: Params = {},
    /** The argument or form field that is wrong, where there is one. */
    readonly field?: string,
    /** What can be had instead, the best first. */
    readonly ways: readonly Way[] = [],
  ) {
    super(code)
  }
}

/** Somebody else's trouble, worth another try. `retryAfter` is in milliseconds, when the other side named a time. */
export class Outage extends Error {
  override readonly name = 'Outage'
  constructor(
    message: string,
    readonly detail: {
      readonly retryAfter?: number
      /** True when the effect may have happened although no answer came: look before sending again. */
      readonly unknownOutcome?: boolean
      readonly cause?: unknown
    } = {},
  ) {
    super(message, { cause: detail.cause })
  }
}

/** Our own mistake. `id` stands in the log and in the apology that the person reads. */
export class Fault extends Error {
  override readonly name = 'Fault'
  constructor(
    readonly id: string,
    cause: unknown,
  ) {
    super(`fault ${id}`, { cause })
  }
}

/** Closes an exhaustive switch: compiling fails when a case was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
