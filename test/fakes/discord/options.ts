import type { Permission } from './bits.js'

/** What a test may vary about the fake Discord. */
export interface FakeDiscordOptions {
  /** The clock of everything that has a life span: interactions, nonces, buckets, addresses of files. Default Date.now. */
  readonly now?: () => number
  /** Privileged intents that are switched on for the application. Default both. */
  readonly messageContent?: boolean
  readonly guildMembers?: boolean
  /** Real milliseconds within which an interaction must be answered. Default 3000. */
  readonly ackMs?: number
  /** Milliseconds between heartbeats that HELLO asks for. Default 41 250. */
  readonly heartbeatMs?: number
  /**
   * `discord`: buckets of the size seen on the real one, and 50 requests a second over all, by the fake's clock. `generous`
   * (default): headers of buckets that are never empty, and the 50 by real time. Renames and edits of old messages are held to
   * in both; `off` leaves all out, for benches.
   */
  readonly rateLimits?: 'discord' | 'generous' | 'off'
  /** Answers 401, 403 and 429 that are borne before there is a complaint. Default 50. */
  readonly invalidRequests?: number
  /** How many sessions may be identified. Default Discord's 1 000 a day. */
  readonly identifies?: number
  /** Real milliseconds between two IDENTIFY of one shard; one that comes earlier gets an invalid session. Discord: 5 000. Default 0. */
  readonly identifyEveryMs?: number
  /** Bytes of one file. Default 10 MiB. */
  readonly fileBytes?: number
  /** What the bot's own role may do in a new server. Default what the desk's invitation asks for. */
  readonly botPermissions?: readonly Permission[]
  /** 0 <= x < 1; decides when a bad signature is slipped in. Default a seeded sequence. */
  readonly random?: () => number
}

/** Life spans and counts that Discord fixes. Milliseconds. */
export const spans = {
  respond: 3_000,
  token: 15 * 60_000,
  nonce: 5 * 60_000,
  attachment: 24 * 60 * 60_000,
  oldMessage: 60 * 60_000,
  rename: 10 * 60_000,
} as const
