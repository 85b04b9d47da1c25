import { webApi } from '@slack/bolt'
import { seconds } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import { limits } from './limits.js'
import { type Log, libraryLog } from './log.js'

export type Web = webApi.WebClient

/** Slack answered, and the answer is no: `code` is its word for why. Nothing happened. */
export class SlackSaysNo extends Error {
  override readonly name = 'SlackSaysNo'
  constructor(
    readonly code: string,
    readonly detail: readonly string[] = [],
  ) {
    super([code, ...detail].join(' '))
  }
}

/** Where the Web API stands; ends with a slash. */
export const apiRoot = (apiUrl: string | undefined): string =>
  `${(apiUrl ?? 'https://slack.com/api/').replace(/\/+$/, '')}/`

/**
 * Options of a Web API client, a fresh copy each time: Slack's libraries change what they are given. They retry nothing,
 * since a repeated post is a second message; the outbox retries, in the open.
 */
export const clientOptions = (apiUrl: string | undefined, log: Log): webApi.WebClientOptions => ({
  slackApiUrl: apiRoot(apiUrl),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: limits.webTimeout,
  allowAbsoluteUrls: false,
  logger: libraryLog(log),
})

export const createWeb = (token: string, apiUrl: string | undefined, log: Log): Web =>
  new webApi.WebClient(token, clientOptions(apiUrl, log))

// Words of Slack's for trouble of its own, in which part of the work may have been done.
const troubled = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
])
// What an administrator has to mend: messages wait for it rather than being lost.
const barred = new Set([
  'account_inactive',
  'accesslimited',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'token_expired',
  'token_revoked',
  'two_factor_setup_required',
])

/** Makes one call. Throws SlackSaysNo for a refusal, and Outage for everything that is worth another try. */
export async function ask<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw understood(error)
  }
}

/** Whether Slack asked to be called less often: nothing is wrong, and the call goes through later. */
export const isLimit = (error: Outage): boolean => {
  const { cause } = error.detail
  return (
    cause instanceof webApi.WebAPIRateLimitedError ||
    (cause instanceof webApi.WebAPIPlatformError && limitCodes.has(cause.data.error))
  )
}
const limitCodes = new Set(['ratelimited', 'rate_limited'])

function understood(error: unknown): Error {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new Outage('slack asks for patience', { retryAfter: seconds(error.retryAfter), cause: error })
  }
  if (error instanceof webApi.WebAPIPlatformError) return refused(error)
  if (error instanceof webApi.WebAPIHTTPError) {
    const unknownOutcome = error.statusCode >= 500
    return new Outage(`slack answered with status ${error.statusCode}`, { unknownOutcome, cause: error })
  }
  // A network error, a timeout, an answer that breaks off: the call may have reached its end.
  return new Outage('slack could not be reached', { unknownOutcome: true, cause: error })
}

function refused(error: webApi.WebAPIPlatformError): Error {
  const code = error.data.error
  if (limitCodes.has(code)) return new Outage('slack asks for patience', { retryAfter: seconds(30), cause: error })
  if (troubled.has(code)) return new Outage(`slack is in trouble: ${code}`, { unknownOutcome: true, cause: error })
  if (barred.has(code))
    return new Outage(`slack does not let us in: ${code}`, { retryAfter: seconds(60), cause: error })
  return new SlackSaysNo(code, error.data.response_metadata?.messages ?? [])
}
