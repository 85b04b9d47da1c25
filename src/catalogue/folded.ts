/** Letters that are no other letter with a mark on it, and how they are typed without the keyboard for them. */
const letters: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th' }

/** Words without case, marks and Danish letters, so that `Vækning`, `VAEKNING` and `vækning` are one. */
export const folded = (typed: string): string =>
  typed
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[øæœßłđðþ]/gu, (letter) => letters[letter] ?? letter)

/** Longer runs of letters are no words; the beginning finds them. */
const longest = 60
const most = 12

/** The words of a text, folded; `Wi-Fi` is `wifi` as well as `wi` and `fi`. */
export function foldedWords(typed: string): readonly string[] {
  const words = wordsIn(typed)
  return /[-\u2010\u2011]/.test(typed) ? [...new Set([...words, ...wordsIn(inOnePiece(typed))])] : words
}

const wordsIn = (text: string): readonly string[] =>
  (folded(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, longest))

const inOnePiece = (typed: string): string => typed.replace(/(?<=\p{L})[-\u2010\u2011](?=\p{L})/gu, '')

/** What somebody looks for: `Wi-Fi` in one piece. */
export const soughtWords = (typed: string): readonly string[] => [...new Set(wordsIn(inOnePiece(typed)))].slice(0, most)

/** The same text as people type it who write oe for ø and aa for å. */
export const spelledOut = (typed: string): string =>
  typed.normalize('NFC').replace(/[øåØÅ]/gu, (letter) => (letter.toLowerCase() === 'ø' ? 'oe' : 'aa'))
