import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isFields } from './fields.js'

/** The folder of package.json, from the sources and from what is built alike. */
export const packageRoot = (from: string): string =>
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

/** The payloads of a golden set, `test/fixtures/PLATFORM/KIND`, one a file and named after it. */
export const goldenSet = <T>(platform: string, kind: 'valid' | 'invalid'): (T & { readonly name: string })[] => {
  const folder = join(packageRoot(import.meta.dirname), 'test', 'fixtures', platform, kind)
  return readdirSync(folder).map((file) => ({
    name: file.replace('.json', ''),
    ...(unfold(JSON.parse(readFileSync(join(folder, file), 'utf8'))) as T),
  }))
}
