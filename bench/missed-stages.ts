import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { createDiscord } from '../adapters/discord/index.js'
import { createSlack } from '../adapters/slack/index.js'
import type { AccountRef, Place } from '../src/chat/address.js'
import type { Platform } from '../src/chat/platform.js'
import { randomIds } from '../src/kernel/ids.js'
import { openFakeDiscord } from '../test/fakes/discord/index.js'
import { openFakeSlack, type RateLimitOptions } from '../test/fakes/slack/index.js'
import type { HastyClock } from './hasty-clock.js'

/** A platform that holds the desk to its limits, with people in it who talk in the threads of cards. */
export interface MissedStage {
  readonly place: Place
  platform(log: Logger): Platform
  account(guest: number): AccountRef
  /** Resolves when the platform reaches the desk. */
  ready(): Promise<void>
  cards(): number
  /** Says something in the thread of a card. */
  say(guest: number, card: number, text: string): Promise<void>
  /** Nothing that is said reaches the desk by itself any more. */
  deafen(): void
  /** It is reached again, and nobody tells it what was said. */
  hear(): Promise<void>
  /** Calls so far, and how many were refused for haste. */
  calls(): { readonly all: number; readonly refused: number }
  close(): Promise<void>
}

const refused = (requests: readonly { readonly status: number }[]) => ({
  all: requests.length,
  refused: requests.filter(({ status }) => status === 429).length,
})

export async function slackStage(
  clock: HastyClock,
  guests: number,
  rateLimits: RateLimitOptions,
): Promise<MissedStage> {
  const slack = await openFakeSlack({ rateLimits, now: () => clock.now().getTime() })
  const channel = 'C0RECEPTION'
  slack.addChannel({ id: channel, name: 'reception' })
  for (let n = 0; n < guests; n++) slack.addUser({ id: `U0GUEST${n}`, name: `guest${n}` })
  const { botToken, signingSecret, apiUrl } = slack
  const wait = (milliseconds: number): Promise<void> => clock.wait(milliseconds)
  const cards = () => slack.messages(channel).filter(({ ts, thread_ts }) => !thread_ts || thread_ts === ts)
  return {
    place: { platform: 'slack', workspace: slack.teamId, channel },
    platform: (log) => createSlack({ botToken, signingSecret, apiUrl, clock, ids: randomIds, log, wait }),
    account: (n) => ({ platform: 'slack', workspace: slack.teamId, user: `U0GUEST${n}` }),
    // By HTTP, to an address that it was never told.
    ready: async () => undefined,
    deafen: () => undefined,
    hear: async () => undefined,
    cards: () => cards().length,
    async say(guest, card, text) {
      await slack.say(`U0GUEST${guest}`, channel, text, { threadTs: cards()[card]?.ts ?? '' })
    },
    calls: () => refused(slack.requests),
    close: () => slack.close(),
  }
}

export async function discordStage(clock: HastyClock, guests: number): Promise<MissedStage> {
  const discord = await openFakeDiscord({ rateLimits: 'discord', now: () => clock.now().getTime() })
  const guild = discord.addGuild({ name: 'Bench' }).id
  const channel = discord.addChannel(guild, { name: 'reception' }).id
  const users = Array.from({ length: guests }, (_, n) => discord.addMember(guild, { name: `guest${n}` }).id)
  const leases = () => ({
    take: async () => ({ left: undefined }),
    keep: async () => true,
    release: async () => undefined,
  })
  const wait = (milliseconds: number): Promise<void> => clock.wait(milliseconds)
  const { token, apiUrl } = discord
  const files = join(tmpdir(), 'frontdesk-bench-files')
  const cards = () => discord.messages(channel).filter(({ authorId }) => authorId === discord.botId)
  return {
    place: { platform: 'discord', workspace: guild, channel },
    platform: (log) =>
      createDiscord({ token, apiUrl, guilds: () => [guild], leases, files, clock, ids: randomIds, log, wait }),
    account: (n) => ({ platform: 'discord', workspace: guild, user: users[n] ?? '' }),
    ready: () => discord.gateway.connected(),
    cards: () => cards().filter(({ id }) => discord.threadOn(id)).length,
    async say(guest, card, text) {
      await discord.as(users[guest] ?? '').writes(cards()[card]?.id ?? '', text)
    },
    deafen: () => discord.gateway.hold(),
    async hear() {
      discord.gateway.release(() => [])
      const before = discord.gateway.identifies
      discord.gateway.invalidate()
      await discord.until(() => discord.gateway.identifies > before, 'a new session', 30_000)
    },
    calls: () => refused(discord.requests),
    close: () => discord.close(),
  }
}
