import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** Where identifiers come from: opaque, unique and safe in a URL. */
export interface Ids {
  next(): string
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Twenty characters of chance (100 bits) in Crockford's alphabet, which has no look-alikes. */
export const randomIds: Ids = {
  next: () => Array.from(randomBytes(20), (byte) => alphabet[byte & 31]).join(''),
}

/** A code that a person can type from one screen into another: eight characters (40 bits), shown as `abcd-efgh`. */
export function typedCode(): string {
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(32)]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** Compares two secrets without telling by the time it takes where they differ. */
export function sameSecret(left: string, right: string): boolean {
  const a = Buffer.from(left)
  const b = Buffer.from(right)
  return a.length === b.length && timingSafeEqual(a, b)
}
