import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Fields, isFields } from './fields.js'

/** A payload of the golden set: the blocks of a message, or a view. */
export interface Golden {
  readonly name: string
  readonly about: string
  readonly blocks?: unknown
  readonly view?: Fields
  /** For invalid ones: the error, the place and the words Slack must answer with. */
  readonly error?: string
  readonly pointer?: string
  readonly says?: string
}

const packageRoot = (from: string): string =>
  existsSync(join(from, 'package.json')) ? from : packageRoot(dirname(from))

const numbered = (value: unknown, index: number): unknown => {
  if (typeof value === 'string') return value.replaceAll('$n', String(index))
  if (Array.isArray(value)) return value.map((one) => numbered(one, index))
  if (!isFields(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, numbered(one, index)]))
}

/** `{ $text: 3001 }` is that many characters; `{ $list: 51, of }` is that many copies, numbered where `$n` stands. */
const unfold = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(unfold)
  if (!isFields(value)) return value
  if (typeof value['$text'] === 'number') return String(value['of'] ?? 'x').repeat(value['$text'])
  if (typeof value['$list'] === 'number')
    return Array.from({ length: value['$list'] }, (_, index) => unfold(numbered(value['of'], index)))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unfold(one)]))
}

/** The golden set of Block Kit payloads that Slack takes, or refuses. */
export const golden = (kind: 'valid' | 'invalid'): Golden[] => {
  const folder = join(packageRoot(import.meta.dirname), 'test', 'fixtures', 'slack', kind)
  return readdirSync(folder).map((file) => ({
    name: file.replace('.json', ''),
    ...(unfold(JSON.parse(readFileSync(join(folder, file), 'utf8'))) as Omit<Golden, 'name'>),
  }))
}
