import type { Phrase } from '../kernel/errors.js'

/** One thing that was looked at. `mend` keeps something from working; a `note` is good to know. */
export interface Finding {
  readonly state: 'ok' | 'note' | 'mend'
  readonly says: Phrase
  /** What to do about it. */
  readonly hint?: Phrase
}

/** A finding whose sentences are `WORDS` and, unless all is well, `WORDS_hint`. */
export const finding = (state: Finding['state'], words: string, params: Phrase['params'] = {}): Finding => ({
  state,
  says: { words, params },
  ...(state === 'ok' ? {} : { hint: { words: `${words}_hint`, params } }),
})
