import { type Fields, isFields, lengthOf } from '../fields.js'

export type Surface = 'message' | 'modal' | 'home'

/** One thing wrong with a payload, and where: `/blocks/0/text/text`. */
export interface Problem {
  readonly message: string
  readonly pointer: string
}

/** What a check must know beside the payload itself. */
export interface Setting {
  readonly surface: Surface
  /** Scopes of the posting token; without them nothing is refused for a missing scope. */
  readonly scopes?: ReadonlySet<string>
  /** Whether an uploaded picture can be used now; without it every id is taken as usable. */
  readonly fileUsable?: (file: { id?: string; url?: string }) => boolean
}

/** Where a check stands: it reports there and walks on from there. */
export interface Place {
  readonly pointer: string
  readonly setting: Setting
  readonly problems: Problem[]
}

export type Check = (value: unknown, place: Place) => void

/** A field that may be absent. */
export interface Optional {
  readonly optional: Check
}

export const start = (setting: Setting, pointer = ''): Place => ({ pointer, setting, problems: [] })

export const report = (place: Place, message: string): void => {
  place.problems.push({ message, pointer: place.pointer })
}

/** The place of a field or an item. */
export const into = (place: Place, key: string | number): Place => ({ ...place, pointer: `${place.pointer}/${key}` })

export const maybe = (check: Check): Optional => ({ optional: check })

/** Text of limited length, counted in code points. */
export const text =
  ({
    max,
    min = 1,
    like,
    says = 'has the wrong form',
  }: {
    max?: number
    min?: number
    like?: RegExp
    says?: string
  } = {}): Check =>
  (value, place) => {
    if (typeof value !== 'string') return report(place, 'must be a string')
    if (lengthOf(value) < min) return report(place, `must be more than ${min - 1} characters`)
    if (max !== undefined && lengthOf(value) > max) return report(place, `must be less than ${max + 1} characters`)
    if (like && !like.test(value)) report(place, says)
  }

export const url = (max = 3_000): Check => text({ max, like: /^https?:\/\/\S+$/, says: 'must be a valid URL' })

export const flag: Check = (value, place) => {
  if (typeof value !== 'boolean') report(place, 'must be a boolean')
}

export const integer =
  ({ min, max }: { min?: number; max?: number } = {}): Check =>
  (value, place) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return report(place, 'must be an integer')
    if (min !== undefined && value < min) report(place, `must be at least ${min}`)
    if (max !== undefined && value > max) report(place, `must be at most ${max}`)
  }

export const number: Check = (value, place) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) report(place, 'must be a number')
}

export const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, place) => {
    if (!allowed.includes(value)) report(place, `must be one of ${allowed.join(', ')}`)
  }

export const list =
  (item: Check, { min = 1, max }: { min?: number; max?: number } = {}): Check =>
  (value, place) => {
    if (!Array.isArray(value)) return report(place, 'must be an array')
    if (value.length < min) report(place, `no fewer than ${min} items allowed`)
    if (max !== undefined && value.length > max) return report(place, `no more than ${max} items allowed`)
    for (const [index, one] of value.entries()) item(one, into(place, index))
  }

/** An object with exactly these fields; `extra` looks at how they go together. */
export const shape =
  (fields: Record<string, Check | Optional>, extra?: (value: Fields, place: Place) => void): Check =>
  (value, place) => {
    if (!isFields(value)) return report(place, 'must be an object')
    for (const [key, check] of Object.entries(fields)) {
      const optional = typeof check !== 'function'
      if (value[key] === undefined || (optional && value[key] === null)) {
        if (!optional) report(place, `missing required field: ${key}`)
        continue
      }
      const run = optional ? check.optional : check
      run(value[key], into(place, key))
    }
    for (const key of Object.keys(value)) if (!(key in fields)) report(place, `invalid additional property: ${key}`)
    extra?.(value, place)
  }

/** An object whose `type` chooses its shape. */
export const kinds =
  (table: Record<string, Check>): Check =>
  (value, place) => {
    if (!isFields(value)) return report(place, 'must be an object')
    const type = value['type']
    if (typeof type !== 'string') return report(place, 'missing required field: type')
    const check = Object.hasOwn(table, type) ? table[type] : undefined
    if (!check) return report(into(place, 'type'), `unsupported type: ${type}`)
    check(value, place)
  }

/** The object must hold one of the fields, and not two. */
export const exactlyOne =
  (...keys: readonly string[]) =>
  (value: Fields, place: Place): void => {
    const held = keys.filter((key) => value[key] !== undefined && value[key] !== null)
    if (held.length === 0) report(place, `must define either ${keys.join(' or ')}`)
    if (held.length > 1) report(place, `only one of ${keys.join(' and ')} is allowed`)
  }
