import type { Inbound } from '../../src/chat/inbound.js'
import { seconds } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import { fileInfo } from './files.js'
import type { Someone } from './identity.js'
import { mentions } from './mrkdwn.js'
import {
  changedEvent,
  channelEvent,
  deletedEvent,
  eventPayload,
  homeEvent,
  messageShape,
  reactionEvent,
  type SlackMessage,
  saidEvent,
  subteamEvent,
  userEvent,
} from './payloads.js'
import { placeIn, quoted, type Reception, wordsOf } from './receive.js'
import { ask, SlackSaysNo } from './web.js'

/** One event, with what its envelope says about it. */
interface Told {
  /** The envelope's; absent for what was read afterwards. */
  readonly id?: string
  readonly event: Record<string, unknown> & { type: string }
}
type Reader = (told: Told, at: Reception) => Promise<Inbound | undefined>

/** How long an event waits for its author's profile; longer where it decides whether they are ours at all. */
const patience = { usual: 700, unknown: 1_500 }

/**
 * An event as an inbound; undefined for what is none of the desk's business. Only what is named here is let in: Slack
 * has many more kinds of message than people write. Throws Outage when Slack could not tell what must be known.
 */
export async function eventFrom(body: unknown, at: Reception): Promise<Inbound | undefined> {
  const envelope = eventPayload.parse(body)
  const told = { id: envelope.event_id, event: envelope.event }
  return readers[envelope.event.type]?.(told, at)
}

/** The same for what was read afterwards and comes in no envelope: it has the natural id that the event had. */
export const missedFrom = async (event: Told['event'], at: Reception): Promise<Inbound | undefined> =>
  readers[event.type]?.({ event }, at)

const readers: Readonly<Record<string, Reader | undefined>> = {
  app_mention: (told, at) => said(told, at),
  message: (told, at) => messages[String(told.event.subtype ?? '')]?.(told, at) ?? Promise.resolve(undefined),
  reaction_added: (told, at) => reacted(told, at),
  reaction_removed: (told, at) => reacted(told, at),
  app_home_opened: (told, at) => openedHome(told, at),
  user_change: (told, at) => changedAccount(told, at),
  subteam_members_changed: (told, at) => changedGroup(told, at),
  channel_archive: (told, at) => changedPlace(told, at, 'archived'),
  group_archive: (told, at) => changedPlace(told, at, 'archived'),
  channel_unarchive: (told, at) => changedPlace(told, at, 'opened'),
  group_unarchive: (told, at) => changedPlace(told, at, 'opened'),
  channel_rename: (told, at) => changedPlace(told, at, 'renamed'),
  group_rename: (told, at) => changedPlace(told, at, 'renamed'),
}

const messages: Readonly<Record<string, Reader | undefined>> = {
  '': (told, at) => said(told, at),
  file_share: (told, at) => said(told, at),
  me_message: (told, at) => said(told, at),
  thread_broadcast: (told, at) => said(told, at),
  message_changed: (told, at) => edited(told, at),
  message_deleted: (told, at) => deleted(told, at),
}

async function said(told: Told, at: Reception): Promise<Inbound | undefined> {
  const message = saidEvent.parse(told.event)
  const user = authorOf(message, at)
  const named = told.event.type === 'app_mention' || mentions(message.text, at.self.user)
  const toDesk = named || isDirect(message.channel, message.channel_type)
  const reply = message.thread_ts !== undefined && message.thread_ts !== message.ts
  if (!user || (!toDesk && !reply && !at.overhear)) return undefined
  const who = await someone(user, teamOf(message), at)
  const quote = quoted(await withNames(message, at), message.channel, at)
  const words = wordsOf(message, at.self)
  return {
    ...base(at, who, message.channel, message.thread_ts, message.ts),
    // The mention of the desk comes as two events; both have this one natural id.
    ids: ids(told, at, message.channel, 'message', message.ts),
    kind: 'said',
    message: quote,
    toDesk,
    ...(toDesk && words !== quote.text ? { words } : {}),
  }
}

async function edited(told: Told, at: Reception): Promise<Inbound | undefined> {
  const { channel, channel_type, message, previous_message: before } = changedEvent.parse(told.event)
  if (message.subtype === 'tombstone') return removed(told, at, channel, channel_type, message.ts, before ?? undefined)
  const user = authorOf(message, at)
  // Unfurled links and our own edits come as changes too, with the same text or without an editor.
  if (!user || !message.edited || message.text === before?.text) return undefined
  if (!isHeard(channel, channel_type, [message, before ?? undefined], at)) return undefined
  const who = await someone(message.edited.user ?? user, teamOf(message), at)
  return {
    ...base(at, who, channel, message.thread_ts, message.ts),
    ids: ids(told, at, channel, 'message_changed', message.ts, message.edited.ts ?? told.id ?? ''),
    kind: 'edited',
    message: quoted(message, channel, at),
  }
}

async function deleted(told: Told, at: Reception): Promise<Inbound | undefined> {
  const { channel, channel_type, deleted_ts, previous_message: before } = deletedEvent.parse(told.event)
  return removed(told, at, channel, channel_type, deleted_ts, before ?? undefined)
}

async function removed(
  told: Told,
  at: Reception,
  channel: string,
  channelType: string | undefined,
  ts: string,
  before: SlackMessage | undefined,
): Promise<Inbound | undefined> {
  const user = before && authorOf(before, at)
  if (!user || !isHeard(channel, channelType, [before], at)) return undefined
  const who = await someone(user, teamOf(before), at)
  return {
    ...base(at, who, channel, before.thread_ts, ts),
    ids: ids(told, at, channel, 'message_deleted', ts),
    kind: 'deleted',
    message: { ...placeIn(at.self, channel, before.thread_ts, ts), message: ts },
  }
}

async function reacted(told: Told, at: Reception): Promise<Inbound | undefined> {
  const { type, user, reaction, item, event_ts } = reactionEvent.parse(told.event)
  const emoji = reaction.split('::')[0]
  const { channel, ts } = item
  if (item.type !== 'message' || !channel || !ts || emoji !== at.ticketEmoji || user === at.self.user) return undefined
  const [who, message] = await Promise.all([
    someone(user, undefined, at),
    type === 'reaction_added' ? messageAt(channel, ts, at) : undefined,
  ])
  const happening = {
    ...base(at, who, channel, message?.thread_ts, ts),
    ids: ids(told, at, channel, type, ts, user, emoji, event_ts),
    emoji,
  }
  if (type === 'reaction_added') {
    const found = await withNames(message ?? messageShape.parse({ ts }), at)
    return { ...happening, kind: 'reacted', message: quoted(found, channel, at) }
  }
  return { ...happening, kind: 'unreacted', message: { ...placeIn(at.self, channel), message: ts } }
}

/** The message itself, which the event does not hold; undefined when the desk may not read it. */
export async function messageAt(channel: string, ts: string, at: Reception): Promise<SlackMessage | undefined> {
  const window = { channel, latest: ts, oldest: ts, inclusive: true, limit: 1 }
  try {
    const top = await ask(() => at.web.conversations.history(window))
    const found = top.messages?.find((message) => message.ts === ts)
    if (found) return messageShape.parse(found)
    // A reply is not in the channel's history; asked for by its own timestamp it is found in its thread.
    const thread = await ask(() => at.web.conversations.replies({ ...window, ts, limit: 2 }))
    const reply = thread.messages?.find((message) => message.ts === ts)
    return reply && messageShape.parse(reply)
  } catch (error) {
    if (!(error instanceof SlackSaysNo)) throw error
    at.log.warn({ channel, code: error.code }, 'a message with a reaction could not be read')
    return undefined
  }
}

/** Of a file from another workspace a message tells no more than that there is one: Slack is asked for the rest. */
async function withNames<M extends SlackMessage>(message: M, at: Reception): Promise<M> {
  if (!message.files?.some(({ file_access }) => file_access === 'check_file_info')) return message
  const files = await Promise.all(
    message.files.map(async (file) => {
      if (!file.id || file.file_access !== 'check_file_info') return file
      const told = await fileInfo(at.web, file.id).catch((error: unknown) => {
        at.log.warn({ file: file.id, kind: error instanceof Error ? error.name : 'unknown' }, 'a file has no name yet')
      })
      return { ...file, ...told }
    }),
  )
  return { ...message, files }
}

/** Their own page of ours, not the conversation beside it. */
async function openedHome(told: Told, at: Reception): Promise<Inbound | undefined> {
  const { user, channel, tab, event_ts } = homeEvent.parse(told.event)
  if (tab !== 'home') return undefined
  const who = await someone(user, undefined, at)
  return {
    ...base(at, who, channel),
    ids: ids(told, at, channel, 'app_home_opened', event_ts ?? told.id ?? ''),
    kind: 'opened',
  }
}

async function changedAccount(told: Told, at: Reception): Promise<Inbound | undefined> {
  const { user } = userEvent.parse(told.event)
  const who = at.directory.learn(user)
  if (!who) return undefined
  return {
    ...base(at, who, user.id),
    ids: ids(told, at, user.id, 'user_change', String(user.updated ?? told.id ?? '')),
    kind: 'account',
  }
}

async function changedGroup(told: Told, at: Reception): Promise<Inbound> {
  const event = subteamEvent.parse(told.event)
  const { team: workspace, user } = at.self
  const account = (one: string) => ({ platform: 'slack', workspace, user: one })
  return {
    ...base(at, { account: account(user), profile: {}, sure: true }, event.subteam_id),
    ids: ids(told, at, event.subteam_id, 'subteam_members_changed', String(event.date_update ?? told.id)),
    kind: 'group',
    group: { platform: 'slack', workspace, group: event.subteam_id },
    joined: (event.added_users ?? []).map(account),
    left: (event.removed_users ?? []).map(account),
  }
}

async function changedPlace(
  told: Told,
  at: Reception,
  change: 'archived' | 'opened' | 'renamed',
): Promise<Inbound | undefined> {
  const { type, user = at.self.user, channel, event_ts } = channelEvent.parse(told.event)
  const id = typeof channel === 'string' ? channel : channel.id
  const account = { platform: 'slack', workspace: at.self.team, user }
  return {
    ...base(at, { account, profile: {}, sure: true }, id),
    ids: ids(told, at, id, type, event_ts ?? told.id ?? ''),
    kind: 'place',
    change,
    ...(typeof channel !== 'string' && channel.name !== undefined ? { name: channel.name } : {}),
  }
}

/** A person's account, or undefined for ourselves, other bots and Slack's own. */
const authorOf = (message: SlackMessage, at: Reception): string | undefined =>
  message.bot_id || message.user === at.self.user || message.user === 'USLACKBOT' ? undefined : message.user

const isDirect = (channel: string, channelType: string | undefined): boolean =>
  channelType === 'im' || (channelType === undefined && channel.startsWith('D'))

/** Of what is changed or taken away, the desk hears what it may have heard before: threads, its name, its own talks. */
const isHeard = (
  channel: string,
  type: string | undefined,
  versions: readonly (SlackMessage | undefined)[],
  at: Reception,
): boolean =>
  at.overhear ||
  isDirect(channel, type) ||
  versions.some((one) => one?.thread_ts !== undefined || (one !== undefined && mentions(one.text, at.self.user)))

const teamOf = (message: SlackMessage): string | undefined => message.user_team ?? message.source_team ?? message.team

/** It matters whose account this is, and Slack does not tell: worth another try, and not for ever. */
export class WhoIsThat extends Outage {
  constructor(readonly user: string) {
    super('slack did not tell whose account this is', { retryAfter: seconds(2) })
  }
}

export async function someone(user: string, team: string | undefined, at: Reception): Promise<Someone> {
  const told = team !== undefined
  const who = await at.directory.look(user, { team, unknown: !told }, told ? patience.usual : patience.unknown)
  // Nobody is taken for ours by default, since channels can be shared with others: Slack brings the event again.
  if (!who.sure) throw new WhoIsThat(user)
  return who
}

export const base = (at: Reception, who: Someone, channel: string, thread?: string, message?: string) => ({
  account: who.account,
  profile: who.profile,
  place: placeIn(at.self, channel, thread, message),
  at: at.clock.now().toISOString(),
  canOpenForm: false,
})

/** Slack may bring one happening under several event ids: the natural id is the same. */
const ids = (told: Told, at: Reception, ...natural: string[]): [string, ...string[]] => {
  const own = naturalId(at, ...natural)
  return told.id === undefined ? [own] : [`slack:event:${told.id}`, own]
}

export const naturalId = (at: Reception, ...parts: string[]): string => `slack:${at.self.team}:${parts.join(':')}`
