/**
 * Characters that a terminal obeys instead of showing (C0, DEL, C1), and those that turn the direction of text or
 * break a line where nobody sees it.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Anybody's text so that a terminal shows it literally: no escape sequence passes, nothing visible is lost. */
export function literal(text: string): string {
  return text.toWellFormed().replace(obeyed, (character) => {
    const code = character.charCodeAt(0)
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    if (code === 0x7f) return '\u2421'
    return `\\u${code.toString(16).padStart(4, '0')}`
  })
}

/** The same on one line, for labels, titles and names. */
export const flat = (text: string): string => literal(text).replace(/[\n\t]/g, ' ')

/** Every line set in, so that nobody's text begins where the terminal's own lines begin. */
export const inset = (text: string, by = '  '): string =>
  text
    .split('\n')
    .map((line) => `${by}${line}`)
    .join('\n')
