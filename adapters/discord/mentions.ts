import { accountWord } from '../../src/chat/address.js'

/** How ids in a message are written when it is read: by name for people, by token for a command line. */
export interface Naming {
  account(user: string): string
  channel(id: string): string | undefined
}

/** A command line means exactly one account by this. */
export const token = (guild: string, user: string): string =>
  `@${accountWord({ platform: 'discord', workspace: guild, user })}`

const marks = /<(@!?|@&|#|\/|a?:|t:|id:)([^<>\n]{1,150})>/g

/** Discord's own marks made readable: mentions, channels, emoji, times and commands. */
export const readable = (content: string, naming: Naming): string =>
  content.replace(marks, (whole, kind: string, inside: string) => mark(kind, inside, naming) ?? whole)

function mark(kind: string, inside: string, naming: Naming): string | undefined {
  if (kind === '@' || kind === '@!') return /^\d+$/.test(inside) ? naming.account(inside) : undefined
  if (kind === '@&') return /^\d+$/.test(inside) ? '@role' : undefined
  if (kind === '#') return /^\d+$/.test(inside) ? `#${naming.channel(inside) ?? inside}` : undefined
  if (kind === '/') return `/${inside.replace(/:\d+$/, '')}`
  if (kind === 't:') return instant(inside)
  if (kind === 'id:') return `#${inside}`
  const [, name] = /^(\w+):\d+$/.exec(inside) ?? []
  return name && `:${name}:`
}

function instant(inside: string): string | undefined {
  const at = new Date(Number(inside.split(':')[0]) * 1_000)
  return Number.isNaN(at.getTime()) ? undefined : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** Whether the message names this user in so many words; an answer to them names them only beside it. */
export const mentions = (content: string, user: string): boolean =>
  content.includes(`<@${user}>`) || content.includes(`<@!${user}>`)

export const withoutMention = (content: string, user: string): string =>
  content.replace(new RegExp(`[ \\t]*<@!?${user}>[ \\t]*[,:]?[ \\t]*`, 'g'), ' ').trim()

/** Emoji go by names in the desk file; Discord tells the character, or the name of one that a guild has made. */
const characters: Readonly<Record<string, string>> = {
  ticket: '🎫',
  admission_tickets: '🎟',
  sos: '🆘',
  wrench: '🔧',
  hammer_and_wrench: '🛠',
  rotating_light: '🚨',
  fire: '🔥',
  warning: '⚠',
  bug: '🐛',
  bell: '🔔',
  memo: '📝',
  eyes: '👀',
  question: '❓',
}

/** The character that goes by a name, or the name itself. */
export const emojiOf = (name: string): string => characters[name] ?? name

/** Whether an emoji of a reaction is the one that goes by a name; the variation selector makes no difference. */
export function isCalled(
  emoji: { readonly name?: string | undefined; readonly id?: string | undefined },
  name: string,
) {
  const bare = (text: string): string => text.replace(/\ufe0f/g, '')
  const told = bare(emoji.name ?? '')
  return told !== '' && (told === name || (!emoji.id && told === bare(emojiOf(name))))
}
