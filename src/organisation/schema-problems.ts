import type { z } from 'zod'
import { nearestWord } from '../chat/near.js'
import { deskSchema } from './desk-schema.js'
import type { Problem, Saying } from './problems.js'
import type { Lines, Path } from './yaml-lines.js'

type Issue = z.core.$ZodIssue

/** Says what the schema found in our own words, each with its place in the file. */
export function schemaProblems(issues: readonly Issue[], lines: Lines): readonly Problem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol')
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        lines.problemAt(path, unknownKey(key, path, valueAt(lines.data, [...path, key])), key),
      )
    }
    if (isMissing(lines.data, path)) return lines.problemAt(path, missing(issue, path))
    return lines.problemAt(path, saying(issue, valueAt(lines.data, path)))
  })
}

const missing = (issue: Issue, path: Path): Saying => ({
  words: `missing.${expectedKind(issue)}`,
  params: { key: String(path.at(-1) ?? ''), known: issue.code === 'invalid_value' ? issue.values.join(', ') : '' },
})

function saying(issue: Issue, found: unknown): Saying {
  switch (issue.code) {
    case 'invalid_type':
      return { words: `expected.${expectedKind(issue)}`, params: {} }
    case 'invalid_value': {
      const known = issue.values.map(String)
      return { words: 'not_one_of', params: { found: shown(found), known: known.join(', ') }, ...nearest(found, known) }
    }
    case 'too_big':
      return { words: issue.origin === 'string' ? 'too_long' : 'too_big', params: { limit: Number(issue.maximum) } }
    case 'too_small':
      return {
        words: issue.origin === 'number' ? 'too_small' : 'empty_value',
        params: { limit: Number(issue.minimum) },
      }
    case 'custom':
      return { words: String(issue.params?.words ?? 'wrong'), params: { found: shown(found) } }
    default:
      return { words: 'wrong', params: { found: shown(found) } }
  }
}

/** What the schema wanted, as the last part of a sentence's key. */
function expectedKind(issue: Issue): 'text' | 'list' | 'map' | 'number' | 'flag' | 'choice' | 'other' {
  if (issue.code === 'invalid_value') return 'choice'
  if (issue.code !== 'invalid_type') return 'other'
  switch (issue.expected) {
    case 'string':
      return 'text'
    case 'array':
      return 'list'
    case 'object':
    case 'record':
      return 'map'
    case 'int':
    case 'number':
      return 'number'
    case 'boolean':
      return 'flag'
    default:
      return 'other'
  }
}

type Kind = z.core.$ZodTypes

/** The keys that the schema allows in what stands at a path: the schema is the one list of them. */
function knownKeys(path: Path): readonly string[] {
  let schema: Kind | undefined = bare(deskSchema)
  for (const step of path) {
    if (!schema) break
    const def: Kind['_zod']['def'] = schema._zod.def
    if (def.type === 'object') schema = bare(def.shape[step])
    else if (def.type === 'record') schema = bare(def.valueType)
    else schema = def.type === 'array' ? bare(def.element) : undefined
  }
  const def = schema?._zod.def
  return def?.type === 'object' ? Object.keys(def.shape) : []
}

/** A schema without what was wrapped around it: defaults, optional, preprocessing. */
function bare(schema: z.core.$ZodType | undefined): Kind | undefined {
  const def = (schema as Kind | undefined)?._zod.def
  switch (def?.type) {
    case undefined:
      return undefined
    case 'pipe':
      return bare(def.out)
    case 'optional':
    case 'default':
    case 'prefault':
      return bare(def.innerType)
    default:
      return schema as Kind
  }
}

function unknownKey(key: string, path: Path, value: unknown): Saying {
  const known = knownKeys(path)
  // In `{ en: Bed, desk }` the comma ends the text, and the rest of it becomes a key without a value.
  return {
    words: value === null ? 'unknown_key_bare' : 'unknown_key',
    params: { key, known: known.join(', ') },
    ...nearest(key, known),
  }
}

export function nearest(found: unknown, known: readonly string[]): { readonly near?: string } {
  const near = typeof found === 'string' ? nearestWord(found, known) : undefined
  return near === undefined ? {} : { near }
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null) return value
    return (value as Record<string | number, unknown>)[step]
  }, data)
}

/** True when the last step of the path is what is not there. */
function isMissing(data: unknown, path: Path): boolean {
  const holder = valueAt(data, path.slice(0, -1))
  const last = path.at(-1)
  if (last === undefined || typeof holder !== 'object' || holder === null) return false
  return (holder as Record<string | number, unknown>)[last] === undefined
}

const shown = (found: unknown): string => {
  const text = typeof found === 'string' ? found : (JSON.stringify(found) ?? '')
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
