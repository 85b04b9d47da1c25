/** What an app's manifest declares and a test may vary. */
export interface FakeSlackOptions {
  /** The clock of everything that has a life span: triggers, response addresses, buckets, timestamps. Default Date.now. */
  readonly now?: () => number
  /** The clock of signed timestamps. Default the same clock. */
  readonly signingNow?: () => number
  readonly scopes?: readonly string[]
  /** Subscribed events, as in the manifest's bot_events. */
  readonly events?: readonly string[]
  /** Metadata event types whose posts are delivered as message_metadata_posted. */
  readonly metadataSubscriptions?: readonly string[]
  /** Slash commands that are declared; others are refused by the client. Default: any. */
  readonly commands?: readonly string[]
  /** As in the manifest: mentions in command text arrive as ids. Default true. */
  readonly shouldEscape?: boolean
  readonly homeTab?: boolean
  /** Milliseconds of real time within which a delivery must be acknowledged. Default 3000. */
  readonly ackMs?: number
  /** Real milliseconds before redelivery 1, 2, 3 of an event over HTTP. Slack: 0, 60 000, 300 000. Default 0, 20, 60. */
  readonly retryMs?: readonly number[]
  /** Real milliseconds before an unacknowledged envelope is sent again. Slack: about 4 000. */
  readonly socketRetryMs?: number
  /** Real milliseconds between the disconnect warning and the close. Slack: about 10 000. Default 100. */
  readonly warningMs?: number
  readonly rateLimits?: RateLimitOptions | 'off'
  /** Milliseconds on the fake's clock before an uploaded picture can be used in a block. Default 2000. */
  readonly fileReadyMs?: number
  /** Paid plan: user groups exist. Default true. */
  readonly paidPlan?: boolean
  /** Chooses among open sockets; 0 <= x < 1. Default a seeded sequence. */
  readonly random?: () => number
  readonly teamId?: string
  readonly enterpriseId?: string
}

export interface RateLimitOptions {
  /** Posts at once to one channel before the limit of one a second bites. Default 3. */
  readonly postBurst?: number
  readonly postsPerSecond?: number
  /** Posts a minute over all channels. Default 300. */
  readonly workspacePostsPerMinute?: number
  /** The limit for commercially distributed apps outside the Marketplace: history and replies once a minute, 15 rows. */
  readonly scarceHistory?: boolean
  /** Multiplies every tier, to let a test reach it soon. Default 1. */
  readonly tierFactor?: number
}

/** Scopes of a desk's manifest. */
export const deskScopes: readonly string[] = [
  'commands',
  'chat:write',
  'app_mentions:read',
  'im:write',
  'im:history',
  'im:read',
  'usergroups:read',
  'users:read',
  'channels:history',
  'groups:history',
  'channels:read',
  'groups:read',
  'reactions:read',
  'files:write',
  'files:read',
  'metadata.message:read',
  'pins:write',
]

/** Events of a desk's manifest. */
export const deskEvents: readonly string[] = [
  'app_mention',
  'app_home_opened',
  'app_uninstalled',
  'channel_archive',
  'channel_id_changed',
  'channel_rename',
  'channel_unarchive',
  'group_archive',
  'group_rename',
  'group_unarchive',
  'member_joined_channel',
  'member_left_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'message_metadata_posted',
  'reaction_added',
  'reaction_removed',
  'subteam_members_changed',
  'tokens_revoked',
  'user_change',
]

/** Life spans and counts that Slack fixes. */
export const spans = {
  triggerMs: 3_000,
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
  maxSockets: 10,
  viewStack: 3,
  accessTokenMs: 12 * 3_600_000,
} as const
