import { createHash } from 'node:crypto'
import { limits } from './limits.js'

/** The nonce of a message: with it Discord itself refuses to post the same one twice within minutes. */
export const nonceOf = (key: string): string =>
  createHash('sha256').update(key).digest('base64url').slice(0, limits.message.nonce)
