import { type Fields, isFields, textOf } from './fields.js'

/** Whom a message calls. */
export interface Pings {
  readonly users: string[]
  readonly groups: string[]
  /** Channels it links to; nobody is notified by that. */
  readonly channels: string[]
  /** `here`, `channel` or `everyone`. */
  readonly everyone: string[]
}

interface Said {
  readonly text?: string
  readonly blocks?: Fields[]
  readonly attachments?: Fields[]
  readonly link_names?: boolean
}

const found = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] as string)

const inMrkdwn = (text: string): Pings => ({
  users: found(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, text),
  groups: found(/<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>/g, text),
  channels: found(/<#([CG][A-Z0-9]+)(?:\|[^>]*)?>/g, text),
  everyone: found(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, text),
})

const byName = (text: string): Pings => ({
  users: [],
  groups: [],
  channels: [],
  everyone: found(/(?:^|\s)@(here|channel|everyone)\b/g, text),
})

const inElement = (value: Fields): Pings => ({
  users: value['type'] === 'user' ? [textOf(value, 'user_id')] : [],
  groups: value['type'] === 'usergroup' ? [textOf(value, 'usergroup_id')] : [],
  channels: value['type'] === 'channel' ? [textOf(value, 'channel_id')] : [],
  everyone: value['type'] === 'broadcast' ? [textOf(value, 'range')] : [],
})

const merge = (all: readonly Pings[]): Pings => {
  const join = (key: keyof Pings): string[] => [...new Set(all.flatMap((one) => one[key]))]
  return { users: join('users'), groups: join('groups'), channels: join('channels'), everyone: join('everyone') }
}

const walk = (value: unknown): Pings[] => {
  if (Array.isArray(value)) return value.flatMap(walk)
  if (!isFields(value)) return []
  if (value['type'] === 'mrkdwn' && typeof value['text'] === 'string') return [inMrkdwn(value['text'])]
  if (value['type'] === 'markdown' && typeof value['text'] === 'string') return [inMrkdwn(value['text'])]
  if (value['type'] === 'plain_text' || value['type'] === 'raw_text') return []
  return [inElement(value), ...Object.values(value).flatMap(walk)]
}

/** Whom a message calls, read from control sequences as Slack reads them; plain `@channel` calls nobody unless link_names. */
export const pingsOf = (message: Said): Pings => {
  const text = message.text ?? ''
  const attached = (message.attachments ?? []).flatMap((one) => [
    inMrkdwn(`${textOf(one, 'text')} ${textOf(one, 'pretext')} ${textOf(one, 'title')}`),
    ...walk(one['blocks']),
  ])
  const named = message.link_names ? [byName(text)] : []
  return merge([inMrkdwn(text), ...named, ...walk(message.blocks), ...attached])
}

/** The text a reader sees: entities resolved, links shown by their label. */
export const shownText = (text: string): string =>
  text
    .replace(/<(?:[@#!][^>|]*|[^>|]+)\|([^>]*)>/g, '$1')
    .replace(/<([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
