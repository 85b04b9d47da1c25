import type { AccountRef } from '../../src/chat/address.js'
import type { Profile } from '../../src/chat/inbound.js'
import { within } from '../../src/chat/patience.js'
import type { Clock } from '../../src/kernel/clock.js'
import { hours } from '../../src/kernel/duration.js'
import type { Log } from './log.js'
import { type SlackUser, userShape } from './payloads.js'
import { ask, SlackSaysNo, type Web } from './web.js'

/** Who we are on this workspace, as auth.test tells. */
export interface Self {
  readonly team: string
  readonly enterprise?: string
  readonly user: string
  readonly bot?: string
  /** `https://hotel.slack.com/`, the root of permalinks. */
  readonly url?: string
}

/** Asks Slack who we are. Throws Outage, or SlackSaysNo when the token is not good. */
export async function whoAmI(web: Web): Promise<Self> {
  const told = await ask(() => web.auth.test({}))
  if (!told.team_id || !told.user_id) throw new SlackSaysNo('auth.test named no team')
  return {
    team: told.team_id,
    user: told.user_id,
    ...(told.enterprise_id ? { enterprise: told.enterprise_id } : {}),
    ...(told.bot_id ? { bot: told.bot_id } : {}),
    ...(told.url ? { url: told.url } : {}),
  }
}

/** What a payload itself says of where an account belongs. */
export interface Origin {
  readonly team?: string | undefined
  readonly enterprise?: string | undefined
  /** The payload tells no team, and others may be present: nobody counts as ours before Slack has said so. */
  readonly unknown?: boolean
}

export interface Someone {
  readonly account: AccountRef
  readonly profile: Profile
  /** False where it is not known whose they are, and it matters. */
  readonly sure: boolean
}

/** What is known of the people of the workspace, without being asked twice. */
export interface Directory {
  /** The account and its profile; asks Slack at first contact, and goes on without an answer after `patience` ms. */
  look(user: string, origin: Origin, patience: number): Promise<Someone>
  /**
   * Takes over what an event tells; undefined when it is nothing new, or no person. Who has moved to another workspace is
   * told as an account of ours that is active no more.
   */
  learn(told: unknown): Someone | undefined
  /** The name by which someone is known here already. */
  nameOf(user: string): string | undefined
}

const freshFor = hours(6)
const mostKept = 20_000

interface Known {
  readonly user: SlackUser
  readonly at: number
}

export function createDirectory({
  web,
  self,
  clock,
  log,
}: {
  web: Web
  self: Self
  clock: Clock
  log: Log
}): Directory {
  const known = new Map<string, Known>()
  const asking = new Map<string, Promise<SlackUser | undefined>>()

  const keep = (user: SlackUser): SlackUser => {
    const before = known.get(user.id)?.user
    // An event may leave the locale out, which a request with include_locale tells.
    const whole = { ...user, locale: user.locale ?? before?.locale }
    known.delete(user.id)
    known.set(user.id, { user: whole, at: clock.now().getTime() })
    if (known.size > mostKept) known.delete(known.keys().next().value ?? '')
    return whole
  }

  const fetchUser = (id: string): Promise<SlackUser | undefined> => {
    const under = asking.get(id)
    if (under) return under
    const answer = ask(() => web.users.info({ user: id, include_locale: true }))
      .then((told) => keep(userShape.parse(told.user)))
      .catch((error: unknown) => {
        log.warn(
          { user: id, code: error instanceof SlackSaysNo ? error.code : 'outage' },
          'slack did not tell who someone is',
        )
        return undefined
      })
      .finally(() => asking.delete(id))
    asking.set(id, answer)
    return answer
  }

  const fresh = (id: string): SlackUser | undefined => {
    const entry = known.get(id)
    if (!entry) return undefined
    // An old profile is still the best one at hand: it is renewed behind the back of whoever asks.
    if (clock.now().getTime() - entry.at > freshFor) void fetchUser(id)
    return entry.user
  }

  const isOurs = (team: string | undefined, enterprise: string | undefined): boolean =>
    team === undefined ||
    team === self.team ||
    team === self.enterprise ||
    (enterprise !== undefined && enterprise === self.enterprise)

  const describe = (id: string, user: SlackUser | undefined, origin: Origin): Someone => {
    const team = user?.team_id ?? origin.team
    const sure = team !== undefined || !origin.unknown
    const ours = sure && isOurs(team, user?.enterprise_user?.enterprise_id ?? origin.enterprise)
    const account: AccountRef = { platform: 'slack', workspace: ours ? self.team : (team ?? 'unknown'), user: id }
    return { account, profile: profileOf(user, ours), sure }
  }

  return {
    async look(id, origin, patience) {
      const at = fresh(id)
      if (at) return describe(id, at, origin)
      const asked = await within(patience, fetchUser(id))
      return describe(id, asked.kind === 'done' ? asked.value : undefined, origin)
    },
    learn(told) {
      const user = userShape.safeParse(told)
      if (!user.success) return undefined
      const before = known.get(user.data.id)?.user
      const now = keep(user.data)
      // Slack tells of every status and picture; the desk wants names, languages, zones and who has left.
      if (before && relevant(before) === relevant(now)) return undefined
      const who = describe(now.id, now, {})
      if (who.account.workspace === self.team) return who
      const account = { ...who.account, workspace: self.team }
      return { account, profile: { ...who.profile, deactivated: true }, sure: true }
    },
    nameOf(id) {
      const user = known.get(id)?.user
      return user ? nameOf(user) : undefined
    },
  }
}

const relevant = (user: SlackUser): string => JSON.stringify([profileOf(user, true), user.team_id])

const nameOf = (user: SlackUser): string | undefined =>
  [user.profile?.display_name, user.profile?.real_name, user.real_name, user.name].find((name) => name?.trim())

function profileOf(user: SlackUser | undefined, ours: boolean): Profile {
  const name = user && nameOf(user)
  return {
    ...(name ? { name } : {}),
    ...(user?.locale ? { language: user.locale } : {}),
    ...(user?.tz ? { zone: user.tz } : {}),
    ...(ours ? {} : { external: true }),
    ...(user?.is_bot ? { bot: true } : {}),
    ...(user?.deleted ? { deactivated: true } : {}),
    ...(typeof user?.is_restricted === 'boolean' ? { guest: user.is_restricted } : {}),
  }
}
