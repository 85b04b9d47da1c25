import type { Fields } from '../fields.js'
import { goldenSet } from '../golden.js'

/** A payload of the golden set: the blocks of a message, or a view. */
export interface Golden {
  readonly name: string
  readonly about: string
  readonly blocks?: unknown
  readonly view?: Fields
  /** For invalid ones: the error, the place and the words Slack must answer with. */
  readonly error?: string
  readonly pointer?: string
  readonly says?: string
}

/** The golden set of Block Kit payloads that Slack takes, or refuses. */
export const golden = (kind: 'valid' | 'invalid'): Golden[] => goldenSet<Omit<Golden, 'name'>>('slack', kind)
