import { type Fields, isFields, listOf, textOf } from '../fields.js'
import { components, permissions } from './bits.js'
import type { FakeChannel, Pings } from './model.js'
import { permissionsAt } from './permissions.js'
import type { World } from './world.js'

/** Everything a reader sees as text: the content, and the text displays wherever they are nested. */
export const textIn = (content: string, parts: readonly Fields[]): string =>
  [content, ...parts.flatMap(texts)].join('\n')

const texts = (part: Fields): string[] => {
  if (part['type'] === components.textDisplay) return [textOf(part, 'content')]
  return listOf(part, 'components').flatMap(texts)
}

/** Code calls nobody. */
const outsideCode = (text: string): string => text.replace(/```[\s\S]*?```|``[^`]*``|`[^`\n]*`/g, ' ')

const ids = (pattern: RegExp, text: string): string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] as string)),
]

/** Whom a text names, whether or not they are called: a backslash before the mark is taken as no help. */
export const namedIn = (text: string): Pings => {
  const plain = outsideCode(text)
  return {
    users: ids(/<@!?(\d+)>/g, plain),
    roles: ids(/<@&(\d+)>/g, plain),
    everyone: /@(everyone|here)\b/.test(plain),
  }
}

interface Sent {
  readonly text: string
  readonly allowed: unknown
  readonly channel: FakeChannel
  readonly authorId: string
  /** Interactions and webhooks call people only, unless told otherwise. */
  readonly byInteraction: boolean
  /** The author of the message it replies to. */
  readonly repliesTo?: string | undefined
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** Whom a message calls: what it names, as far as `allowed_mentions` lets it (Discord: resources/message, allowed mentions). */
export const pingsOf = (world: World, sent: Sent): Pings => {
  const named = namedIn(sent.text)
  const given = isFields(sent.allowed) ? sent.allowed : undefined
  const standard = sent.byInteraction ? ['users'] : ['users', 'roles', 'everyone']
  const parse = given ? strings(given['parse']) : standard
  const guild = world.guilds.get(sent.channel.guildId ?? '')
  const mentionsAll = (permissionsAt(world, sent.authorId, sent.channel) & permissions.MENTION_EVERYONE) !== 0n
  const users = named.users.filter((id) => parse.includes('users') || strings(given?.['users']).includes(id))
  const roles = named.roles.filter(
    (id) =>
      (parse.includes('roles') || strings(given?.['roles']).includes(id)) &&
      (mentionsAll || guild?.roles.get(id)?.mentionable === true),
  )
  const answers = given ? given['replied_user'] === true : true
  return {
    users: [...new Set([...users, ...(sent.repliesTo && answers ? [sent.repliesTo] : [])])].filter((id) =>
      world.users.has(id),
    ),
    roles,
    everyone: named.everyone && parse.includes('everyone') && mentionsAll,
  }
}
