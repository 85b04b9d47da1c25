import type { Address, Place } from '../../src/chat/address.js'
import type { FileRef, HandedIn, Inbound, QuotedMessage } from '../../src/chat/inbound.js'
import type { Clock } from '../../src/kernel/clock.js'
import type { Directory, Origin, Self } from './identity.js'
import type { Log } from './log.js'
import { mentions, readable, withoutMention } from './mrkdwn.js'
import {
  type ActionPayload,
  actionPayload,
  commandPayload,
  type Filled,
  type ShortcutPayload,
  type SlackMessage,
  type SubmissionPayload,
  shortcutPayload,
  submissionPayload,
} from './payloads.js'
import { type Used, used } from './press.js'
import { formMark, personValue } from './render-form.js'
import type { Web } from './web.js'

/** What turning payloads into inbounds needs. */
export interface Reception {
  readonly self: Self
  readonly directory: Directory
  readonly web: Web
  readonly clock: Clock
  readonly log: Log
  readonly ticketEmoji: string
  /** Whether what is said at the top of channels, and not to the desk, is handed over too. */
  readonly overhear: boolean
}

/** How a late answer finds its way; it stands in `Inbound.answerBy` and survives a crash with it. */
export interface AnswerBy {
  readonly responseUrl?: string
  /** For opening a form, within three seconds. */
  readonly trigger?: string
  /** What a press was made over: the person's Home tab, or a view of ours that says something. */
  readonly over?: 'home' | { readonly view: string }
  /** The form that was submitted, its mark and its fields' blocks. */
  readonly view?: string
  readonly nonce?: string
  readonly blocks?: readonly string[]
}

export const answerBy = (inbound: Inbound): AnswerBy => (inbound.answerBy ?? {}) as AnswerBy

/** How long a first contact may wait for Slack to tell who someone is. */
const firstContact = 700

/** A slash command. */
export async function commandFrom(body: unknown, at: Reception): Promise<Inbound> {
  const told = commandPayload.parse(body)
  const { account, profile } = await at.directory.look(
    told.user_id,
    { team: told.team_id, enterprise: told.enterprise_id },
    firstContact,
  )
  const typed = readable(told.text, tokens(at.self))
  return {
    kind: 'command',
    ids: [`slack:trigger:${told.trigger_id}`],
    account,
    profile,
    place: placeIn(at.self, told.channel_id),
    at: at.clock.now().toISOString(),
    canOpenForm: true,
    answerBy: by({ responseUrl: told.response_url, trigger: told.trigger_id }),
    words: `${told.command.slice(1)} ${typed}`.trim(),
  }
}

/** What a press on one of our elements meant; `inbound` is there for whatever the core has to hear of. */
export interface Pressed {
  readonly used: Used
  readonly inbound: Extract<Inbound, { kind: 'press' }>
}

/** A button, a menu, an entry of an overflow menu. */
export async function pressFrom(body: unknown, at: Reception): Promise<Pressed> {
  const told = actionPayload.parse(body)
  const [element] = told.actions
  if (!element) throw new Error('a press without an element')
  const meant = used(element)
  const press = 'press' in meant ? meant.press : { command: '', args: {} }
  const { account, profile } = await at.directory.look(told.user.id, originOf(told), firstContact)
  const place = pressPlace(told, at.self)
  const message = told.container?.message_ts ?? told.message?.ts
  const natural = [place.channel, 'press', message ?? told.view?.id, element.action_id, told.user.id, element.action_ts]
  const ids = [
    told.trigger_id && `slack:trigger:${told.trigger_id}`,
    `slack:${at.self.team}:${natural.join(':')}`,
  ].filter((id) => id !== undefined && id !== '')
  const standing = message !== undefined && !told.container?.is_ephemeral
  return {
    used: meant,
    inbound: {
      kind: 'press',
      ids: ids as [string, ...string[]],
      account,
      profile,
      place,
      at: at.clock.now().toISOString(),
      canOpenForm: told.trigger_id !== undefined,
      answerBy: by({ responseUrl: told.response_url, trigger: told.trigger_id, over: overOf(told) }),
      command: press.command,
      args: press.args,
      ...(press.seen === undefined ? {} : { seen: press.seen }),
      ...(standing ? { card: { ...place, message } } : {}),
    },
  }
}

function overOf({ view }: ActionPayload): AnswerBy['over'] {
  if (view?.type === 'home') return 'home'
  return view?.type === 'modal' && formMark(view.private_metadata)?.command === '' ? { view: view.id } : undefined
}

function pressPlace(told: ActionPayload, self: Self): Place {
  const carried = told.view && formMark(told.view.private_metadata)?.place
  if (carried) return carried
  const channel = told.container?.channel_id ?? told.channel?.id ?? told.user.id
  const message = told.container?.message_ts ?? told.message?.ts
  return placeIn(self, channel, told.container?.thread_ts ?? told.message?.thread_ts, message)
}

/** A submitted form. `ours` is false when it is none that this version has opened, and cannot be read. */
export async function submitFrom(
  body: unknown,
  at: Reception,
): Promise<{ readonly ours: boolean; readonly inbound: Inbound }> {
  const told = submissionPayload.parse(body)
  const mark = formMark(told.view.private_metadata)
  const { account, profile } = await at.directory.look(told.user.id, originOf(told), firstContact)
  const blocks = told.view.blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : []))
  const files = handedIn(told)
  const inbound: Inbound = {
    kind: 'submit',
    ids: [`slack:view:${told.view.id}:${mark?.nonce ?? ''}`],
    account,
    profile,
    place: mark?.place ?? placeIn(at.self, told.user.id),
    at: at.clock.now().toISOString(),
    canOpenForm: true,
    answerBy: by({ trigger: told.trigger_id, view: told.view.id, nonce: mark?.nonce, blocks }),
    command: mark?.command ?? '',
    args: { ...mark?.known, ...filledIn(told, at.self) },
    ...(Object.keys(files).length === 0 ? {} : { files }),
    ...(mark?.seen === undefined ? {} : { seen: mark.seen }),
  }
  return { ours: mark !== undefined && mark.command !== '', inbound }
}

function filledIn({ view }: SubmissionPayload, self: Self): Record<string, string> {
  const args: Record<string, string> = {}
  for (const [block, elements] of Object.entries(view.state?.values ?? {})) {
    const [filled] = Object.values(elements)
    const value = filled && answerOf(filled, self)
    if (block.startsWith('field:') && value !== undefined && value !== '') args[block.slice('field:'.length)] = value
  }
  return args
}

/** Files of a form are shared with nobody but us: their pages at Slack are for whoever handed them in. */
function handedIn({ view }: SubmissionPayload): HandedIn {
  const files: Record<string, readonly FileRef[]> = {}
  for (const [block, elements] of Object.entries(view.state?.values ?? {})) {
    const all = Object.values(elements).flatMap((filled) => filled.files ?? [])
    if (!block.startsWith('field:') || all.length === 0) continue
    files[block.slice('field:'.length)] = all.map(fileRef).map(({ url: _, ...file }) => file)
  }
  return files
}

const answerOf = (filled: Filled, self: Self): string | undefined => {
  if (typeof filled.selected_date_time === 'number') return new Date(filled.selected_date_time * 1_000).toISOString()
  if (filled.selected_user) return personValue({ workspace: self.team, user: filled.selected_user })
  return filled.selected_option?.value ?? filled.value
}

/** A shortcut: from anywhere, or on a message. Its callback id is the command's name for it, with where it was used. */
export async function shortcutFrom(body: unknown, at: Reception): Promise<Inbound> {
  const told = shortcutPayload.parse(body)
  const { account, profile } = await at.directory.look(told.user.id, originOf(told), firstContact)
  const channel = told.channel?.id
  const message = told.message && channel ? quoted(told.message, channel, at) : undefined
  return {
    kind: 'shortcut',
    ids: [`slack:trigger:${told.trigger_id}`],
    account,
    profile,
    // From anywhere there is no channel; what is said then goes to the conversation with the person.
    place: placeIn(at.self, channel ?? told.user.id, told.message?.thread_ts, told.message?.ts),
    at: at.clock.now().toISOString(),
    canOpenForm: true,
    answerBy: by({ responseUrl: told.response_url, trigger: told.trigger_id }),
    name: told.callback_id.split(':')[0] ?? told.callback_id,
    ...(message ? { message } : {}),
  }
}

const originOf = (told: Pick<ActionPayload | ShortcutPayload, 'user' | 'team'>): Origin => ({
  team: told.user.team_id ?? told.team?.id,
  enterprise: told.user.team_id && told.user.team_id !== told.team?.id ? undefined : told.team?.enterprise_id,
})

// Plain data without holes: it is stored as JSON.
const by = (parts: { [K in keyof AnswerBy]: AnswerBy[K] | undefined }): AnswerBy =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined))

/** A channel, or the thread that a reply belongs to; a thread's first message is in the channel. */
export function placeIn(self: Self, channel: string, thread?: string, message?: string): Place {
  const place = { platform: 'slack', workspace: self.team, channel }
  return thread && thread !== message ? { ...place, thread } : place
}

/** A message as it is handed on: readable, with its link and what was attached. */
export function quoted(message: SlackMessage, channel: string, at: Reception): QuotedMessage {
  const address: Address = { ...placeIn(at.self, channel, message.thread_ts, message.ts), message: message.ts }
  const link = permalink(address, at.self)
  const person = message.user && !message.bot_id ? message.user : undefined
  const workspace = message.user_team ?? message.team ?? at.self.team
  return {
    address,
    text: readable(withoutSelf(message, at.self), names(at.directory)),
    files: (message.files ?? []).map(fileRef),
    ...(person ? { author: { platform: 'slack', workspace, user: person } } : {}),
    ...(link ? { link } : {}),
    ...writtenAt(message.ts),
  }
}

/** A timestamp is the instant of writing, in seconds, and the message's id at once. */
function writtenAt(ts: string): { readonly at?: string } {
  const at = new Date(Number(ts) * 1_000)
  return Number.isNaN(at.getTime()) ? {} : { at: at.toISOString() }
}

/** The words of a message as a command line: people as tokens that mean exactly one account. */
export const wordsOf = (message: SlackMessage, self: Self): string => readable(withoutSelf(message, self), tokens(self))

const withoutSelf = (message: SlackMessage, self: Self): string => {
  const text = message.text || (message.attachments ?? []).map(attachmentText).join('\n')
  return mentions(text, self.user) ? withoutMention(text, self.user) : text
}

const attachmentText = ({
  title,
  text,
  fallback,
}: {
  title?: string | undefined
  text?: string | undefined
  fallback?: string | undefined
}): string => [title, text ?? (title ? undefined : fallback)].filter(Boolean).join('\n')

const fileRef = (file: NonNullable<SlackMessage['files']>[number]): FileRef => {
  return {
    name: file.title || file.name || 'file',
    ...(file.id ? { id: file.id } : {}),
    ...(file.mimetype ? { type: file.mimetype } : {}),
    ...(typeof file.size === 'number' ? { size: file.size } : {}),
    ...(file.permalink ? { url: file.permalink } : {}),
  }
}

const names = (directory: Directory) => ({
  account: (user: string, label: string | undefined): string => `@${directory.nameOf(user) ?? label ?? user}`,
})

const tokens = (self: Self) => ({ account: (user: string): string => `@slack:${self.team}/${user}` })

/** The link that opens a message, built as Slack builds it: asking for it costs a call each time. */
export function permalink(address: Address, self: Self): string | undefined {
  if (!self.url || !/^\d+\.\d+$/.test(address.message)) return undefined
  const link = `${self.url.replace(/\/+$/, '')}/archives/${address.channel}/p${address.message.replace('.', '')}`
  return address.thread ? `${link}?thread_ts=${address.thread}&cid=${address.channel}` : link
}
