/**
 * What a person typed, made safe to store: line ends unified, control characters and the invisible characters that
 * turn the direction of text removed, outer white space trimmed. Nothing visible is lost.
 */
export function tidy(typed: string): string {
  if (plain.test(typed)) return typed
  return Buffer.from(typed)
    .toString()
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu, (c) => (c === '\n' || c === '\t' ? c : ''))
    .trim()
}

/** Nothing but letters, figures and marks of ASCII, with single spaces between them: most of what a file holds. */
const plain = /^[!-~]+(?: [!-~]+)*$/

/** One line of it: every run of white space becomes one space. */
export const oneLine = (typed: string): string => (plain.test(typed) ? typed : tidy(typed).replace(/\s+/gu, ' '))

/** The number of code points, which is how platforms count. */
export const length = (text: string): number => {
  let n = 0
  for (const _ of text) n++
  return n
}

/** At most `limit` code points; what is longer ends with an ellipsis that counts. Never cuts a surrogate pair. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit || length(text) <= limit) return text
  return `${[...text]
    .slice(0, Math.max(0, limit - 1))
    .join('')
    .trimEnd()}…`
}

/** The pieces of a text, each at most `limit` code points, cut at a line or a word where one is near. Loses nothing. */
export function pieces(text: string, limit: number): readonly string[] {
  const points = [...text]
  const parts: string[] = []
  let from = 0
  while (points.length - from > limit) {
    const window = points.slice(from, from + limit)
    const cut = lastBreak(window) ?? limit
    parts.push(window.slice(0, cut).join(''))
    from += cut
  }
  parts.push(points.slice(from).join(''))
  return parts
}

function lastBreak(window: readonly string[]): number | undefined {
  for (const mark of ['\n', ' ']) {
    const at = window.lastIndexOf(mark)
    if (at >= window.length / 2) return at + 1
  }
  return undefined
}

/** The page that somebody asked for, counted from 1: the first one where that is no number, and none beyond what anybody turns to. */
export const pageIn = (typed: string | undefined): number =>
  Math.min(Math.max(1, Math.trunc(Number(typed ?? '1')) || 1), 9_999)
