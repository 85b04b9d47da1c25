import type { AccountRef } from '../chat/address.js'
import type { Language } from '../chat/language.js'
import type { Grant } from '../organisation/index.js'

/** Somebody the desk knows: of the desk file (`listed`), or met on a platform. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly language?: Language
  /** IANA zone. */
  readonly zone?: string
  readonly active: boolean
  readonly listed: boolean
}

/** A person who does something now, through one of their accounts, with the rights that this account lends them. */
export interface Caller {
  readonly person: Person
  readonly account: AccountRef
  /** Whether the account is known to be this person's: without that it lends no rights at all. */
  readonly linked: boolean
  /** It is in a group that the desk file follows: not linked, it lends just what that group does. */
  readonly vouched?: boolean
  readonly grants: readonly Grant[]
  /** Ids of the teams they are in. */
  readonly teams: readonly string[]
  /** Ids of the teams they lead. */
  readonly leads: readonly string[]
}
