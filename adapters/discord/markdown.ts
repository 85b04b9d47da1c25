import { type Inline, type Line, typedAs } from '../../src/chat/card.js'
import type { Voice } from '../../src/chat/language.js'
import type { Pictures } from '../../src/chat/picture.js'
import { unreachable } from '../../src/kernel/errors.js'

/** For whom a card is rendered. */
export interface Reader {
  readonly voice: Voice
  /** The guild: an account of another one cannot be called here. */
  readonly workspace: string
  /** Where the pages are, when they can be opened from Discord. */
  readonly publicUrl?: string
  readonly pictures: Pictures
  /** The ids by which commands can be named there, once Discord has told them. */
  readonly commands?: CommandIds
}

/** Ids of the commands that a place has, by their words, and by word and verb. */
export type CommandIds = ReadonlyMap<string, string>

/** The full address of a page's path or a link; undefined where it cannot be opened, and for anything but the web. */
export function webAddress(url: string, { publicUrl }: Reader): string | undefined {
  if (url.startsWith('/') && !publicUrl) return undefined
  if (!URL.canParse(url, publicUrl)) return undefined
  const { protocol, href } = new URL(url, publicUrl)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}

/** Markdown in pieces that must not be cut: a text is folded between them. `call` is the account that a piece calls. */
export interface Atom {
  readonly text: string
  readonly call?: string
}

/** What Discord's markdown reads as more than a character; `:` and `.` begin links and emoji, `@` and `<` mentions. */
const special = /[\\*_~`|<>#[\]():@.+-]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this takes out
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** What is left of a text where there is no markdown, such as a button: nothing visible is lost. */
export const bare = (text: string): string => text.toWellFormed().replace(unseen, '')

/** Anybody's text so that Discord shows it literally: a backslash before each special character is Discord's own escape. */
export const literal = (text: string): string =>
  atomsOf(text)
    .map((atom) => atom.text)
    .join('')

/** Words longer than that may be cut anywhere. */
const longestWord = 80

/** The same in pieces between which it may be cut: words and the blanks between them, or single characters of endless words. */
export const atomsOf = (text: string): readonly Atom[] =>
  (bare(text).match(/\s|\S+/gu) ?? []).flatMap((word) =>
    word.length > longestWord ? Array.from(word, (point) => ({ text: escaped(point) })) : { text: escaped(word) },
  )

const escaped = (text: string): string => text.replace(special, '\\$&')

/** A line in pieces. Bold and code are left away where Discord could not show the text literally in them. */
export function lineAtoms(line: Line, reader: Reader): readonly Atom[] {
  return line.flatMap((part) => inlineAtoms(part, reader))
}

function inlineAtoms(part: Inline, reader: Reader): readonly Atom[] {
  if (typeof part === 'string') return atomsOf(part)
  switch (part.kind) {
    case 'strong':
      return strong(part.text)
    case 'code':
      return code(part.text)
    case 'command':
      return command(part, reader)
    case 'time':
      return time(part.at, part.style)
    case 'person': {
      const here = part.accounts.find(
        ({ platform, workspace }) => platform === 'discord' && workspace === reader.workspace,
      )
      return part.ping && here && /^\d{1,20}$/.test(here.user)
        ? [{ text: `<@${here.user}>`, call: here.user }]
        : atomsOf(part.name)
    }
    case 'link':
      return link(part.text, part.url, reader)
    case 'record':
      return link(part.number, `/r/${part.number}`, reader)
    default:
      return unreachable(part)
  }
}

/** Longer emphasis is not folded, it is let go: emphasis is no content. */
const longestMark = 300

/** Bold. Asterisks beside white space are no marks to Discord, so that is put outside. */
export function strong(text: string): readonly Atom[] {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(bare(text)) ?? []
  if (inner === '' || inner.length > longestMark || inner.includes('\n')) return atomsOf(text)
  return [...atomsOf(before), { text: `**${literal(inner)}**` }, ...atomsOf(after)]
}

/** Nothing is escaped in code: what a backtick or a line end would close is shown as text instead. */
function code(text: string): readonly Atom[] {
  const inner = bare(text)
  if (inner.trim() === '' || inner !== inner.trim() || inner.length > longestMark || /[`\n\\]/.test(inner))
    return atomsOf(text)
  return [{ text: `\`${inner}\`` }]
}

/** Discord shows a command that is mentioned by its name in the reader's own language, and writes it when it is clicked. */
function command({ name, local, behind }: Extract<Inline, { kind: 'command' }>, { commands }: Reader): readonly Atom[] {
  const id = commands?.get(name)
  if (id === undefined) {
    // A verb that is not among those that Discord shows is said to the desk.
    const isSaid = commands?.has(name.split(' ')[0] ?? name) ?? false
    return code(isSaid ? typedAs(local, behind).replace(/^\//, '@frontdesk ') : typedAs(local, behind))
  }
  return [{ text: `</${name}:${id}>` }, ...(behind ? [{ text: ' ' }, ...code(behind)] : [])]
}

const styles = { moment: 'f', relative: 'R', date: 'D' } as const

function time(at: string, style: keyof typeof styles): readonly Atom[] {
  const instant = new Date(at).getTime()
  return Number.isNaN(instant) ? atomsOf(at) : [{ text: `<t:${Math.floor(instant / 1000)}:${styles[style]}>` }]
}

function link(text: string, url: string, reader: Reader): readonly Atom[] {
  const shown = bare(text).replace(/\n/g, ' ')
  const address = webAddress(url, reader)
  if (!address || shown.trim() === '' || shown.length + address.length > longestMark) return atomsOf(text)
  return [{ text: `[${literal(shown)}](${address.replace(/[()\\<>\s*_~|`]/g, percent)})` }]
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`
