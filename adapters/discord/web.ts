import { DiscordAPIError, HTTPError, RateLimitError, type REST } from 'discord.js'
import { minutes, seconds } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'

export type Web = REST

/** Discord answered, and the answer is no: `code` is its number for why. Nothing happened. */
export class DiscordSaysNo extends Error {
  override readonly name = 'DiscordSaysNo'
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(`${code} ${message}`)
  }
}

/** The token of an interaction lives a quarter of an hour; Discord says so with the status that means our own as well. */
const spentToken = 50_027

/** Numbers for trouble of Discord's own, or for haste, that pass by themselves. */
const busy = new Map<number, number>([
  [30_046, seconds(6)],
  [130_000, seconds(30)],
])

/** Whether Discord asked to be called less often: nothing is wrong, and the call goes through later. */
export const isLimit = ({ detail: { cause } }: Outage): boolean =>
  cause instanceof RateLimitError || (cause instanceof DiscordAPIError && busy.has(Number(cause.code)))

/** Makes one call. Throws DiscordSaysNo for a refusal, and Outage for everything that is worth another try. */
export async function ask<T>(call: () => Promise<unknown>): Promise<T> {
  try {
    return (await call()) as T
  } catch (error) {
    throw understood(error)
  }
}

function understood(error: unknown): Error {
  if (error instanceof RateLimitError) {
    return new Outage('discord asks for patience', { retryAfter: Math.ceil(error.retryAfter), cause: error })
  }
  if (error instanceof DiscordAPIError) return refused(error)
  if (error instanceof HTTPError) {
    const unknownOutcome = error.status >= 500
    return new Outage(`discord answered with status ${error.status}`, { unknownOutcome, cause: error })
  }
  // A network error, a timeout, an answer that breaks off: the call may have reached its end.
  return new Outage('discord could not be reached', { unknownOutcome: true, cause: error })
}

function refused(error: DiscordAPIError): Error {
  const code = typeof error.code === 'number' ? error.code : 0
  const wait = busy.get(code)
  if (wait !== undefined) return new Outage('discord asks for patience', { retryAfter: wait, cause: error })
  // What an administrator has to mend: messages wait for it rather than being lost.
  if (error.status === 401 && code !== spentToken)
    return new Outage('discord does not let us in', { retryAfter: minutes(1), cause: error })
  return new DiscordSaysNo(code, error.message)
}
