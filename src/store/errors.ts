import { QueryFailedError } from 'typeorm'
import { Outage } from '../kernel/errors.js'

/** The database's own code of an error, whichever of the two it is. */
export const codeOf = (error: unknown): string => {
  const { code, driverError } = (error ?? {}) as { code?: string; driverError?: { code?: string } }
  return String(driverError?.code ?? code ?? '')
}

/** A database that is away, or too slow (57014, 25P03), is an Outage: whoever asked may ask again. */
const away = /^(SQLITE_(BUSY|FULL|IOERR|CANTOPEN)|08|57P0|57014|25P03|53|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE)/
/** What the drivers and TypeORM say, without a code of their own, of a connection that ended under them or was closed. */
const cut =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|Query runner already released|Database (handle )?is closed|Driver not Connected|Cannot use a pool after calling end/i
export const seen = (error: unknown): unknown =>
  away.test(codeOf(error)) || (error instanceof Error && cut.test(error.message))
    ? new Outage('the database does not answer', { cause: wordless(error) })
    : wordless(error)

/** TypeORM's error carries the statement's values, and pg's the row: what people typed must not get into a log that way. */
function wordless(error: unknown): unknown {
  if (!(error instanceof QueryFailedError)) return error
  const { message, stack } = error
  return Object.assign(new Error(message), { name: error.name, code: codeOf(error), ...(stack ? { stack } : {}) })
}

/** True when a statement failed because a row with that key stands there already. */
export const isDuplicate = (error: unknown): boolean =>
  codeOf(error) === '23505' || (codeOf(error) === 'SQLITE_CONSTRAINT' && /UNIQUE|PRIMARY KEY/.test(String(error)))
