import type { KnownRemark, Mark } from '../../src/chat/catch-up.js'
import type { Missed } from '../../src/chat/hands.js'
import type { Inbound } from '../../src/chat/inbound.js'
import { tidy } from '../../src/kernel/text.js'
import type { SlackMessage } from './payloads.js'
import { placeIn, quoted, type Reception } from './receive.js'
import { base, missedFrom, naturalId, someone } from './receive-events.js'

const never = Number.MAX_SAFE_INTEGER

/** A message that was written meanwhile; undefined for what is none of the desk's business. */
export async function saidIn(channel: string, message: SlackMessage, at: Reception): Promise<readonly Missed[]> {
  const inbound = await missedFrom({ ...message, type: 'message', channel }, at)
  return inbound ? [{ at: Number(message.ts), inbound }] : []
}

/** Who reported a message by a reaction. */
export const reactorsOf = (message: SlackMessage, at: Reception): readonly string[] =>
  (message.reactions ?? [])
    .filter(({ name }) => name.split('::')[0] === at.ticketEmoji)
    .flatMap(({ users }) => users)
    .filter((user) => user !== at.self.user)

/** One of those reactions. Slack does not say when it was set: not before the message was there. */
export async function reactionBy(
  user: string,
  channel: string,
  message: SlackMessage,
  at: Reception,
): Promise<readonly Missed[]> {
  const who = await someone(user, undefined, at)
  const inbound: Inbound = {
    ...base(at, who, channel, message.thread_ts, message.ts),
    ids: [naturalId(at, channel, 'reaction_added', message.ts, user, at.ticketEmoji)],
    kind: 'reacted',
    emoji: at.ticketEmoji,
    message: quoted(message, channel, at),
  }
  return [{ at: Number(message.ts), inbound }]
}

/** What became of the words that the desk keeps: edited since then, or not among those that stand there any more. */
export async function changesOf(
  remark: KnownRemark,
  there: SlackMessage | undefined,
  since: number,
  at: Reception,
): Promise<readonly Missed[]> {
  const { channel, thread, message: ts } = remark.address
  if (!there || there.subtype === 'tombstone') {
    const { workspace, user } = remark.account
    const before = { ts, user, user_team: workspace, ...(thread ? { thread_ts: thread } : {}) }
    const deletion = { type: 'message', subtype: 'message_deleted', channel, deleted_ts: ts, previous_message: before }
    const inbound = await missedFrom(deletion, at)
    return inbound ? [{ at: never, inbound }] : []
  }
  const edited = Number(there.edited?.ts ?? 0)
  if (edited < since || tidy(quoted(there, channel, at).text) === remark.text) return []
  const change = { type: 'message', subtype: 'message_changed', channel, message: there }
  const inbound = await missedFrom(change, at)
  return inbound ? [{ at: edited, inbound }] : []
}

/** A reaction that is gone: the desk did not hear when. */
export async function takenBack(mark: Mark, since: Date, at: Reception): Promise<readonly Missed[]> {
  const { channel, message: ts, thread } = mark.message
  const who = await someone(mark.account.user, mark.account.workspace, at)
  const notBefore = since.toISOString()
  const inbound: Inbound = {
    ...base(at, who, channel, thread, ts),
    ids: [naturalId(at, channel, 'reaction_removed', ts, mark.account.user, mark.emoji, notBefore)],
    kind: 'unreacted',
    emoji: mark.emoji,
    message: { ...placeIn(at.self, channel), message: ts },
    notBefore,
  }
  return [{ at: never, inbound }]
}

/** What became of a channel. */
export function changedPlace(
  channel: string,
  {
    change,
    name,
    since,
  }: { readonly change: 'archived' | 'opened' | 'renamed' | 'gone'; readonly name?: string; readonly since: Date },
  at: Reception,
): Missed {
  const account = { platform: 'slack', workspace: at.self.team, user: at.self.user }
  const inbound: Inbound = {
    ...base(at, { account, profile: {}, sure: true }, channel),
    ids: [naturalId(at, channel, `found_${change}`, since.toISOString())],
    kind: 'place',
    change,
    ...(name === undefined ? {} : { name }),
  }
  return { at: 0, inbound }
}
