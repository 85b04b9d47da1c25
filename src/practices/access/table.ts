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

/** Owners are asked who still needs what: by the recurrence of the desk file, by hand, or because somebody changed team. */
export interface CampaignRow {
  readonly id: number
  readonly kind: 'rule' | 'hand' | 'move'
  /** What it was begun for, so that it is begun once: the instant of the recurrence, or an id. */
  readonly slot: string
  /** Who began it: a person’s id, or the desk. */
  readonly by: string
  readonly begunAt: Date
  readonly dueAt: Date
  /** How often those who are silent were reminded. */
  readonly reminded: number
  readonly closedAt?: Date | undefined
}

export const campaignTable: Table<CampaignRow> = table<CampaignRow>('campaign', {
  id: serial(),
  kind: word(12),
  slot: word(40),
  by: word(),
  begunAt: instant(),
  dueAt: instant(),
  reminded: integer(),
  closedAt: nullable(instant()),
})

/** One right that a campaign asks about. */
export interface CampaignItemRow {
  readonly id: number
  readonly campaign: number
  /** The row of the register. */
  readonly held: number
  /** Who is asked: nobody when empty, because there is nobody who could be. */
  readonly owner: string
  /** `silence`: nobody had answered by its end. */
  readonly answer?: 'keep' | 'remove' | 'silence' | undefined
  readonly by?: string | undefined
  readonly at?: Date | undefined
}

export const campaignItemTable: Table<CampaignItemRow> = table<CampaignItemRow>('campaign_item', {
  id: serial(),
  campaign: integer(),
  held: integer(),
  owner: word(),
  answer: nullable(word(12)),
  by: nullable(word()),
  at: nullable(instant()),
})
