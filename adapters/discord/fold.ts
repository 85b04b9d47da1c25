import type { Atom } from './markdown.js'

/** How markdown is set: `first` begins it, `next` begins each further line and each further part. */
export interface Setting {
  readonly first: string
  readonly next: string
  /** UTF-8 bytes that fit into one part; a text never has more UTF-16 units than bytes, so this bounds both. */
  readonly room: number
}

/** A piece of markdown that fits. */
export interface Folded {
  readonly text: string
  readonly calls: readonly string[]
}

/** Lays atoms out in parts that fit, cut at white space where there is some near the end. Nothing is left out. */
export function fold(atoms: readonly Atom[], { first, next, room }: Setting): readonly Folded[] {
  const parts: Folded[] = []
  let rest = atoms
  while (rest.length > 0) {
    const begin = parts.length === 0 ? first : next
    const fits = countFitting(rest, begin, next, room)
    const cut = fits < rest.length ? breakBefore(rest, fits) : fits
    parts.push(lay(rest.slice(0, cut), begin, next))
    rest = rest.slice(cut)
  }
  // Discord refuses a text of white space alone.
  return parts.filter(({ text }) => /[^\s>#-]/u.test(text))
}

const bytes = (text: string): number => Buffer.byteLength(text)

function countFitting(atoms: readonly Atom[], begin: string, next: string, room: number): number {
  let used = bytes(begin)
  for (const [at, atom] of atoms.entries()) {
    used += bytes(atom.text) + (atom.text === '\n' ? next.length : 1)
    if (used > room && at > 0) return at
  }
  return atoms.length
}

/** The place after the last white space of the second half; the very end of what fits where there is none. */
function breakBefore(atoms: readonly Atom[], fits: number): number {
  for (let at = fits; at > fits / 2; at--) {
    if (/^\s$/u.test(atoms[at - 1]?.text ?? '')) return at
  }
  return fits
}

function lay(atoms: readonly Atom[], begin: string, next: string): Folded {
  let text = begin
  const calls: string[] = []
  for (const atom of atoms) {
    // Two bold pieces side by side would read as one mark of four asterisks.
    if (atom.text.startsWith('**') && text.endsWith('**')) text += '\u200b'
    text += atom.text === '\n' ? `\n${next}` : atom.text
    if (atom.call) calls.push(atom.call)
  }
  return { text, calls }
}
