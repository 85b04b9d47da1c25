import type { Choice, Line } from './card.js'

/** A form that completes a command. Submitting runs `command` with `known` and what was filled in. */
export interface Form {
  readonly command: string
  /** Arguments that are settled already and not shown. */
  readonly known: Readonly<Record<string, string>>
  readonly title: string
  readonly submit: string
  readonly cancel: string
  /** A few lines above the fields. */
  readonly intro?: readonly Line[]
  readonly fields: readonly Field[]
  /** The version of the record that the form was opened on. */
  readonly seen?: number
}

interface FieldBase {
  /** The argument's name. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly optional?: boolean
}

/** All values travel as strings: an instant as ISO in UTC, a person as their id, several choices joined by commas. */
export type Field =
  | (FieldBase & {
      readonly kind: 'text'
      readonly lines: 'one' | 'many'
      readonly limit: number
      readonly value?: string
      readonly placeholder?: string
    })
  | (FieldBase & { readonly kind: 'choice'; readonly options: readonly Choice[]; readonly value?: string })
  /** Few options, all shown at once. */
  | (FieldBase & { readonly kind: 'radio'; readonly options: readonly Choice[]; readonly value?: string })
  /** A person known to the desk; platforms offer their own picker, the web a list. The value is a person's id or `platform:workspace/user`. */
  | (FieldBase & { readonly kind: 'person'; readonly value?: string })
  | (FieldBase & { readonly kind: 'moment'; readonly value?: string })
  /** At most `most` files. They are no value: a submitted form brings them as `files`. Always optional. */
  | (FieldBase & { readonly kind: 'files'; readonly most: number; readonly value?: never })
