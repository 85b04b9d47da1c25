import { arg, type Call, flag } from '../call.js'
import type { Fields } from '../fields.js'
import { refuse } from '../refused.js'
import { userJson } from '../users.js'
import { page } from './history.js'
import type { Method } from './index.js'

const info = ({ world, args, token }: Call): Fields => {
  const user = world.users.get(arg(args, 'user'))
  if (!user) return refuse('user_not_found')
  const show = { locale: flag(args, 'include_locale'), email: token.scopes.has('users:read.email') }
  return { user: userJson(world, user, show) }
}

const list = (call: Call): Fields => {
  const { world, args, token } = call
  const show = { locale: flag(args, 'include_locale'), email: token.scopes.has('users:read.email') }
  const { rows, next } = page(call, [...world.users.values()], Number(arg(args, 'limit') || 200))
  return { members: rows.map((user) => userJson(world, user, show)), response_metadata: { next_cursor: next } }
}

const byEmail = ({ world, args }: Call): Fields => {
  const wanted = arg(args, 'email').toLowerCase()
  for (const user of world.users.values())
    if (user.email.toLowerCase() === wanted && !user.deleted && user.teamId === world.teamId)
      return { user: userJson(world, user, { email: true }) }
  return refuse('users_not_found')
}

const needsPlan = ({ world }: Call): void => {
  if (!world.settings.paidPlan) refuse('plan_upgrade_required')
}

const groups = (call: Call): Fields => {
  needsPlan(call)
  const withUsers = flag(call.args, 'include_users')
  return {
    usergroups: [...call.world.groups.values()].map((group) => ({
      id: group.id,
      team_id: call.world.teamId,
      is_usergroup: true,
      name: group.name,
      handle: group.handle,
      user_count: group.users.length,
      ...(withUsers ? { users: group.users } : {}),
    })),
  }
}

const groupUsers = (call: Call): Fields => {
  needsPlan(call)
  const group = call.world.groups.get(arg(call.args, 'usergroup'))
  // People who have left the workspace are in no group any more.
  return group
    ? { users: group.users.filter((user) => !call.world.users.get(user)?.deleted) }
    : refuse('no_such_subteam')
}

export const peopleMethods: Record<string, Method> = {
  'auth.test': {
    token: 'any',
    tier: 'special',
    args: [],
    run: ({ world, token }) => ({
      url: `https://${world.teamDomain}.slack.com/`,
      team: 'Desk',
      team_id: token.teamId,
      user: 'desk',
      user_id: world.botUserId,
      bot_id: world.botId,
      ...(world.enterpriseId ? { enterprise_id: world.enterpriseId } : {}),
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    token: 'app',
    scopes: ['connections:write'],
    tier: 3,
    args: [],
    run: (_call, sockets) => ({ url: sockets.ticket() }),
  },
  'team.info': {
    scopes: ['team:read'],
    tier: 3,
    args: ['team', 'domain'],
    run: ({ world }) => ({
      team: { id: world.teamId, name: 'Desk', domain: world.teamDomain, email_domain: 'example.com' },
    }),
  },
  'users.info': { scopes: ['users:read'], tier: 4, args: ['user', 'include_locale'], needs: ['user'], run: info },
  'users.list': { scopes: ['users:read'], tier: 2, args: ['cursor', 'limit', 'include_locale', 'team_id'], run: list },
  'users.lookupByEmail': { scopes: ['users:read.email'], tier: 3, args: ['email'], needs: ['email'], run: byEmail },
  'usergroups.list': {
    scopes: ['usergroups:read'],
    tier: 2,
    args: ['include_count', 'include_disabled', 'include_users', 'team_id'],
    run: groups,
  },
  'usergroups.users.list': {
    scopes: ['usergroups:read'],
    tier: 2,
    args: ['usergroup', 'include_disabled', 'team_id'],
    needs: ['usergroup'],
    run: groupUsers,
  },
}
