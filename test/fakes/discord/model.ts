import type { Fields } from '../fields.js'
import type { Permission } from './bits.js'

/** A person or another bot, as a test describes them. Ids are snowflakes; left out, one is drawn. */
export interface UserSpec {
  readonly id?: string
  readonly name: string
  /** The name that is shown. */
  readonly displayName?: string
  /** Discord's locale of their client, such as `da` or `en-GB`. Default `en-GB`. */
  readonly locale?: string
  readonly isBot?: boolean
  /** Refuses direct messages from servers: 50007. */
  readonly dmsClosed?: boolean
}

export interface FakeUser {
  readonly id: string
  name: string
  displayName: string
  locale: string
  readonly isBot: boolean
  dmsClosed: boolean
}

export interface GuildSpec {
  readonly id?: string
  readonly name: string
  readonly locale?: string
  /** Default somebody whom no test knows. */
  readonly ownerId?: string
}

export interface FakeGuild {
  readonly id: string
  name: string
  locale: string
  ownerId: string
  /** The role of everybody has the server's own id. */
  readonly roles: Map<string, FakeRole>
  readonly members: Map<string, FakeMember>
  readonly botRoleId: string
  readonly events: Map<string, FakeEvent>
  available: boolean
}

/** A scheduled event that takes place elsewhere. */
export interface FakeEvent {
  readonly id: string
  readonly creatorId: string
  name: string
  description: string | null
  location: string
  /** Unix milliseconds. */
  from: number
  to: number
}

export interface RoleSpec {
  readonly id?: string
  readonly name: string
  readonly permissions?: readonly Permission[]
  readonly mentionable?: boolean
}

export interface FakeRole {
  readonly id: string
  name: string
  permissions: bigint
  mentionable: boolean
  position: number
}

export interface MemberSpec {
  readonly roles?: readonly string[]
  readonly nick?: string
}

export interface FakeMember {
  readonly userId: string
  readonly roles: Set<string>
  nick: string | null
  readonly joinedAt: number
}

/** Allows or denies for a role or a member in one channel; `everyone` and `bot` stand for those two roles. */
export interface OverwriteSpec {
  readonly of: string
  readonly allow?: readonly Permission[]
  readonly deny?: readonly Permission[]
}

export interface ChannelSpec {
  readonly id?: string
  readonly name: string
  /** Default text. */
  readonly kind?: 'text' | 'forum' | 'media' | 'announcement' | 'category'
  /** Nobody sees it but the bot and these people or roles. */
  readonly private?: readonly string[]
  readonly overwrites?: readonly OverwriteSpec[]
  /** Of a forum. */
  readonly tags?: readonly TagSpec[]
  readonly requireTag?: boolean
  readonly topic?: string
  readonly parentId?: string
}

export interface TagSpec {
  readonly id?: string
  readonly name: string
  readonly moderated?: boolean
}

export interface FakeTag {
  readonly id: string
  readonly name: string
  readonly moderated: boolean
}

export interface Overwrite {
  readonly id: string
  /** 0 for a role, 1 for a member. */
  readonly type: 0 | 1
  allow: bigint
  deny: bigint
}

/** A channel, a thread or a direct conversation. */
export interface FakeChannel {
  readonly id: string
  readonly type: number
  readonly guildId: string | undefined
  name: string
  topic: string | null
  parentId: string | undefined
  overwrites: Overwrite[]
  flags: number
  tags: FakeTag[]
  position: number
  lastMessageId: string | null
  /** Of a direct conversation: the person. */
  readonly recipientId?: string
  thread?: ThreadState
}

export interface ThreadState {
  readonly ownerId: string
  archived: boolean
  locked: boolean
  invitable: boolean
  autoArchiveMinutes: number
  archivedAt: number
  readonly createdAt: number
  readonly members: Set<string>
  appliedTags: string[]
  messageCount: number
}

export interface StoredAttachment {
  readonly id: string
  readonly channelId: string
  readonly filename: string
  readonly bytes: Buffer
  readonly contentType: string
  description?: string
  /** Only the person it was whispered to sees it. */
  readonly ephemeral?: boolean
}

/** Whom a message calls. */
export interface Pings {
  readonly users: readonly string[]
  readonly roles: readonly string[]
  readonly everyone: boolean
}

/** A message as Discord stores it. */
export interface StoredMessage {
  readonly id: string
  readonly channelId: string
  readonly type: number
  readonly authorId: string
  content: string
  readonly createdAt: number
  editedAt?: number
  embeds: Fields[]
  /** With the ids that Discord gives them. */
  components: Fields[]
  attachments: StoredAttachment[]
  flags: number
  readonly nonce?: string | number
  /** Whom it named, and who was called by that: `mentions` is what the message object lists. */
  mentions: Pings
  pings: Pings
  /** As the sender gave them; undefined when they were left out. */
  allowedMentions?: Fields
  readonly replyTo?: { readonly channelId: string; readonly messageId: string }
  reactions: { readonly emoji: string; readonly users: Set<string> }[]
  /** Only this person sees it; it is in no history. */
  readonly onlyFor?: string
  /** The interaction that it answers. */
  readonly interactionId?: string
  readonly webhookId?: string
  pinned: boolean
}

/** One file of a multipart request. */
export interface SentFile {
  /** `files[0]`. */
  readonly field: string
  readonly name: string
  readonly contentType: string
  readonly bytes: Buffer
}

/** One REST request that reached the fake. */
export interface RecordedRequest {
  readonly at: number
  readonly method: string
  /** Without `/api/v10` and the query, decoded. */
  readonly path: string
  /** The pattern it matched, such as `POST /channels/:channel/messages`; '' when none. */
  readonly route: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  body: unknown
  files: readonly SentFile[]
  /** X-Audit-Log-Reason, decoded. */
  reason?: string
  status: number
  response: unknown
}

/** What a person did that the app must answer, and how it was answered so far. */
export interface FakeInteraction {
  readonly id: string
  readonly token: string
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number
  readonly userId: string
  readonly guildId: string | undefined
  readonly channelId: string
  readonly createdAt: number
  readonly payload: Fields
  /** How a complaint names it. */
  readonly label: string
  /** The message whose component was used. */
  readonly sourceId?: string
  /** The first response, once there was one. */
  response?: { readonly type: number; readonly data: Fields; readonly at: number }
  /** Whether it was answered in time; settled by the first response or when time was up. */
  outcome: 'waiting' | 'answered' | 'failed'
  /** The answer: a message (a whisper when `onlyFor` is set), still `loading` after a defer. */
  original?: StoredMessage
  readonly followUps: StoredMessage[]
  /** The form that was opened. */
  modal?: Fields
  /** What was offered in answer to an autocompletion. */
  choices?: readonly { readonly name: string; readonly value: string | number }[]
  /** Sessions it was sent to, or 1 for the address. */
  deliveries: number
}
