import { arg, type Call } from '../call.js'
import type { Fields } from '../fields.js'
import { spans } from '../options.js'
import { refuse } from '../refused.js'
import { issueToken } from '../tokens.js'
import type { Workspace } from '../workspace.js'
import type { Method } from './index.js'

const refreshTokens = new WeakMap<Workspace, Map<string, boolean>>()

const refreshesOf = (world: Workspace): Map<string, boolean> => {
  const known = refreshTokens.get(world) ?? new Map<string, boolean>()
  refreshTokens.set(world, known)
  return known
}

/** A refresh token as the last exchange would have given; it works once. */
export const issueRefreshToken = (world: Workspace): string => {
  const value = `xoxe-1-${world.id('').toLowerCase()}`
  refreshesOf(world).set(value, true)
  return value
}

const access = ({ world, args }: Call): Fields => {
  if (arg(args, 'grant_type') === 'refresh_token') {
    const refreshes = refreshesOf(world)
    if (refreshes.get(arg(args, 'refresh_token')) !== true) refuse('invalid_refresh_token')
    refreshes.set(arg(args, 'refresh_token'), false)
  } else if (arg(args, 'code') === '') refuse('invalid_code')
  const value = `xoxe.xoxb-1-${world.id('').toLowerCase()}`
  const token = issueToken(world, { value, kind: 'bot', expiresAt: world.now() + spans.accessTokenMs })
  return {
    access_token: value,
    token_type: 'bot',
    scope: [...token.scopes].join(','),
    bot_user_id: world.botUserId,
    app_id: world.appId,
    team: { id: world.teamId, name: 'Desk' },
    enterprise: null,
    is_enterprise_install: false,
    expires_in: spans.accessTokenMs / 1_000,
    refresh_token: issueRefreshToken(world),
  }
}

export const oauthMethods: Record<string, Method> = {
  'oauth.v2.access': {
    token: 'none',
    tier: 'special',
    args: ['code', 'client_id', 'client_secret', 'redirect_uri', 'grant_type', 'refresh_token'],
    run: access,
  },
  'auth.revoke': {
    token: 'any',
    tier: 3,
    args: ['test'],
    run: ({ token }) => {
      token.revoked = true
      return { revoked: true }
    },
  },
}
