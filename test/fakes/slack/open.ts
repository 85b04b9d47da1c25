import { scriptFaults } from '../faults.js'
import { changeActs } from './acting/changes.js'
import { commandActs } from './acting/commands.js'
import { formActs } from './acting/forms.js'
import { pressActs } from './acting/press.js'
import { rawActs } from './acting/raw.js'
import { talkActs } from './acting/talk.js'
import { addChannel, directChannel, messagesIn } from './channels.js'
import { openDeliveries } from './deliveries.js'
import type { Fault } from './faults.js'
import type { Fields } from './fields.js'
import { issueRefreshToken } from './methods/oauth.js'
import { postDue } from './methods/schedule.js'
import type {
  ChannelSpec,
  FakeChannel,
  StoredEphemeral,
  StoredFile,
  StoredMessage,
  StoredView,
  UserSpec,
} from './model.js'
import type { FakeSlackOptions } from './options.js'
import { type Pings, pingsOf } from './pings.js'
import { openRateLimits } from './rate-limits.js'
import { listen } from './server.js'
import { openSockets } from './sockets.js'
import { issueToken, type Token } from './tokens.js'
import { putUser } from './users.js'
import { stackOf } from './views.js'
import { waitingFor } from './waiting.js'
import { foundWorkspace } from './workspace.js'

/**
 * A Slack of one's own on 127.0.0.1: the Web API over HTTP, Socket Mode, and signed deliveries to the app, held to the
 * limits of the real one. Whatever the app does that Slack would refuse or frown upon is answered as Slack would and
 * kept in `violations`.
 */
export const openFakeSlack = async (options: FakeSlackOptions = {}) => {
  const world = foundWorkspace(options)
  const sockets = openSockets(world)
  const faults = scriptFaults<Fault, Fields>()
  const limits = openRateLimits(world)
  const deliveries = openDeliveries(world, sockets)
  const bot = issueToken(world, { value: 'xoxb-fake-desk-token', kind: 'bot' })
  const app = issueToken(world, { value: 'xapp-1-fake-desk-token', kind: 'app' })
  putUser(world, { id: world.botUserId, name: 'desk', realName: 'Desk', isBot: true })
  const server = await listen({ world, sockets, faults, limits })
  let settled = false

  return {
    /** For `clientOptions.slackApiUrl` or SLACK_API_URL; ends in a slash. */
    apiUrl: `${world.origin}/api/`,
    origin: world.origin,
    botToken: bot.value,
    appToken: app.value,
    signingSecret: world.signingSecret,
    teamId: world.teamId,
    appId: world.appId,
    botId: world.botId,
    botUserId: world.botUserId,

    /** Adds a person (or a bot) to the workspace and to the channels that are for all. */
    addUser: (spec: UserSpec) => putUser(world, spec),
    /** Adds a channel; everybody and the bot are in it unless told otherwise. */
    addChannel: (spec: ChannelSpec) => addChannel(world, spec),
    /** Adds a user group that can be mentioned. */
    addGroup(id: string, handle: string, users: readonly string[]): void {
      world.groups.set(id, { id, handle, name: handle, users: [...users] })
    },
    /** Issues another token, with its own scopes or life span. */
    addToken: (token: Pick<Token, 'value' | 'kind'> & Partial<Token>) => issueToken(world, token),
    /** The token as the server holds it: set `revoked` or `expiresAt`, or change its scopes. */
    token: (value: string): Token | undefined => world.tokens.get(value),
    issueRefreshToken: () => issueRefreshToken(world),

    /** Deliveries go to this address, signed; undefined stops them. A socket that was once opened takes precedence. */
    connectHttp: deliveries.connectHttp,
    sockets,
    faults,

    ...commandActs(world, deliveries),
    ...pressActs(world, deliveries),
    ...formActs(world, deliveries),
    ...talkActs(world),
    ...changeActs(world),
    ...rawActs(world, deliveries),
    ...waitingFor(world),

    /** Sends an earlier delivery (its id, or 'last') again. */
    redeliver: deliveries.again,
    /** Sends what got lost once more, like Slack's hourly Delayed Events. */
    redeliverLost: deliveries.lostAgain,
    /** From now on events wait; acts of people resolve at once. */
    holdEvents: deliveries.hold,
    /** Lets them go one by one, in the order `arrange` gives: reversed, doubled, some left out. */
    releaseEvents: deliveries.release,
    /** Posts scheduled messages that are due. */
    postDue: () => postDue(world),

    /** The messages of a channel, oldest first. */
    messages: (channel: string): readonly StoredMessage[] => messagesIn(world, channel),
    /** The replies in a thread, without its parent. */
    thread: (channel: string, ts: string): readonly StoredMessage[] =>
      messagesIn(world, channel).filter((one) => one.thread_ts === ts && one.ts !== ts),
    /** The conversation of a person with the app. */
    direct: (user: string): Readonly<FakeChannel> => directChannel(world, user),
    /** What only this person was shown, in any channel. */
    ephemerals: (user: string): readonly StoredEphemeral[] => world.ephemerals.filter((one) => one.user === user),
    /** The forms on a person's screen, the top one last. */
    views: (user: string): readonly StoredView[] =>
      stackOf(world, user)
        .map((id) => world.views.get(id))
        .filter((view) => view !== undefined),
    /** A person's Home tab, once published. */
    home: (user: string): StoredView | undefined => world.views.get(world.homes.get(user) ?? ''),
    /** Every file, uploaded or announced. */
    files: (): readonly StoredFile[] => [...world.files.values()],
    channel: (id: string) => world.channels.get(id),
    user: (id: string) => world.users.get(id),
    /** Whom a message calls. */
    notifiedBy: (message: Pick<StoredMessage, 'text'> & Partial<StoredMessage>): Pings => pingsOf(message),

    /** Everything that reached the fake, in order. */
    requests: world.requests,
    /** Calls of one method. */
    calls: (method: string) => world.requests.filter((one) => one.method === method),
    /** Everything the fake sent to the app, in order. */
    deliveries: deliveries.records,
    /** Events that no attempt got through. */
    lost: deliveries.lost,
    /** How often each method was answered 429. */
    rateLimited: limits.limited,

    /** What the app did wrong, in sentences. */
    violations: world.violations,
    /** Forgets the violations that match, because a test provoked them; answers them. */
    forgive(pattern: RegExp): string[] {
      const forgiven = world.violations.filter((one) => pattern.test(one))
      const kept = world.violations.filter((one) => !pattern.test(one))
      world.violations.splice(0, world.violations.length, ...kept)
      return forgiven
    },
    /** Throws with the whole list if there is any violation, or a scripted fault that was never met. */
    assertClean(): void {
      const unmet = faults.pending.map((method) => `a fault was planned for ${method} and never met`)
      const all = [...world.violations, ...unmet]
      if (all.length > 0) throw new Error(`Slack has ${all.length} complaint(s):\n- ${all.join('\n- ')}`)
    },

    /** Stops listening and cuts every connection. Safe to call twice. */
    async close(): Promise<void> {
      if (settled) return
      settled = true
      sockets.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The open fake. */
export type FakeSlack = Awaited<ReturnType<typeof openFakeSlack>>
