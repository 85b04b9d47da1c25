import type { IncomingMessage } from 'node:http'
import { type Fields, isFields } from './fields.js'
import type { Method } from './methods/index.js'
import { ApiError, refuse } from './refused.js'
import { authenticate, needScope, type Token } from './tokens.js'
import type { Workspace } from './workspace.js'

/** One call of a Web API method, with its arguments decoded. */
export interface Call {
  readonly world: Workspace
  readonly method: string
  readonly token: Token
  readonly args: Fields
}

/** Arguments that carry JSON, and what Slack answers when they do not. */
const jsonArgs: Record<string, string> = {
  blocks: 'invalid_blocks_format',
  attachments: 'invalid_attachments_format',
  metadata: 'invalid_metadata_format',
  view: 'invalid_arguments',
  files: 'invalid_arguments',
  message: 'invalid_arguments',
  document_content: 'invalid_arguments',
}

const truths = new Set(['true', '1'])

interface Arguments {
  readonly args: Fields
  readonly token: string | undefined
  /** The token came in the Authorization header. */
  readonly inHeader: boolean
}

/** The token and the raw arguments of a request, or the error for its content type. */
export const readArgs = (request: IncomingMessage, body: Buffer): Arguments => {
  const url = new URL(request.url ?? '/', 'http://slack.invalid')
  const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (url.searchParams.has('token')) refuse('not_authed', { detail: 'the token was in the query string' })
  const query: Fields = Object.fromEntries(url.searchParams)
  const inHeader = header !== undefined
  if (body.length === 0) return { args: query, token: header, inHeader }
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (!type) return refuse('missing_post_type')
  if (type === 'application/x-www-form-urlencoded') {
    const args: Fields = { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) }
    const inBody = typeof args['token'] === 'string' ? args['token'] : undefined
    delete args['token']
    return { args, token: header ?? inBody, inHeader }
  }
  if (type !== 'application/json') return refuse('invalid_post_type')
  let parsed: unknown
  try {
    parsed = JSON.parse(body.toString())
  } catch {
    return refuse('invalid_json')
  }
  if (!isFields(parsed)) return refuse('json_not_object')
  return { args: { ...query, ...parsed }, token: header, inHeader }
}

const decode = (args: Fields): Fields => {
  const decoded: Fields = { ...args }
  for (const [key, code] of Object.entries(jsonArgs)) {
    const value = decoded[key]
    if (typeof value !== 'string' || (key === 'message' && !value.startsWith('{'))) continue
    try {
      decoded[key] = JSON.parse(value)
    } catch {
      refuse(code)
    }
  }
  return decoded
}

/** A flag in any spelling the Web API takes. */
export const flag = (args: Fields, key: string): boolean => args[key] === true || truths.has(String(args[key]))

/** Text of an argument; numbers count as text, as in a form. */
export const arg = (args: Fields, key: string): string => {
  const value = args[key]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

const nobody: Token = { value: '', kind: 'bot', scopes: new Set(), teamId: '', revoked: false }

/** Checks token, kind, scope and argument names, then hands the call over. Bolt adds team_id to every call. */
export const openCall = (world: Workspace, name: string, method: Method, given: Arguments): Call => {
  const raw = given.args
  const wanted = method.token ?? 'bot'
  const token = wanted === 'none' ? nobody : authenticate(world, given.token)
  if (wanted !== 'any' && wanted !== 'none' && (token.kind === 'app') !== (wanted === 'app')) {
    world.violate(`${name} was called with the wrong kind of token`)
    refuse('not_allowed_token_type')
  }
  if (wanted === 'app' && !given.inHeader) {
    world.violate(`${name} takes its token in the Authorization header only`)
    refuse('invalid_auth')
  }
  needScope(world, token, name, ...(method.scopes ?? []))
  const unknown = Object.keys(raw).filter((key) => key !== 'team_id' && !method.args.includes(key))
  if (unknown.length > 0) {
    world.violate(`${name} was called with unknown arguments: ${unknown.join(', ')}`)
    const messages = unknown.map((key) => `[ERROR] unknown argument: ${key}`)
    throw new ApiError('invalid_arguments', { response_metadata: { messages } })
  }
  const missing = (method.needs ?? []).filter((key) => raw[key] === undefined || raw[key] === '')
  if (missing.length > 0) {
    const messages = missing.map((key) => `[ERROR] missing required field: ${key}`)
    throw new ApiError('invalid_arguments', { response_metadata: { messages } })
  }
  return { world, method: name, token, args: decode(raw) }
}
