import { instant, integer, json, key, nullable, serial, type Table, table, word } from '../../store/index.js'

/**
 * `asked`: somebody has asked for it. `granting`: it is approved, and on its way. `restricted`: had, and not to be used.
 * `removing`: still had, and on its way out.
 */
export type Held = 'asked' | 'granting' | 'granted' | 'restricted' | 'removing' | 'ended'

/** That somebody has a right, or is about to. One at a time of a person and a right that has not ended. */
export interface RightRow {
  readonly id: number
  readonly person: string
  readonly right: string
  /** As the desk file had it when it was asked for. */
  readonly service: string
  readonly record: number
  readonly state: Held
  /** Those who said yes, as person ids; nobody where the desk file itself gives it. */
  readonly word: readonly string[]
  /** The teams that the person was in when it was granted, or last looked through. */
  readonly teams: readonly string[]
  readonly since?: Date | undefined
  readonly until?: Date | undefined
  readonly endedAt?: Date | undefined
  /** Why it ended: a word under `choices.why`. */
  readonly why?: string | undefined
}

export const rightTable: Table<RightRow> = table<RightRow>('right_held', {
  id: serial(),
  person: word(),
  right: word(50),
  service: word(50),
  record: integer(),
  state: word(12),
  word: json(),
  teams: json(),
  since: nullable(instant()),
  until: nullable(instant()),
  endedAt: nullable(instant()),
  why: nullable(word(20)),
})

/** Held while it is looked which rights somebody has, so that two that exclude each other are not granted at once. */
export const holderTable: Table<{ readonly person: string }> = table<{ readonly person: string }>('right_holder', {
  person: key(),
})
