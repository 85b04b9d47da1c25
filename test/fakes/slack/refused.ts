import type { Fields } from './fields.js'

/** An answer `{ ok: false, error }` of the Web API, with HTTP status 200 as Slack sends it. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly extra: Fields = {},
  ) {
    super(code)
  }
}

/** What a person could not have done in Slack's own client: a missing button, an empty required field, a closed form. */
export class ClientRefusal extends Error {
  override readonly name = 'ClientRefusal'
}

/** Stops a Web API call with the error Slack would answer. */
export const refuse = (code: string, extra: Fields = {}): never => {
  throw new ApiError(code, extra)
}
