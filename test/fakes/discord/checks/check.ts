import { type Fields, isFields } from '../../fields.js'
import { ApiError } from '../refused.js'

/** One thing wrong with a body: Discord's own code and words, and where. */
export interface Problem {
  readonly path: readonly (string | number)[]
  readonly code: string
  readonly message: string
}

/** Where a check stands: it reports there and walks on from there. */
export interface Place {
  readonly path: readonly (string | number)[]
  readonly problems: Problem[]
}

export type Check = (value: unknown, place: Place) => void

/** A field that may be absent or null. */
export interface Optional {
  readonly optional: Check
}

export const start = (): Place => ({ path: [], problems: [] })

export const report = (place: Place, code: string, message: string): void => {
  place.problems.push({ path: place.path, code, message })
}

export const into = (place: Place, ...keys: readonly (string | number)[]): Place => ({
  path: [...place.path, ...keys],
  problems: place.problems,
})

export const maybe = (check: Check): Optional => ({ optional: check })

/** Discord counts UTF-16 units in some places and characters in others; the stricter count stands here. */
export const lengthOf = (value: string): number => value.length

const lengthProblem = (place: Place, length: number, min: number, max: number): void => {
  if (length > max) report(place, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`)
  else if (length < min && length === 0) report(place, 'BASE_TYPE_REQUIRED', 'This field is required')
  else if (length < min) report(place, 'BASE_TYPE_MIN_LENGTH', `Must be ${min} or more in length.`)
}

export const text =
  ({ min = 1, max, like }: { min?: number; max: number; like?: RegExp }): Check =>
  (value, place) => {
    if (typeof value !== 'string')
      return report(place, 'STRING_TYPE_CONVERT', `Could not interpret "${value}" as string.`)
    lengthProblem(place, min > 0 ? lengthOf(value.trim()) && lengthOf(value) : lengthOf(value), min, max)
    if (like && !like.test(value)) report(place, 'STRING_TYPE_REGEX', `String value did not match validation regex.`)
  }

export const snowflake: Check = (value, place) => {
  if (typeof value === 'string' && /^\d{1,20}$/.test(value)) return
  report(place, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not snowflake.`)
}

export const flag: Check = (value, place) => {
  if (typeof value !== 'boolean') report(place, 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.')
}

export const integer =
  ({ min, max }: { min?: number; max?: number } = {}): Check =>
  (value, place) => {
    if (typeof value !== 'number' || !Number.isInteger(value))
      return report(place, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`)
    if (min !== undefined && value < min)
      report(place, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`)
    if (max !== undefined && value > max)
      report(place, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`)
  }

export const number: Check = (value, place) => {
  if (typeof value !== 'number' || !Number.isFinite(value))
    report(place, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not float.`)
}

export const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, place) => {
    if (allowed.includes(value)) return
    report(
      place,
      'BASE_TYPE_CHOICES',
      `Value must be one of {${allowed.map((one) => JSON.stringify(one)).join(', ')}}.`,
    )
  }

export const url =
  ({ max = 2_048, schemes = ['http', 'https'] as readonly string[] } = {}): Check =>
  (value, place) => {
    if (typeof value !== 'string' || value === '') return report(place, 'BASE_TYPE_REQUIRED', 'This field is required')
    lengthProblem(place, lengthOf(value), 1, max)
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase() ?? ''
    if (!schemes.includes(scheme))
      return report(
        place,
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${scheme}" is not supported. Scheme must be one of (${schemes.map((one) => `'${one}'`).join(', ')}).`,
      )
    if (!/^\S+$/.test(value) || !/^[a-z+.-]+:\/\/[^/]/i.test(value))
      report(place, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.')
  }

export const list =
  (item: Check, { min = 0, max }: { min?: number; max?: number } = {}): Check =>
  (value, place) => {
    if (!Array.isArray(value)) return report(place, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType.')
    const range = min === 0 ? `${max} or fewer` : `between ${min} and ${max}`
    if (max !== undefined && (value.length > max || value.length < min))
      report(place, 'BASE_TYPE_BAD_LENGTH', `Must be ${range} in length.`)
    else if (value.length < min) report(place, 'BASE_TYPE_BAD_LENGTH', `Must be ${min} or more in length.`)
    for (const [index, one] of value.entries()) item(one, into(place, index))
  }

/** An object with these fields and no others; `extra` looks at how they go together. */
export const shape =
  (fields: Record<string, Check | Optional>, extra?: (value: Fields, place: Place) => void): Check =>
  (value, place) => {
    if (!isFields(value)) return report(place, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType')
    for (const [key, check] of Object.entries(fields)) {
      const optional = typeof check !== 'function'
      if (value[key] === undefined || (optional && value[key] === null)) {
        if (!optional) report(into(place, key), 'BASE_TYPE_REQUIRED', 'This field is required')
        continue
      }
      const run = optional ? check.optional : check
      run(value[key], into(place, key))
    }
    // Discord ignores what it does not know. A test must not: a misspelt field would do nothing in silence.
    for (const key of Object.keys(value))
      if (!(key in fields)) report(into(place, key), 'FAKE_UNKNOWN_FIELD', 'This field does not exist.')
    extra?.(value, place)
  }

/** An object whose numeric `type` chooses its shape. */
export const kinds =
  (table: Readonly<Record<number, Check>>): Check =>
  (value, place) => {
    if (!isFields(value)) return report(place, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType')
    const type = value['type']
    if (type === undefined) return report(into(place, 'type'), 'BASE_TYPE_REQUIRED', 'This field is required')
    const check = typeof type === 'number' ? table[type] : undefined
    if (check) return check(value, place)
    const allowed = Object.keys(table).join(', ')
    report(into(place, 'type'), 'BASE_TYPE_CHOICES', `Value of field "type" must be one of (${allowed}).`)
  }

/** Discord's tree of errors: by key and index, with `_errors` at each leaf. */
export const treeOf = (problems: readonly Problem[]): Fields => {
  const tree: Fields = {}
  for (const { path, code, message } of problems) {
    let at = tree
    for (const key of path) {
      const next = at[String(key)]
      if (isFields(next)) at = next
      else {
        const made: Fields = {}
        at[String(key)] = made
        at = made
      }
    }
    at['_errors'] = [...((at['_errors'] as Fields[] | undefined) ?? []), { code, message }]
  }
  return tree
}

/** Refuses with 50035 and the whole tree when anything is wrong. */
export const insist = (problems: readonly Problem[]): void => {
  if (problems.length > 0) throw new ApiError(400, 50035, 'Invalid Form Body', { errors: treeOf(problems) })
}

export const problemsOf = (check: Check, value: unknown): Problem[] => {
  const place = start()
  check(value, place)
  return place.problems
}
