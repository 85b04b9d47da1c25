import type { Fields } from './fields.js'

/** A person or a bot, as a test describes them. */
export interface UserSpec {
  readonly id: string
  readonly name?: string
  readonly realName?: string
  readonly email?: string
  readonly locale?: string
  readonly tz?: string
  /** Another workspace than ours makes them external (Slack Connect). */
  readonly teamId?: string
  /** External and in no channel with us. */
  readonly isStranger?: boolean
  readonly deleted?: boolean
  readonly isBot?: boolean
  /** A guest. */
  readonly isRestricted?: boolean
  readonly isUltraRestricted?: boolean
  readonly isAdmin?: boolean
}

export interface FakeUser {
  id: string
  name: string
  realName: string
  email: string
  locale: string
  tz: string
  teamId: string
  isStranger: boolean
  deleted: boolean
  isBot: boolean
  isRestricted: boolean
  isUltraRestricted: boolean
  isAdmin: boolean
}

/** A conversation, as a test describes it. */
export interface ChannelSpec {
  readonly id: string
  readonly name?: string
  readonly private?: boolean
  readonly archived?: boolean
  /** Default: everybody of our workspace, also those who come later. */
  readonly members?: readonly string[]
  /** Default true. */
  readonly botIsMember?: boolean
  /** Only admins may post: `restricted_action_read_only_channel`. */
  readonly readOnly?: boolean
  /** No new messages outside threads: `restricted_action_thread_only_channel`. */
  readonly threadOnly?: boolean
  /** Shared with other organisations (Slack Connect). */
  readonly extShared?: boolean
  readonly topic?: string
  readonly purpose?: string
}

export type ChannelKind = 'channel' | 'group' | 'im' | 'mpim'

export interface FakeChannel {
  id: string
  name: string
  kind: ChannelKind
  archived: boolean
  members: Set<string>
  /** Whoever joins the workspace is in it. */
  forAll: boolean
  readOnly: boolean
  threadOnly: boolean
  extShared: boolean
  topic: string
  purpose: string
  creator: string
  created: number
  pins: { ts: string; user: string; at: number }[]
  bookmarks: Fields[]
  lockedThreads: Set<string>
  canvas?: string
}

/** A message as Slack stores it. Fields keep the platform's own names. */
export interface StoredMessage {
  type: 'message'
  subtype?: string
  ts: string
  user?: string
  text: string
  team?: string
  bot_id?: string
  app_id?: string
  bot_profile?: Fields
  client_msg_id?: string
  blocks?: Fields[]
  attachments?: Fields[]
  files?: Fields[]
  upload?: boolean
  metadata?: { event_type: string; event_payload: Fields }
  thread_ts?: string
  parent_user_id?: string
  reply_count?: number
  reply_users?: string[]
  reply_users_count?: number
  latest_reply?: string
  root?: Fields
  edited?: { user: string; ts: string }
  reactions?: { name: string; users: string[]; count: number }[]
  hidden?: boolean
  /** Not sent to anybody: what a test may want to know about the post. */
  link_names?: boolean
}

/** A message only one person sees; it is not in any history. */
export interface StoredEphemeral {
  ts: string
  channel: string
  user: string
  text: string
  blocks?: Fields[]
  attachments?: Fields[]
  thread_ts?: string
  /** `api` when posted by chat.postEphemeral, `response` when by a response_url, `ack` when in an acknowledgement. */
  by: 'api' | 'response' | 'ack'
}

/** One step of a form on a person's screen, or their Home tab. */
export interface StoredView {
  id: string
  type: 'modal' | 'home'
  user: string
  team: string
  blocks: Fields[]
  title?: Fields
  submit?: Fields
  close?: Fields
  callback_id: string
  external_id: string
  private_metadata: string
  clear_on_close: boolean
  notify_on_close: boolean
  hash: string
  root_view_id: string
  previous_view_id: string | null
  /** What the person has filled in so far, by block and action. */
  values: Record<string, Record<string, Fields>>
  /** Set while a `response_action: errors` answer is on the screen. */
  errors?: Record<string, string>
  open: boolean
}

export interface StoredFile {
  id: string
  name: string
  title: string
  size: number
  mimetype: string
  user: string
  created: number
  altText?: string
  bytes?: Buffer
  /** Channels where it was shared. */
  channels: string[]
  /** When its bytes were complete, by the fake's clock. */
  readyAt?: number
  completed: boolean
  /** Another address than the fake's own, where its bytes are said to lie. */
  servedFrom?: string
  /** It belongs to another workspace: messages tell its id alone. */
  foreign?: boolean
  mode: 'hosted' | 'uploading'
}

/** One request that reached the fake's Web API, response addresses or upload addresses. */
export interface RecordedRequest {
  readonly at: number
  /** The method's name, or `response_url`, `upload`, `file`. */
  readonly method: string
  readonly args: Fields
  readonly headers: Record<string, string>
  status: number
  response: unknown
}
