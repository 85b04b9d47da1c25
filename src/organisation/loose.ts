import type { Saying } from './problems.js'
import { nearest } from './schema-problems.js'
import type { Path } from './yaml-lines.js'

/** Reading data whose shape may be wrong: what is not of the expected kind is as if it were not there. */

export type Loose = Readonly<Record<string, unknown>>
export type Tell = (path: Path, says: Saying, key?: string) => void

export const mapIn = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {}
export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const textIn = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : [])

/** One or many, with the path that each stands at. */
export const each = (value: unknown, path: Path): readonly { readonly word: string; readonly path: Path }[] =>
  Array.isArray(value)
    ? value.flatMap((item, at) => textIn(item).map((word) => ({ word, path: [...path, at] })))
    : textIn(value).map((word) => ({ word, path }))

export const unknown = (
  what:
    | 'person'
    | 'team'
    | 'service'
    | 'channel'
    | 'practice'
    | 'calendar'
    | 'supplier'
    | 'rotation'
    | 'board'
    | 'job'
    | 'type'
    | 'agreement',
  id: string,
  known: readonly string[],
): Saying => ({
  words: `unknown_${what}`,
  params: { id },
  ...nearest(id, known),
})

export function checkTwice(named: readonly { readonly word: string; readonly path: Path }[], tell: Tell): void {
  named.forEach(({ word, path }, at) => {
    if (named.findIndex((other) => other.word === word) < at) tell(path, { words: 'twice', params: { word } })
  })
}
