import { flag, instant, key, nullable, type Table, table, word } from '../store/index.js'

/** A code that links an account to a person. Only its digest is kept: who reads the database cannot use it. */
export interface LinkCodeRow {
  readonly digest: string
  readonly person: string
  /** The account that asked for it. */
  readonly account?: string | undefined
  readonly expiresAt: Date
}

export const linkCodeTable: Table<LinkCodeRow> = table<LinkCodeRow>('link_code', {
  digest: key(64),
  person: word(),
  account: nullable(word(300)),
  expiresAt: instant(),
})

/** Whether an account is in a group, as it was told last. */
export interface GroupMemberRow {
  /** `platform:workspace/group`. */
  readonly group: string
  readonly account: string
  readonly member: boolean
  /** When that was so: what was seen earlier and comes later is no news. */
  readonly at: Date
}

export const groupMemberTable: Table<GroupMemberRow> = table<GroupMemberRow>('group_member', {
  group: key(300),
  account: key(300),
  member: flag(),
  at: instant(),
})

/** Two accounts that are to belong to one person, once both sides have said so. */
export interface LinkAskRow {
  readonly id: string
  /** The account that gave the code; absent where the operator did, who has vouched by that. */
  readonly giver?: string | undefined
  /** The account on which the code was typed. */
  readonly taker: string
  /** The person who is left, and the one who becomes them, as both sides were shown. */
  readonly stays: string
  readonly goes: string
  /** `shown` to the taker, `agreed` by them, and then one of the ends. */
  readonly state: 'shown' | 'agreed' | 'linked' | 'refused' | 'void'
  readonly expiresAt: Date
}

export const linkAskTable: Table<LinkAskRow> = table<LinkAskRow>('link_ask', {
  id: key(40),
  giver: nullable(word(300)),
  taker: word(300),
  stays: word(),
  goes: word(),
  state: word(12),
  expiresAt: instant(),
})
