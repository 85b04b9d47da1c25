import { flag, instant, integer, key, nullable, serial, type Table, table, text, word } from '../store/index.js'

/** One version of the desk file that was in force, as it was written. */
export interface DeskVersionRow {
  readonly id: number
  readonly at: Date
  readonly by: string
  /** SHA-256 of the source. */
  readonly digest: string
  readonly source: string
}

export const deskVersionTable: Table<DeskVersionRow> = table<DeskVersionRow>('desk_version', {
  id: serial(),
  at: instant(),
  by: word(),
  digest: word(64),
  source: text(),
})

/** A person, of the desk file (`listed`) or met on a platform. */
export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly language?: string | undefined
  readonly zone?: string | undefined
  readonly listed: boolean
  readonly active: boolean
  readonly createdAt: Date
}

export const personTable: Table<PersonRow> = table<PersonRow>('person', {
  id: key(),
  name: word(),
  language: nullable(word(8)),
  zone: nullable(word(64)),
  listed: flag(),
  active: flag(),
  createdAt: instant(),
})

/** An account on a platform and whose it is. Only a linked one lends its holder the person's rights. */
export interface AccountRow {
  /** `platform:workspace/user`. */
  readonly word: string
  readonly platform: string
  readonly workspace: string
  readonly user: string
  readonly person: string
  /** Name, locale and zone as the platform told last. */
  readonly name?: string | undefined
  readonly language?: string | undefined
  readonly zone?: string | undefined
  readonly linked: boolean
  readonly active: boolean
  /** A guest of the workspace; absent where the platform has not told. */
  readonly guest?: boolean | undefined
  readonly since: Date
}

export const accountTable: Table<AccountRow> = table<AccountRow>('account', {
  word: key(300),
  platform: word(40),
  workspace: word(100),
  user: word(),
  person: word(),
  name: nullable(word()),
  language: nullable(word(20)),
  zone: nullable(word(64)),
  linked: flag(),
  active: flag(),
  guest: nullable(flag()),
  since: instant(),
})

/** A picture of what can be ordered, as the desk file in force names it. */
export interface CataloguePictureRow {
  readonly name: string
  /** SHA-256 of its bytes. */
  readonly digest: string
  /** A PNG, as base64. */
  readonly bytes: string
  readonly width: number
  readonly height: number
}

export const cataloguePictureTable: Table<CataloguePictureRow> = table<CataloguePictureRow>('catalogue_picture', {
  name: key(),
  digest: word(64),
  bytes: text(),
  width: integer(),
  height: integer(),
})
