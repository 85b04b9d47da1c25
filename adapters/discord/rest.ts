import { REST, type RESTOptions } from 'discord.js'
import { seconds } from '../../src/kernel/duration.js'
import { limits } from './limits.js'

/** Answers to interactions are outside of Discord's limits for all else, and somebody waits for them. */
const answers = /^\/(interactions|webhooks)\//

/**
 * How Discord is called. The library retries nothing, since a repeated post may be a second message; the outbox retries,
 * in the open. Where Discord asks for patience, or would, the call is refused at once and tells how long to wait.
 */
export const restOptions = (apiUrl: string | undefined): Partial<RESTOptions> => ({
  version: '10',
  retries: 0,
  // Every answer to an interaction has a route of its own, which the library would remember for an hour.
  handlerSweepInterval: seconds(5),
  timeout: limits.restTimeout,
  rejectOnRateLimit: ({ route }) => !answers.test(route),
  ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }),
})

export const createRest = (token: string, apiUrl: string | undefined): REST =>
  new REST(restOptions(apiUrl)).setToken(token)
