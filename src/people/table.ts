import { instant, key, nullable, type Table, table, word } from '../store/index.js'

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
