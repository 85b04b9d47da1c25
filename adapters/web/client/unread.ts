import { say } from './words.js'

/** What this browser has shown of each channel, by person: the time of the newest message. */
export function createUnread(person: string) {
  const key = `frontdesk.read.${person}`
  let base = document.title
  const read = (): Record<string, string> => JSON.parse(localStorage.getItem(key) ?? '{}')
  const links = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('a.channel')]

  function mark(): void {
    const seen = read()
    let any = 0
    for (const link of links()) {
      const { channel = '', lastAt = '', lastBy } = link.dataset
      const unread = lastBy !== person && lastAt > (seen[channel] ?? '') && link.ariaCurrent !== 'page'
      any += unread ? 1 : 0
      link.classList.toggle('has-unread', unread)
      const note = link.querySelector('.unread')
      if (note) note.textContent = unread ? say('unread') : ''
    }
    document.body.classList.toggle('has-unread', any > 0)
    document.title = any > 0 ? `(${any}) ${base}` : base
  }

  return {
    mark,
    /** The page has another title now. */
    titled(title: string): void {
      base = title
      mark()
    },
    /** A message came to a channel. */
    came(channel: string, at: string, by: string): void {
      const link = links().find((one) => one.dataset.channel === channel)
      if (!link || at <= (link.dataset.lastAt ?? '')) return
      link.dataset.lastAt = at
      link.dataset.lastBy = by
      mark()
    },
    /** The reader looks at this channel. */
    seen(channel: string): void {
      const link = links().find((one) => one.dataset.channel === channel)
      const at = link?.dataset.lastAt
      if (at) localStorage.setItem(key, JSON.stringify({ ...read(), [channel]: at }))
      mark()
    },
  }
}
