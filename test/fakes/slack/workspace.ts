import { type Activity, openActivity, seeded } from '../activity.js'
import type { Fields } from './fields.js'
import type {
  FakeChannel,
  FakeUser,
  RecordedRequest,
  StoredEphemeral,
  StoredFile,
  StoredMessage,
  StoredView,
} from './model.js'
import { deskEvents, deskScopes, type FakeSlackOptions, type RateLimitOptions } from './options.js'
import type { ResponseUrl } from './response-urls.js'
import type { Token } from './tokens.js'
import type { Trigger } from './triggers.js'

/** Options with every default filled in. */
export interface Settings {
  scopes: Set<string>
  events: Set<string>
  metadataSubscriptions: Set<string>
  commands: Set<string> | undefined
  shouldEscape: boolean
  homeTab: boolean
  ackMs: number
  retryMs: readonly number[]
  socketRetryMs: number
  warningMs: number
  rateLimits: Required<RateLimitOptions> | undefined
  fileReadyMs: number
  paidPlan: boolean
  random: () => number
}

/** Everything the fake knows. Rooms of the fake read and write it; tests see it through the FakeSlack object. */
export interface Workspace {
  readonly settings: Settings
  readonly now: () => number
  readonly signingNow: () => number
  readonly teamId: string
  readonly teamDomain: string
  readonly enterpriseId: string | undefined
  readonly appId: string
  readonly botId: string
  readonly botUserId: string
  readonly signingSecret: string
  /** Where the fake listens, without a trailing slash. */
  origin: string
  readonly users: Map<string, FakeUser>
  readonly channels: Map<string, FakeChannel>
  readonly messages: Map<string, StoredMessage[]>
  readonly ephemerals: StoredEphemeral[]
  readonly views: Map<string, StoredView>
  /** View ids per person, the top one last. */
  readonly stacks: Map<string, string[]>
  readonly homes: Map<string, string>
  readonly files: Map<string, StoredFile>
  readonly tokens: Map<string, Token>
  readonly triggers: Map<string, Trigger>
  readonly responseUrls: Map<string, ResponseUrl>
  readonly scheduled: Map<string, { id: string; channel: string; postAt: number; args: Fields }>
  readonly groups: Map<string, { id: string; handle: string; name: string; users: string[] }>
  readonly requests: RecordedRequest[]
  readonly violations: string[]
  /** Tells the world's listeners that an event happened; set by the deliveries. */
  emit: (event: Fields, more?: EventAddress) => Promise<unknown>
  /** A fresh id such as `U0000000A`, the same in every run. */
  id: (prefix: string) => string
  /** A fresh message timestamp, later than every earlier one. */
  ts: () => string
  violate: (what: string) => void
  /** Counts work in flight, so that a test can wait for quiet. */
  readonly activity: Activity
}

/** Whom an event belongs to, when that is not simply our own team. */
export interface EventAddress {
  readonly contextTeamId?: string
  readonly extShared?: boolean
}

const settle = (options: FakeSlackOptions): Settings => {
  const limits = options.rateLimits
  return {
    scopes: new Set(options.scopes ?? deskScopes),
    events: new Set(options.events ?? deskEvents),
    metadataSubscriptions: new Set(options.metadataSubscriptions ?? []),
    commands: options.commands ? new Set(options.commands) : undefined,
    shouldEscape: options.shouldEscape ?? true,
    homeTab: options.homeTab ?? true,
    ackMs: options.ackMs ?? 3_000,
    retryMs: options.retryMs ?? [0, 20, 60],
    socketRetryMs: options.socketRetryMs ?? 4_000,
    warningMs: options.warningMs ?? 100,
    rateLimits:
      limits === 'off'
        ? undefined
        : {
            postBurst: limits?.postBurst ?? 3,
            postsPerSecond: limits?.postsPerSecond ?? 1,
            workspacePostsPerMinute: limits?.workspacePostsPerMinute ?? 300,
            scarceHistory: limits?.scarceHistory ?? false,
            tierFactor: limits?.tierFactor ?? 1,
          },
    fileReadyMs: options.fileReadyMs ?? 2_000,
    paidPlan: options.paidPlan ?? true,
    random: options.random ?? seeded(),
  }
}

/** An empty workspace in which our app is installed. */
export const foundWorkspace = (options: FakeSlackOptions): Workspace => {
  const now = options.now ?? Date.now
  const violations: string[] = []
  let serial = 0
  let lastMicros = 0
  return {
    settings: settle(options),
    now,
    signingNow: options.signingNow ?? now,
    teamId: options.teamId ?? 'T0DESK001',
    teamDomain: 'desk',
    enterpriseId: options.enterpriseId,
    appId: 'A0DESK001',
    botId: 'B0DESK001',
    botUserId: 'U0DESKBOT',
    signingSecret: '8f742231b10e8888abcd99yyyzzz85a5',
    origin: '',
    users: new Map(),
    channels: new Map(),
    messages: new Map(),
    ephemerals: [],
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    files: new Map(),
    tokens: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    scheduled: new Map(),
    groups: new Map(),
    requests: [],
    violations,
    emit: async () => undefined,
    id(prefix) {
      serial += 1
      return prefix + serial.toString(36).toUpperCase().padStart(9, '0')
    },
    ts() {
      lastMicros = Math.max(lastMicros + 1, Math.floor(now() * 1_000))
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`
    },
    violate(what) {
      violations.push(what)
    },
    activity: openActivity(),
  }
}
