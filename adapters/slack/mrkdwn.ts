const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Text that Slack shows as it is: exactly these three characters are escaped, and nothing more. */
export const escaped = (text: string): string => text.replace(/[&<>]/g, (c) => entities[c] ?? c)

const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'))

/** Without halves of surrogate pairs and control characters, both of which make Slack refuse the whole payload. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}/gu, (c) => (c === '\n' || c === '\t' ? c : ''))

/** Escaped text of at most `limit` code points; a cut never falls into an entity or a surrogate pair. */
export function escapeWithin(text: string, limit: number): string {
  const whole = escaped(clean(text))
  if ([...whole].length <= limit) return whole
  let cut = ''
  let used = 0
  for (const point of clean(text)) {
    const shown = escaped(point)
    used += [...shown].length
    if (used > limit - 1) break
    cut += shown
  }
  return `${cut}…`
}

/** How ids in a message are written when it is read: by name for people, by token for a command line. */
export interface Naming {
  account(user: string, label: string | undefined): string
}

/** Slack's own markup made readable: mentions, channels, links and entities. */
export function readable(markup: string, naming: Naming): string {
  return markup
    .split(/(<[^<>]+>)/)
    .map((part) => (/^<[^<>]+>$/.test(part) ? sequence(part.slice(1, -1), naming) : unescaped(part)))
    .join('')
}

function sequence(inside: string, naming: Naming): string {
  const bar = inside.indexOf('|')
  const target = unescaped(bar < 0 ? inside : inside.slice(0, bar))
  const label = bar < 0 || bar === inside.length - 1 ? undefined : unescaped(inside.slice(bar + 1))
  if (target.startsWith('@')) return naming.account(target.slice(1), label)
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`
  if (target.startsWith('!')) return special(target, label)
  if (target.startsWith('mailto:')) return label ?? target.slice('mailto:'.length)
  if (label === undefined || label === target || target === `http://${label}` || target === `https://${label}`)
    return target
  return `${label} (${target})`
}

const special = (target: string, label: string | undefined): string => {
  if (label !== undefined) return label
  return target.startsWith('!subteam') ? '@group' : `@${target.slice(1).split('^')[0]}`
}

/** Whether the message names this user. */
export const mentions = (markup: string, user: string): boolean =>
  markup.includes(`<@${user}>`) || markup.includes(`<@${user}|`)

/** The message without the mentions of this user. */
export const withoutMention = (markup: string, user: string): string =>
  markup.replace(new RegExp(`[ \\t]*<@${user}(\\|[^<>]*)?>[ \\t]*[,:]?[ \\t]*`, 'g'), ' ').trim()
