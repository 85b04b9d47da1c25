import { type Finding, finding as found } from '../chat/finding.js'
import type { Phrase } from '../kernel/errors.js'

export type { Finding } from '../chat/finding.js'

/** A finding of the command line, in its own words. */
export const finding = (state: Finding['state'], words: string, params: Phrase['params'] = {}): Finding =>
  found(state, `cli.doctor.${words}`, params)
