import type { Phrase } from '../kernel/errors.js'
import type { AutomatedRun } from '../organisation/index.js'
import { instant, integer, json, key, nullable, serial, table, text, word } from '../store/index.js'

/** What a webhook or a script is told of the order that its task is for. */
export interface Told {
  /** The record that the task is part of: `REQ-12`. */
  readonly number: string
  /** The task's own number. */
  readonly task: string
  /** What the task is called within its record. */
  readonly step: string
  /** The item of the catalogue. */
  readonly item?: string
  readonly count?: number
  /** Whom it is for. */
  readonly for?: { readonly id: string; readonly name: string }
  /** What was answered, by the ids of the fields. */
  readonly fields: Readonly<Record<string, string>>
}

/** One try. Without `says` it is under way, or whoever made it died meanwhile. */
export interface Try {
  /** ISO instants. */
  readonly at: string
  readonly ended?: string
  readonly says?: Phrase
}

/**
 * One task that is done by itself, once. `due`: tried at `nextAt`. `called`: it was taken on elsewhere, and is answered by
 * `nextAt`. `dropped`: a person took the task over.
 */
export interface RunRow {
  readonly id: number
  /** The same for every try: by it a receiver knows what it has done already. */
  readonly key: string
  /** The task. */
  readonly record: number
  readonly run: AutomatedRun
  readonly told: Told
  readonly state: 'due' | 'called' | 'done' | 'failed' | 'dropped'
  readonly tries: readonly Try[]
  readonly nextAt: Date
  /** Who is at it, and until when others believe so. */
  readonly holder?: string | undefined
  readonly leasedUntil?: Date | undefined
  readonly madeAt: Date
  readonly endedAt?: Date
  /** What came back, as far as it is kept. */
  readonly output?: string
}

export const runTable = table<RunRow>('automation_run', {
  id: serial(),
  key: word(40),
  record: integer(),
  run: json(),
  told: json(),
  state: word(20),
  tries: json(),
  nextAt: instant(),
  holder: nullable(word(40)),
  leasedUntil: nullable(instant()),
  madeAt: instant(),
  endedAt: nullable(instant()),
  output: nullable(text()),
})

/** An address at which the outcome of a run may be told, once. */
export interface CallbackRow {
  readonly id: string
  /** SHA-256 of the other half of the token, which stands nowhere. */
  readonly hash: string
  readonly run: number
  readonly until: Date
}

export const callbackTable = table<CallbackRow>('callback', {
  id: key(40),
  hash: word(64),
  run: integer(),
  until: instant(),
})
