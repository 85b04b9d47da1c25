import {
  type APIApplication,
  type APIGatewayBotInfo,
  type APIUser,
  ApplicationFlags,
  GatewayIntentBits,
  type RESTAPIPartialCurrentUserGuild,
  Routes,
} from 'discord.js'
import { ask, DiscordSaysNo, type Web } from './web.js'

/** Who we are, and what the application was allowed in Discord's developer portal. */
export interface Identity {
  readonly application: string
  readonly user: string
  /** May read what is said without naming us. */
  readonly messageContent: boolean
  /** Is told who joins, leaves and changes roles. */
  readonly members: boolean
  /** Guilds that we are in. */
  readonly guilds: readonly string[]
  /** How many shards Discord wants the gateway to be divided into. */
  readonly shards: number
}

const has = (flags: number, ...any: readonly ApplicationFlags[]): boolean => any.some((flag) => (flags & flag) !== 0)

/** Asks Discord who we are. Throws Outage, or DiscordSaysNo when the token is not good. */
export async function whoAmI(web: Web): Promise<Identity> {
  const [application, user, guilds, gateway] = await Promise.all([
    ask<APIApplication>(() => web.get(Routes.currentApplication())),
    ask<APIUser>(() => web.get(Routes.user())),
    ask<RESTAPIPartialCurrentUserGuild[]>(() => web.get(Routes.userGuilds())),
    ask<APIGatewayBotInfo>(() => web.get(Routes.gatewayBot())),
  ])
  if (!application.id || !user.id) throw new DiscordSaysNo(0, 'Discord named no application')
  const flags = application.flags ?? 0
  return {
    application: application.id,
    user: user.id,
    messageContent: has(flags, ApplicationFlags.GatewayMessageContent, ApplicationFlags.GatewayMessageContentLimited),
    members: has(flags, ApplicationFlags.GatewayGuildMembers, ApplicationFlags.GatewayGuildMembersLimited),
    guilds: guilds.map(({ id }) => id),
    shards: Math.max(1, gateway.shards),
  }
}

/** What we ask to be told: nothing that was not switched on, since Discord closes the gateway to whoever asks for it. */
export function intentsFor({ messageContent, members }: Identity): number {
  return (
    GatewayIntentBits.Guilds |
    GatewayIntentBits.GuildMessages |
    GatewayIntentBits.GuildMessageReactions |
    GatewayIntentBits.DirectMessages |
    GatewayIntentBits.DirectMessageReactions |
    (messageContent ? GatewayIntentBits.MessageContent : 0) |
    (members ? GatewayIntentBits.GuildMembers : 0)
  )
}
