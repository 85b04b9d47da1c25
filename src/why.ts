import type { Phrase } from './kernel/errors.js'

const explained = [
  'ENOENT',
  'EACCES',
  'EISDIR',
  'ENOTDIR',
  'ECONNREFUSED',
  'ENOTFOUND',
  'SQLITE_CANTOPEN',
  'SQLITE_NOTADB',
]

/**
 * The reason: in our words for what happens every day, otherwise in the machine's own. Several tries at one address come
 * wrapped, and say nothing themselves.
 */
export function whyOf(error: unknown): Phrase | string {
  if (error instanceof AggregateError && error.message === '') return whyOf(error.errors[0])
  const { message, code } = error as NodeJS.ErrnoException
  if (code !== undefined && explained.includes(code)) return { words: `start.why.${code}` }
  return (typeof message === 'string' && message !== '' ? message : String(error)).replace(/[.\s]+$/, '')
}
