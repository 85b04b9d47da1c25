import type { Fields } from './fields.js'
import { ApiError, refuse } from './refused.js'
import type { Workspace } from './workspace.js'

/** A token and what it may do. */
export interface Token {
  readonly value: string
  readonly kind: 'bot' | 'app' | 'user'
  readonly scopes: Set<string>
  readonly teamId: string
  revoked: boolean
  /** By the fake's clock; undefined lives for ever. */
  expiresAt?: number
}

/** Issues a token that the Web API will accept from now on. */
export const issueToken = (world: Workspace, token: Pick<Token, 'value' | 'kind'> & Partial<Token>): Token => {
  const issued: Token = {
    scopes: token.kind === 'app' ? new Set(['connections:write']) : new Set(world.settings.scopes),
    teamId: world.teamId,
    revoked: false,
    ...token,
  }
  world.tokens.set(issued.value, issued)
  return issued
}

/** The token of a call, or the error Slack answers: not_authed, invalid_auth, token_revoked, token_expired. */
export const authenticate = (world: Workspace, value: string | undefined): Token => {
  if (!value) return refuse('not_authed')
  const token = world.tokens.get(value)
  if (!token) return refuse('invalid_auth')
  if (token.revoked) return refuse('token_revoked')
  if (token.expiresAt !== undefined && world.now() >= token.expiresAt) return refuse('token_expired')
  return token
}

/** Refuses unless the token has one of the scopes; names needed and provided as Slack does. */
export const needScope = (world: Workspace, token: Token, method: string, ...anyOf: readonly string[]): void => {
  if (anyOf.length === 0 || anyOf.some((scope) => token.scopes.has(scope))) return
  world.violate(`${method} was called without the scope ${anyOf.join(' or ')}`)
  const extra: Fields = { needed: anyOf.join(','), provided: [...token.scopes].join(',') }
  throw new ApiError('missing_scope', extra)
}
