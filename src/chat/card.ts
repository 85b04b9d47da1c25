import type { AccountRef } from './address.js'
import type { Picture } from './picture.js'

/**
 * The neutral card: plain data that survives JSON. A view says what is to be seen; each adapter's renderer says it in its platform's markup, escapes
 * every string for its target and never drops what does not fit: it splits, pages or links to the page that shows all.
 */
export interface Card {
  readonly title: Line
  readonly tone: Tone
  readonly blocks: readonly Block[]
  /** The page that shows everything, for what a platform has no room for. A path such as `/r/INC-42`, or a full URL. */
  readonly page?: string
  /** The record it is about, for what platforms hang on a message: a thread's name, the tags of a post in a forum. */
  readonly about?: About
}

/** A record in a few words. */
export interface About {
  /** `INC-42 The lift is stuck`; the number alone where nobody may read more. */
  readonly name: string
  /** State and priority, in the reader's language. */
  readonly labels: readonly string[]
  /** Nothing more is to be done about it: what hangs on it may be put away. */
  readonly over: boolean
}

/** Colour with a meaning; never the only carrier of that meaning. */
export type Tone = 'plain' | 'good' | 'attention' | 'bad' | 'muted'

/** A piece of a line. A bare string is literal text whoever wrote it. */
export type Inline =
  | string
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  /**
   * A command to be typed: `incident report`, what it is called in the reader's language, and what is typed behind it.
   * Each platform shows the name by which it knows the command.
   */
  | { readonly kind: 'command'; readonly name: string; readonly local: string; readonly behind?: string }
  /** An instant (ISO, UTC), shown in the reader's zone by the platform's own markup; `zone` names the fallback's zone. */
  | { readonly kind: 'time'; readonly at: string; readonly style: 'moment' | 'relative' | 'date' }
  /** A person. Where `ping` is set and one of the accounts is on the platform, they are notified; else only named. */
  | {
      readonly kind: 'person'
      readonly name: string
      readonly accounts: readonly AccountRef[]
      readonly ping?: boolean
    }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** A record's number, linked to its page where the reader can open pages. */
  | { readonly kind: 'record'; readonly number: string }

export type Line = readonly Inline[]

export type Block =
  | { readonly kind: 'text'; readonly line: Line }
  /** Words of a person, of any length and with line breaks, set apart from ours. */
  | { readonly kind: 'quote'; readonly text: string; readonly by?: Line }
  /** What hangs on the words above it. */
  | { readonly kind: 'files'; readonly files: readonly Attachment[] }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: Line }[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** Whoever cannot see it reads `alt`, which says all that it shows. */
  | { readonly kind: 'image'; readonly picture: Picture; readonly alt: string }
  /** Small print. */
  | { readonly kind: 'note'; readonly line: Line }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] }
  /** A menu of which one is picked: the value goes into the press's argument `argument`. */
  | {
      readonly kind: 'choices'
      readonly placeholder: string
      readonly press: Press
      readonly argument: string
      readonly options: readonly Choice[]
    }
  | { readonly kind: 'divider' }

/** A file that somebody attached to their words. */
export interface Attachment {
  readonly name: string
  /** Where the desk serves it to those who may see it: a path such as `/files/4f1c`. */
  readonly path: string
  readonly type?: string
  /** Where it lies, for readers from whom our pages cannot be reached. */
  readonly lies: Line
}

export interface Item {
  readonly line: Line
  readonly detail?: Line
  readonly action?: Action
  /** Shown small beside its words where there is room for it; it adds nothing to them, and is left out elsewhere. */
  readonly picture?: Picture
}

export interface Choice {
  readonly value: string
  readonly label: string
  readonly detail?: string
}

/** A button: a command with some of its arguments. What is missing is asked for by a form; the right is checked again. */
export interface Press {
  readonly command: string
  readonly args: Readonly<Record<string, string>>
  /** The version of the record that the presser saw. */
  readonly seen?: number
}

export type Action =
  | {
      readonly kind: 'press'
      readonly label: string
      readonly press: Press
      readonly style?: 'primary' | 'danger'
      readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string }
    }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }

/** A line as bare text, for fallbacks, titles and screen readers. Times are ISO in UTC. */
export function plainLine(line: Line): string {
  return line.map(plainInline).join('')
}

function plainInline(part: Inline): string {
  if (typeof part === 'string') return part
  switch (part.kind) {
    case 'strong':
    case 'code':
    case 'link':
      return part.text
    case 'time':
      return `${part.at.slice(0, 16).replace('T', ' ')} UTC`
    case 'command':
      return typedAs(part.name, part.behind)
    case 'person':
      return part.name
    case 'record':
      return part.number
  }
}

/** A command as it is typed, by one of its names. */
export const typedAs = (name: string, behind?: string): string => `/${name}${behind ? ` ${behind}` : ''}`

/** Files as lines of text: links where our pages can be reached, else the names and where they lie. */
export const filesAsList = (files: readonly Attachment[], reachable: boolean): Extract<Block, { kind: 'list' }> => ({
  kind: 'list',
  items: files.map(({ name, path, lies }) => ({
    line: reachable
      ? ['📎 ', { kind: 'link', text: name, url: path }]
      : ['📎 ', name, ...(lies.length > 0 ? [' – ', ...lies] : [])],
  })),
})
