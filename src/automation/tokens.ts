import { createHash } from 'node:crypto'
import { after } from '../kernel/duration.js'
import { type Ids, sameSecret } from '../kernel/ids.js'
import type { Reader, Work } from '../store/index.js'
import { type CallbackRow, callbackTable } from './table.js'

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** A new word by which the outcome of a run can be told, for so many milliseconds. Only its hash is kept. */
export async function giveToken(work: Work, ids: Ids, run: number, lasts: number): Promise<string> {
  const id = ids.next()
  const secret = ids.next() + ids.next()
  await work.insert(callbackTable, { id, hash: hashOf(secret), run, until: after(work.now, lasts) })
  return `${id}-${secret}`
}

/** What a token is for; undefined for anything that is none of ours. */
export async function behindToken(reader: Reader, token: string): Promise<CallbackRow | undefined> {
  const [, id, secret] = /^([0-9a-z]{1,40})-([0-9a-z]{1,80})$/.exec(token) ?? []
  const row = id === undefined ? undefined : await reader.one(callbackTable, { id })
  return row && sameSecret(row.hash, hashOf(secret ?? '')) ? row : undefined
}

/** The path at which a token is taken. */
export const callbackPath = '/callback/'
