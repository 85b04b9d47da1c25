import type { Phrase } from '../kernel/errors.js'

/** What came of one try. */
export type Outcome =
  | Ended
  /** Taken on elsewhere: the outcome is told later, by a callback within so many milliseconds. */
  | { readonly kind: 'called'; readonly says: Phrase; readonly within: number }
  /** Worth another try; not before so many milliseconds, where the other side named a time. */
  | { readonly kind: 'again'; readonly says: Phrase; readonly wait?: number; readonly output?: string }

/** How a run ended. */
export interface Ended {
  readonly kind: 'done' | 'failed'
  readonly says: Phrase
  readonly output?: string
}

export const saying = (words: string, params: Phrase['params'] = {}): Phrase => ({
  words: `automation.${words}`,
  params,
})

export const failed = (says: Phrase, output?: string): Ended => ({
  kind: 'failed',
  says,
  ...(output ? { output } : {}),
})
