import { createHash } from 'node:crypto'
import type { Digests } from './gate.js'

/** What each part of a thing says, in so few letters that two versions can be held against each other. */
export const digestsOf = (parts: Readonly<Record<string, unknown>>): Digests =>
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, digestOf(part)]))

const digestOf = (part: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(part, inOrder) ?? '')
    .digest('base64url')
    .slice(0, 22)

/** The order of keys says nothing. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

/** The parts that differ. */
export const changedParts = (before: Digests, after: Digests): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name])
