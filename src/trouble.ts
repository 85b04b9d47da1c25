import type { Config } from './config.js'
import { Outage, Refusal } from './kernel/errors.js'
import { Taken } from './store/index.js'
import { whyOf } from './why.js'

/** What a machine says when the desk cannot start, as something that its operator can mend. */

/** Another process has the database, or it cannot be opened. */
export function databaseTrouble(error: unknown, config: Config): Refusal {
  if (error instanceof Refusal) return error
  const { location } = config
  if (error instanceof Taken && location.dialect === 'sqlite')
    return new Refusal('start.taken', { file: location.file })
  return new Refusal('start.database', { where: placeOf(config), why: whyOf(error) })
}

/** The database as one may show it: without user and password. */
export function placeOf({ location }: Config): string {
  if (location.dialect === 'sqlite') return location.file
  try {
    const { host, pathname } = new URL(location.url)
    return `postgres://${host}${pathname}`
  } catch {
    return 'PostgreSQL'
  }
}

/** A port that is not to be had, or a platform that does not let us in. Anything else is a fault and comes back as it is. */
export function platformTrouble(error: unknown, platform: string, { host, port }: Config): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return new Refusal('start.port_taken', { port, other: port < 65_535 ? port + 1 : port - 1 })
  if (code === 'EACCES' && syscall === 'listen') return new Refusal('start.port_forbidden', { port })
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new Refusal('start.host', { host })
  return error instanceof Outage ? new Refusal('start.platform', { platform, why: whyOf(error) }) : error
}

/** The other side was not reached, or is in trouble itself; that it does not let us in is another thing. */
export const isAway = (error: unknown): boolean => error instanceof Outage && error.detail.unknownOutcome === true
