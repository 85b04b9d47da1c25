import type { Fields } from './fields.js'
import type { FakeUser, UserSpec } from './model.js'
import type { Workspace } from './workspace.js'

/** Adds a person, or changes one: fields that are not named keep their value. */
export const putUser = (world: Workspace, spec: UserSpec): FakeUser => {
  const before = world.users.get(spec.id)
  const name = spec.name ?? before?.name ?? spec.id.toLowerCase()
  const user: FakeUser = {
    realName: name,
    email: `${name}@example.com`,
    locale: 'en-US',
    tz: 'Europe/Copenhagen',
    teamId: world.teamId,
    isStranger: false,
    deleted: false,
    isBot: false,
    isRestricted: false,
    isUltraRestricted: false,
    isAdmin: false,
    ...before,
    ...spec,
    name,
  }
  world.users.set(user.id, user)
  if (!before) for (const channel of world.channels.values()) if (channel.forAll) channel.members.add(user.id)
  return user
}

const offsetOf = (tz: string, at: number): number => {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(at)
  const found = /GMT([+-])(\d\d):(\d\d)/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '')
  if (!found) return 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 3_600 + Number(found[3]) * 60)
}

/** The user object of the Web API and of user events. External people show less, as in Slack Connect. */
export const userJson = (world: Workspace, user: FakeUser, show: { locale?: boolean; email?: boolean }): Fields => {
  const external = user.teamId !== world.teamId
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    ...(user.deleted
      ? {}
      : {
          real_name: user.realName,
          tz: user.tz,
          tz_label: user.tz,
          tz_offset: offsetOf(user.tz, world.now()),
          is_admin: user.isAdmin,
          is_owner: false,
          is_primary_owner: false,
          is_restricted: user.isRestricted,
          is_ultra_restricted: user.isUltraRestricted,
        }),
    ...(external ? { is_stranger: user.isStranger } : {}),
    is_bot: user.isBot,
    is_app_user: false,
    updated: Math.floor(world.now() / 1_000),
    ...(show.locale ? { locale: user.locale } : {}),
    profile: {
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.name,
      display_name_normalized: user.name,
      team: user.teamId,
      ...(show.email && !external ? { email: user.email } : {}),
    },
  }
}
