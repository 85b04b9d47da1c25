import type { Phrase } from '../kernel/errors.js'

/** One thing that was looked at. `mend` makes the exit code 1; a `note` is good to know. */
export interface Finding {
  readonly state: 'ok' | 'note' | 'mend'
  readonly says: Phrase
  /** What to do about it. */
  readonly hint?: Phrase
}

export const finding = (state: Finding['state'], words: string, params: Phrase['params'] = {}): Finding => ({
  state,
  says: { words: `cli.doctor.${words}`, params },
  ...(state === 'ok' ? {} : { hint: { words: `cli.doctor.${words}_hint`, params } }),
})
