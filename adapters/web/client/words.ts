/** The sentences of this page, in its reader's language; the server has put them there. */
const holder = document.querySelector<HTMLElement>('[data-words]')
const words: Readonly<Record<string, string>> = JSON.parse(holder?.dataset.words ?? '{}')

export const language = holder?.dataset.language === 'da' ? 'da-DK' : 'en-GB'

export function say(key: string, gaps: Readonly<Record<string, string | number>> = {}): string {
  return (words[key] ?? '').replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(gaps[name] ?? ''))
}
