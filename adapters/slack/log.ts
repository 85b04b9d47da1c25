import type { LogLevel, webApi } from '@slack/bolt'
import type { Log } from '../../src/kernel/log.js'

export type { Log }

type LibraryLogger = NonNullable<webApi.WebClientOptions['logger']>

/** The logger that Slack's libraries are given. Their debug lines hold payloads, so these are dropped. */
export function libraryLog(log: Log): LibraryLogger {
  const says = (parts: unknown[]): string => parts.map(wording).join(' ').slice(0, 300)
  return {
    debug: () => undefined,
    info: (...parts: unknown[]) => log.debug({ says: says(parts) }, 'slack library'),
    warn: (...parts: unknown[]) => log.warn({ says: says(parts) }, 'slack library'),
    error: (...parts: unknown[]) => log.error({ says: says(parts) }, 'slack library'),
    setLevel: () => undefined,
    getLevel: () => 'info' as LogLevel,
    setName: () => undefined,
  }
}

// Only strings and names of errors: an object may hold what somebody typed. A ticket is a secret.
const wording = (part: unknown): string => {
  if (part instanceof Error) return part.message
  return typeof part === 'string' ? part.replace(/ticket=[^&\s]+/g, 'ticket=…') : typeof part
}
